import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import { reportHandlers } from '../../src/main/vault/records/report-handlers.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { session } from '../exchange/test-vault.ts'
import { openTestVault, passphrase } from './harness.ts'

// Run in a separate process: overrides a finding, and dies when its journal line would be written.
const [what, folder = '', id = '', day = ''] = process.argv.slice(2)
const desk = openTestVault(folder)
await desk.controller.unlock({ passphrase, keyFile: null })

const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  throw new Error('still alive')
}
const dying = (): Session => {
  const open = session(desk)
  const journal = { ...open.store.journal, noteRecord: die, noteOverrides: die }
  return { ...open, store: { ...open.store, journal } }
}
const reason = 'Everybody knows'

if (what === 'report') {
  const { rev, content } = await desk.handlers['reports.get']({ id: id as never })
  const overrides = [{ family: 'date' as const, quote: '3 March', reason, day: day as never }]
  const input = { id: id as never, rev, content: { ...content, overrides } }
  await reportHandlers(dying)['reports.save'](input)
} else {
  const { rev, content } = await desk.handlers['publications.get']({ id: id as never })
  const overrides = [{ item: 'lint:title:date:x', reason, day: day as never }]
  const ports = { check: () => Promise.resolve([]), print: () => Promise.resolve(new Uint8Array()) }
  const input = { id: id as never, rev, content: { ...content, overrides } }
  await publicationHandlers(dying, ports)['publications.save'](input)
}
