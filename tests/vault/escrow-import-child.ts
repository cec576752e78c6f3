import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import Database from 'better-sqlite3'
import { nextTask, tokenFor } from '../exchange/test-vault.ts'
import { openTestVault, passphrase } from './harness.ts'
import { commitDecided } from '../exchange/decided.ts'

// Run in a separate process: imports a file into a vault, and kills itself right before the step
// with that number; without a number it prints each step on a line and lives. A step is any
// operation that can reach a disk, except for the filler's, whose number is random (ADR 0037).
const [folder = '', file = '', number = '0'] = process.argv.slice(2)
const last = Number(number)
// Not by `sayLine`: it would announce its own writing.
const say = (line: string): void => void process.stdout.write(`${line}\n`)

let isTaking = false
let count = 0
const step = (what: string): void => {
  if (!isTaking || what.includes(' filler ')) return
  count += 1
  if (count === last) process.kill(process.pid, 'SIGKILL')
  if (last === 0) say(`step ${what}`)
}

type Call = (this: unknown, ...args: unknown[]) => unknown
const announced = (
  owner: object,
  name: string,
  what: (self: unknown, args: unknown[]) => string,
) => {
  const real = Reflect.get(owner, name) as Call
  Reflect.set(owner, name, function (this: unknown, ...args: unknown[]): unknown {
    step(what(this, args))
    return Reflect.apply(real, this, args)
  })
}
const words = (sql: unknown): string => String(sql).trim().split(/\s+/u).slice(0, 5).join(' ')
for (const name of ['openSync', 'writeSync', 'fsyncSync', 'renameSync', 'unlinkSync', 'rmSync']) {
  announced(fs, name, () => name)
}
syncBuiltinESMExports()
announced(Database.prototype, 'exec', (_, [sql]) => words(sql))
const statement = Object.getPrototypeOf(new Database(':memory:').prepare('SELECT 1')) as object
announced(statement, 'run', (self) => words((self as Database.Statement).source))

const desk = openTestVault(folder)
await desk.controller.unlock({ passphrase, keyFile: null })
say('started')
isTaking = true
step('look')
const { exportId } = await desk.handlers['imports.preview']({
  task: nextTask(),
  file: tokenFor(desk, file),
  passphrase: null,
})
step('take')
await commitDecided(desk.handlers, { task: nextTask(), exportId, take: null })
step('taken')
isTaking = false
say('committed')
