import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sourceDate } from './source-date.ts'

const place = mkdtempSync(join(tmpdir(), 'understory-source-date-'))
afterAll(() => rmSync(place, { recursive: true }))

it('a package has the time that the builder gives, or else that of the commit', () => {
  expect(() => sourceDate(undefined, place)).toThrow(/Set SOURCE_DATE_EPOCH/)
  const git = (...args: readonly string[]): Buffer =>
    execFileSync(
      'git',
      ['-C', place, '-c', 'user.name=n', '-c', 'user.email=e@x.example', ...args],
      {
        env: { ...process.env, GIT_COMMITTER_DATE: '1767323045 +0000' },
        stdio: 'pipe',
      },
    )
  git('init', '--quiet')
  git('commit', '--quiet', '--allow-empty', '--message=first')
  expect(sourceDate(undefined, place)).toBe(1_767_323_045)
  expect(sourceDate('', place)).toBe(1_767_323_045)
  expect(sourceDate('86400', place)).toBe(86_400)
  expect(() => sourceDate('yesterday', place)).toThrow(/not a number of seconds/)
})
