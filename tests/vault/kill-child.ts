import { flushCompileCache } from 'node:module'
import { caseContent, openTestVault, passphrase, reportContent } from './harness.ts'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { sayLine } from '../faults/say-line.ts'

// Run in a separate process, to be killed: prints a line after each acknowledgement.
const [act, folder = ''] = process.argv.slice(2)
const desk = openTestVault(folder)
// Needed now for the next child: a killed child does not write its cache when it ends.
flushCompileCache()

if (act === 'create') {
  sayLine('started')
  await desk.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
  sayLine('created')
}

if (act === 'save') {
  await desk.controller.unlock({ passphrase, keyFile: null })
  sayLine('started')
  for (let i = 0; ; i++) {
    const content = reportContent(`body ${i}`)
    const report = await desk.handlers['reports.save']({ id: null, rev: 0, content })
    sayLine(`${report.id} body ${i}`)
    if (i % 3 === 0) {
      await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent(`case ${i}`) })
    }
  }
}

if (act === 'passphrase') {
  // In turn, and from the last to the first again.
  const all = process.argv.slice(4)
  await desk.controller.unlock({ passphrase: all[0] ?? '', keyFile: null })
  sayLine('started')
  for (let i = 1; ; i++) {
    const [current = '', next = ''] = [all[(i - 1) % all.length], all[i % all.length]]
    await desk.controller.changePassphrase({
      current,
      currentKeyFile: null,
      next,
      nextKeyFile: null,
    })
    sayLine(String(i))
  }
}

if (act === 'verify') {
  await desk.controller.unlock({ passphrase, keyFile: null })
  const session = desk.controller.session()
  if (session === null) throw new Error('the vault is closed')
  sayLine('started')
  const progress = (_: number, total: number): void => void (total > 0 && sayLine('copied'))
  const { signal } = new AbortController()
  for (;;) await verifyVault(session, { signal, progress }, 0)
}

if (act === 'escrow') {
  await desk.controller.unlock({ passphrase, keyFile: null })
  sayLine('started')
  for (;;) {
    await desk.controller.escrowRecovery({ passphrase, keyFile: null })
    sayLine('escrowed')
  }
}

if (act === 'recipient') {
  const [own = '', key = ''] = process.argv.slice(4)
  await desk.controller.unlock({ passphrase, keyFile: null })
  await desk.handlers['identity.openKey']({ passphrase: own, reason: 'To add a second editor' })
  sayLine('started')
  await desk.handlers['identity.addRecipient']({ key, label: 'Second' })
  sayLine('added')
}
