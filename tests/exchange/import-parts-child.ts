import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { settleImport } from '../../src/main/vault/exchange/apply-import.ts'
import { arm } from '../faults/failing-calls.ts'
import { refusalOf } from '../faults/refusal.ts'
import { sayLine } from '../faults/say-line.ts'
import { openTestVault, passphrase, reopen } from '../vault/harness.ts'
import { workerPaths } from '../vault/worker-paths.ts'
import { oneInEachTransaction } from './large-import.ts'
import { session } from './test-vault.ts'
import { committed, preview } from './two-vaults.ts'

// Run in a separate process: imports a file in parts, or without a file opens a vault, while one of
// its system calls fails or kills it. They are counted from the first step of that name on. Each step
// is told on standard error, between the calls that are told there.
const [folder = '', file = '', from = ''] = process.argv.slice(2)
const lint = join(import.meta.dirname, 'quiet-lint-worker.ts')
const workers = { kdf: workerPaths.kdf, age: workerPaths.age, lint, verify: 'none' }

if (file === '') {
  const { controller } = openTestVault(folder, undefined, { workers })
  sayLine('started')
  arm()
  await controller.unlock({ passphrase, keyFile: null })
  const session = controller.session()
  if (session !== null) await settleImport(session)
  sayLine('opened')
  process.exit(0)
}

const desk = await reopen(folder, passphrase, workers)
const { exportId } = await preview(desk, file)
sayLine('started')
const { importParts } = session(desk).store
/** Wraps a method of the store, to tell of each call and to begin the count. */
const told =
  <In extends unknown[], T>(name: string, method: (...args: In) => T) =>
  (...args: In): T => {
    writeSync(process.stderr.fd, `step ${name}\n`)
    if (name === from && process.env['FAIL_ARMED'] !== '1') arm()
    return method(...args)
  }
oneInEachTransaction(desk)
const { stage, decide, apply } = importParts
Object.assign(importParts, {
  stage: told('stage', stage),
  decide: told('decide', decide),
  apply: told('apply', apply),
})
const code = await refusalOf(() => committed(desk, exportId))
sayLine(code === null ? 'imported' : `refused ${code}`)
process.exit(0)
