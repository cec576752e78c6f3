import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { opening, wipe } from './wipe-vault.ts'
import { openTestVault } from './harness.ts'

// Run in a separate process. Types the wipe passphrase, or destroys the vault, and kills itself
// right before, or with `torn` in the middle of, the file operation with the given name or number;
// `name#2` is the second of that name.
// Prints each operation on a line.
const [act, folder = '', stopAt = '', torn] = process.argv.slice(2)
const { writeSync } = fs
const say = (line: string): void => void writeSync(1, `${line}\n`)

let count = 0
const seen = new Map<string, number>()
/** The signal arrives before this turn is over, so no code runs after it. */
const die = (): never => {
  process.kill(process.pid, 'SIGKILL')
  for (;;);
}
const comes = (what: string): boolean => {
  say(what)
  count += 1
  const nth = (seen.get(what) ?? 0) + 1
  seen.set(what, nth)
  const names = [`${what}#${String(nth)}`, String(count), ...(nth === 1 ? [what] : [])]
  if (!names.includes(stopAt)) return false
  if (torn !== 'torn') die()
  return true
}

type Patched = 'fsyncSync' | 'mkdirSync' | 'openSync' | 'renameSync' | 'rmSync' | 'writeFileSync'
const names = new Map<number, string>()
const nameOf = (target: unknown): string =>
  typeof target === 'number' ? (names.get(target) ?? '?') : basename(String(target))

const watch = (method: Patched): void => {
  const original = fs[method] as (...args: unknown[]) => unknown
  const patched = (...args: unknown[]): unknown => {
    const reads = method === 'openSync' && !String(args[1]).startsWith('w')
    if (!reads) comes(`${method} ${nameOf(args[0])}`)
    const result = original(...args)
    if (method === 'openSync') names.set(result as number, basename(String(args[0])))
    return result
  }
  Object.assign(fs, { [method]: patched })
}

const watchAll = (): void => {
  for (const method of [
    'fsyncSync',
    'mkdirSync',
    'openSync',
    'renameSync',
    'rmSync',
    'writeFileSync',
  ] as const) {
    watch(method)
  }
  const write = (file: number, bytes: Uint8Array, ...rest: number[]): number => {
    if (comes(`writeSync ${nameOf(file)}`)) {
      // Part of the write reached the disk: the sectors of a few slots, and half of one.
      writeSync(file, bytes, 0, 1_024, rest[2] ?? 0)
      die()
    }
    return writeSync(file, bytes, ...rest)
  }
  Object.assign(fs, { writeSync: write })
  syncBuiltinESMExports()
}

const desk = openTestVault(folder)
if (act === 'wipe') {
  say('started')
  watchAll()
  await desk.controller.unlock({ passphrase: wipe, keyFile: null })
}
if (act === 'destroy') {
  await desk.controller.unlock(opening)
  say('started')
  watchAll()
  await desk.controller.destroy({ ...opening, isLossAccepted: true })
}
say('done')
process.exit(0)
