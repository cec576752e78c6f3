import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { mustRun } from './exec.ts'
import { Stop } from './log.ts'
import { cache } from './paths.ts'
import { removeUnfinished, unfinished } from './unfinished.ts'

const folder = mkdtempSync(join(tmpdir(), 'understory-setup-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lineOfFailure = (script: string): string => {
  const file = join(folder, 'compile.sh')
  writeFileSync(file, script)
  try {
    mustRun('sh', [file], { fix: 'Run "make clean".' })
  } catch (error) {
    if (error instanceof Stop) return error.message
    throw error
  }
  return ''
}

it('a command that fails is told in one line, with what to do and where its output is', () => {
  const script = 'for i in 1 2 3; do echo "error: line $i" >&2; done; exit 7'
  const line = lineOfFailure(script)
  expect(line).toMatch(
    /^"sh compile\.sh" failed with code 7; its output is in .*failed-sh-compile\.txt\. Run "make clean"\.$/,
  )
  expect(line).not.toContain('\n')
  const kept = join(cache, 'failed-sh-compile.txt')
  expect(readFileSync(kept, 'utf8')).toContain('error: line 3')
  rmSync(kept)
})

it('a full disk is told as such, whichever command met it', () => {
  const line = lineOfFailure('echo "tar: write: No space left on device"; exit 2')
  expect(line).toMatch(/^The disk is full\. Free some space \("df -h" shows where\)/)
  expect(line).not.toContain('\n')
})

it('what a killed set-up left behind is removed, and that of one at work stays', () => {
  const inner = join(folder, 'addon')
  mkdirSync(inner)
  const ended = spawnSync('true').pid
  const left = [
    join(folder, `build.unfinished-${String(ended)}`),
    join(inner, `a.unfinished-${String(ended)}-x`),
  ]
  const kept = [unfinished(join(folder, 'build')), join(folder, 'evaluation-33.2.1')]
  for (const path of [...left, ...kept]) mkdirSync(path)
  writeFileSync(join(left[0] ?? '', 'half'), 'half')
  removeUnfinished(folder)
  removeUnfinished(inner)
  expect(left.filter((path) => existsSync(path))).toEqual([])
  expect(kept.filter((path) => existsSync(path))).toEqual(kept)
})
