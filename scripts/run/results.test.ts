import { describe, expect, test } from 'vitest'
import { failuresOf, inWords, judge, sum } from './results.ts'

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

  test('the last line has the form "N passed, N failed"', () => {
    const one = { passed: 2, failed: 0, skipped: 0 }
    expect(inWords(sum([one, one]))).toBe('4 passed, 0 failed')
    expect(inWords(sum([one, { ...one, skipped: 1 }]))).toBe('4 passed, 0 failed, 1 skipped')
  })
})
