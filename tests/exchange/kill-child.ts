import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import type { Session } from '../../src/main/vault/session/session.ts'
import { AuthorKey, ReportId } from '../../src/shared/ids.ts'
import type { FailureCode } from '../../src/shared/failure.ts'
import { arm } from '../faults/failing-calls.ts'
import { refusalOf } from '../faults/refusal.ts'
import { passphrase, reopen } from '../vault/harness.ts'
import { workerPaths } from '../vault/worker-paths.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { committed, lettingPass, preview } from './two-vaults.ts'
import { sayLine } from '../faults/say-line.ts'
import { handOverDecided } from './decided.ts'

// Run in a separate process. Kills itself at the given step, or is killed from outside; prints a
// line for each acknowledgement.
const [act, folder = '', path = '', step = '', ...more] = process.argv.slice(2)
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  // The signal comes before this turn is over.
  for (;;);
}

const lint = join(import.meta.dirname, 'quiet-lint-worker.ts')
const desk = await reopen(folder, passphrase, {
  kdf: workerPaths.kdf,
  age: workerPaths.age,
  lint,
  verify: 'none',
})
const open = session(desk)

type Store = Session['store']
/** Wraps one method of the store for a step: the child dies before, during, or after it. */
const around = <Target extends object, Name extends keyof Target>(
  target: Target,
  name: Name,
  wrap: (method: Target[Name]) => Target[Name],
): void => void Object.assign(target, { [name]: wrap(target[name]) })
const records: Store['records'] = open.store.records

const steps: Readonly<Record<string, () => void>> = {
  // Steps of a hand-over, in order.
  'while the file is written': () => {
    desk.events.push = () =>
      fs.readdirSync(path).some((name) => name.endsWith('.part')) ? die() : 0
  },
  'when the file is recorded and nothing committed': () =>
    around(open.store.exchange, 'recordExport', (record) => (...args) => {
      record(...args)
      die()
    }),
  'once the file has its name': () => {
    const { renameSync } = fs
    fs.renameSync = (from, to) => {
      renameSync(from, to)
      if (String(to).endsWith('.age')) die()
    }
    syncBuiltinESMExports()
  },
  'once the file was recorded': () => {
    desk.events.push = (event) => (event.kind === 'changed' ? die() : 0)
  },
  'right before anything is erased': () => around(records, 'handOver', () => die),
  'in the middle of hiding': () =>
    around(records, 'handOver', (hide) => (check) => {
      const last = check.records.length - 1
      const dying = check.records.map((one, i) =>
        i < last
          ? one
          : {
              ...one,
              get num(): typeof one.num {
                return die()
              },
            },
      )
      hide({ ...check, records: dying })
    }),
  'when all is hidden and nothing committed': () =>
    around(records, 'handOver', (hide) => (check) => {
      hide(check)
      die()
    }),
  'once all was hidden': () => around(records, 'eraseHandedOver', () => die),
  'once one record was erased and the others were not': () =>
    around(records, 'eraseHandedOver', (erase) => () => {
      erase(() => true)
      return die()
    }),
  'once all was erased': () =>
    around(records, 'eraseHandedOver', (erase) => (isEnough) => {
      while (erase(isEnough)) continue
      return die()
    }),
  // Steps of an import.
  'once its attached files are on the disk': () => around(open.store, 'together', () => die),
  'before the records are taken': () => around(open.store.exchange, 'commitImport', () => die),
  'after the records, before what is said of them': () =>
    around(open.store.exchange, 'commitImport', (commit) => (...args) => {
      commit(...args)
      die()
    }),
  'when all is written and nothing committed': () =>
    around(
      open.store,
      'together',
      (together) => (work) =>
        together(() => {
          work()
          return die()
        }),
    ),
  'once all is committed': () =>
    around(open.store, 'together', (together) => (work) => {
      const result = together(work)
      die()
      return result
    }),
}

sayLine('started')
arm()
steps[step]?.()

if (act === 'import') {
  const code = await refusalOf(async () => {
    const { exportId } = await preview(desk, path)
    await committed(desk, exportId)
  })
  sayLine(code === null ? 'imported' : `refused ${code}`)
}

if (act === 'hand-over') {
  const [contact, ...reports] = more
  const choice = { kind: 'reports', reportIds: reports.map((id) => ReportId.parse(id)) } as const
  let refused: FailureCode | null = null
  const code = await refusalOf(async () => {
    const overrides = await lettingPass(desk, choice)
    const done = await handOverDecided(desk.handlers, {
      task: nextTask(),
      choice,
      contact: AuthorKey.parse(contact),
      overrides,
      purpose: '',
      folder: tokenFor(desk, path),
    })
    refused = done.refused
  })
  sayLine(code === null && refused === null ? 'erased' : `refused ${String(code ?? refused)}`)
}
process.exit(0)
