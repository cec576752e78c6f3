import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const log = join(import.meta.dirname, 'log.ts')

/** Runs a main function in a process of its own, after a line of code. */
const codeOf = (before: string, main: string): number | null =>
  spawnSync(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { runMain, Stop } from ${JSON.stringify(log)}; ${before}; await runMain(async () => { ${main} })`,
  ]).status

describe.each([
  ['', ''],
  [
    ', with a library that exits with 0 at the end',
    "process.on('beforeExit', () => process.exit(0))",
  ],
])('a script%s', (_, before) => {
  it.each([
    [0, ''],
    [137, 'return 137'],
    [1, "throw new Stop('no')"],
    [1, 'throw new TypeError()'],
  ])('exits with %i after: %s', (code, main) => expect(codeOf(before, main)).toBe(code))
})
