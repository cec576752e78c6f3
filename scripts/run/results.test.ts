import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { failuresOf, inWords, joinedShards, judge, reportIn, sum } from './results.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})
const report = (...testResults: ReturnType<typeof file>[]) => ({ numPassedTests: 0, testResults })

describe('the count of tests', () => {
  test('counts what passed, failed and was skipped', () => {
    expect(judge(report(file('failed', 'passed', 'failed', 'skipped', 'todo')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 2,
    })
  })

  test('a suite without a report, or one that ran nothing, is a failure', () => {
    expect(judge(undefined, 0).failed).toBe(1)
    expect(judge(report(), 0).failed).toBe(1)
    expect(judge(report(file('passed', 'skipped')), 0).failed).toBe(1)
  })

  test('a file that does not load is a failure, though none of its tests is', () => {
    expect(judge(report(file('passed', 'passed'), file('failed')), 1)).toEqual({
      passed: 1,
      failed: 1,
      skipped: 0,
    })
  })

  test('a process that ends with an error after passing every test is a failure', () => {
    expect(judge(report(file('passed', 'passed')), 1).failed).toBe(1)
  })

  test('what failed is named, with how it began', () => {
    const failed = {
      status: 'failed',
      fullName: 'a vault opens',
      failureMessages: ['\u001b[31mError\u001b[39m: no\n  at one\n  at two\n  at three'],
    }
    const unread = { name: 'b.test.ts', status: 'failed', message: 'not found' }
    const testResults = [
      { status: 'failed', assertionResults: [failed, { status: 'passed' }] },
      { ...unread, assertionResults: [] },
    ]
    expect(failuresOf({ numPassedTests: 1, testResults })).toEqual([
      'a vault opens: Error: no   at one   at two',
      'b.test.ts: not found',
    ])
    expect(failuresOf(undefined)).toEqual([])
  })

  test('a run that was ended for time, or did not start, is one named failure beside the others', () => {
    const all = joinedShards([
      {
        files: ['a.test.ts'],
        ended: { code: 0, timedOut: false },
        report: report(file('passed', 'passed')),
      },
      {
        files: ['b.test.ts', 'c.test.ts'],
        ended: { code: 137, timedOut: true },
        report: undefined,
      },
      { files: ['d.test.ts'], ended: { code: 1, timedOut: false }, report: undefined },
      { files: ['e.test.ts'], ended: 'The disk is full.', report: undefined },
    ])
    expect(judge(all, 137)).toEqual({ passed: 1, failed: 3, skipped: 0 })
    expect(failuresOf(all)).toEqual([
      'b.test.ts, c.test.ts: ended for time, without a report',
      'd.test.ts: ended with code 1, without a report',
      'e.test.ts: The disk is full.',
    ])
  })

  test('a report that is missing or cut off is none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'results-'))
    const path = join(folder, 'results.json')
    expect(reportIn(path)).toBeUndefined()
    writeFileSync(path, '{"numPassedTests": 1, "testRes')
    expect(reportIn(path)).toBeUndefined()
    rmSync(folder, { recursive: true })
  })

  test('the last line has the form "N passed, N failed"', () => {
    const one = { passed: 2, failed: 0, skipped: 0 }
    expect(inWords(sum([one, one]))).toBe('4 passed, 0 failed')
    expect(inWords(sum([one, { ...one, skipped: 1 }]))).toBe('4 passed, 0 failed, 1 skipped')
  })
})
