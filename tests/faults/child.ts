import { Failure } from '../../src/shared/failure.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { opening, wipe } from '../vault/wipe-vault.ts'
import {
  failureOf,
  newRecoveryCode,
  newVault,
  openTestVault,
  passphrase,
  reportContent,
} from '../vault/harness.ts'
import { arm, disarm } from './failing-calls.ts'
import { changes } from './credential-changes.ts'
import type { CredentialChange } from './credential-changes.ts'
import { say } from './model.ts'
import { sayLine } from './say-line.ts'

/*
 * Run as a process of its own, to be killed or to have its system calls fail: says each thing on a
 * line before it is tried, and once it was acknowledged or refused.
 *
 *   save FOLDER COUNT           reports: a new one, changed, filed, a new one, …
 *   passphrase FOLDER NOW NEXT… COUNT  each becomes the next one, and the last the first again
 *   change FOLDER KIND          a report, a change of a credential, another report; then the lock
 *   go-on FOLDER                whatever writes, after the first save; then reads, and opens it again
 *   create FOLDER               a new vault
 *   wipe FOLDER                 the wipe passphrase is typed
 *   destroy FOLDER              as before a border
 */
const [act = '', folder = '', ...more] = process.argv.slice(2)

/** @throws whatever is no Failure: an error without a type is a fault by itself. */
const attempt = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause
    say({ failed: cause.code })
  }
}

const started = (): void => {
  sayLine('started')
  arm()
}

if (act === 'save') {
  const count = Number(more[0])
  const desk = openTestVault(folder)
  const { handlers } = desk
  try {
    await desk.controller.unlock({ passphrase, keyFile: null })
  } catch (cause) {
    // To open it is to write, too: on a disk with no room at all, every save is refused by that.
    if (!(cause instanceof Failure)) throw cause
    started()
    for (let i = 0; i < count; i += 1) say({ failed: cause.code })
    process.exit(0)
  }
  let last: { id: ReportId | null; rev: number; body: string } = { id: null, rev: 0, body: '' }
  started()
  for (let i = 0; i < count; i += 1) {
    await attempt(async () => {
      const { id, rev } = last
      if (i % 3 === 2 && id !== null) {
        say({ tries: { id, body: last.body, state: 'filed' } })
        const { body } = (await handlers['reports.file']({ id, rev })).content
        say({ done: { id, body, state: 'filed' } })
        last = { id: null, rev: 0, body: '' }
        return
      }
      const body = `body ${String(process.pid)} ${String(i)} `.repeat(1 + (i % 5) * 40)
      say({ tries: { id, body, state: 'draft' } })
      const saved = await handlers['reports.save']({ id, rev, content: reportContent(body) })
      say({ done: { id: saved.id, body: saved.content.body, state: 'draft' } })
      last = { id: saved.id, rev: saved.rev, body }
    })
  }
  disarm()
  desk.controller.close()
}

if (act === 'passphrase') {
  // Each in turn, and after the last the first again; the last argument is the count.
  const all = more.slice(0, -1)
  const count = Number(more.at(-1))
  let at = 0
  const desk = openTestVault(folder)
  await desk.controller.unlock({ passphrase: all[0] ?? '', keyFile: null })
  started()
  for (let i = 0; i < count; i += 1) {
    const [current = '', next = ''] = [all[at % all.length], all[(at + 1) % all.length]]
    await attempt(async () => {
      await desk.controller.changePassphrase({
        current,
        currentKeyFile: null,
        next,
        nextKeyFile: null,
      })
      at += 1
      sayLine(JSON.stringify({ changed: next }))
    })
  }
  disarm()
  desk.controller.close()
}

if (act === 'change') {
  const desk = openTestVault(folder)
  await desk.controller.unlock(opening)
  const save = async (body: string): Promise<void> => {
    say({ tries: { id: null, body, state: 'draft' } })
    const content = reportContent(body)
    const { id } = await desk.handlers['reports.save']({ id: null, rev: 0, content })
    say({ done: { id, body, state: 'draft' } })
  }
  started()
  await save('What was saved before the change. '.repeat(200))
  await changes[more[0] as CredentialChange](desk)
  sayLine(JSON.stringify({ changed: more[0] }))
  await save('What was saved after the change. '.repeat(200))
  desk.controller.close()
  disarm()
}

if (act === 'go-on') {
  let desk = openTestVault(folder)
  const tell = async (what: string, work: () => unknown): Promise<void> => {
    sayLine(`${what}: ${await failureOf(work)}`)
  }
  const save = () => {
    const content = reportContent('body')
    return desk.handlers['reports.save']({ id: null, rev: 0, content })
  }
  const change = { current: passphrase, currentKeyFile: null, next: 'another', nextKeyFile: null }
  await desk.controller.unlock({ passphrase, keyFile: null })
  started()
  await tell('save', save)
  disarm()
  await tell('save again', save)
  await tell('new passphrase', () => desk.controller.changePassphrase(change))
  await tell('new recovery code', () => newRecoveryCode(desk))
  await tell('read', () => desk.handlers['cases.list']({}))
  desk.controller.close()
  desk = openTestVault(folder)
  await desk.controller.unlock({ passphrase, keyFile: null })
  await tell('save, opened again', save)
  desk.controller.close()
}

if (act === 'create') {
  started()
  const { desk, made } = newVault(folder)
  await made
  disarm()
  sayLine('done')
  desk.controller.close()
}

if (act === 'wipe') {
  const desk = openTestVault(folder)
  started()
  await desk.controller.unlock({ passphrase: wipe, keyFile: null })
  disarm()
  sayLine('done')
  desk.controller.close()
}

if (act === 'destroy') {
  const desk = openTestVault(folder)
  await desk.controller.unlock(opening)
  started()
  await desk.controller.destroy({ ...opening, isLossAccepted: true })
  disarm()
  sayLine('done')
  desk.controller.close()
}
