import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Finding } from '../../shared/lint.ts'
import { createLintChecker } from './lint-checker.ts'
import type { PartText } from './lint-checker.ts'

const numbersIn = (text: string): Finding[] =>
  [...text.matchAll(/\d+/g)].map(({ index, 0: words }) => ({
    family: 'phone',
    rule: 'phone',
    start: index,
    end: index + words.length,
    replacement: null,
  }))

/** Answers each text after `ms`; while `isBroken`, rejects. */
const checkerWith = (ms = 40) => {
  const asked: string[] = []
  const state = { isBroken: false }
  const checker = createLintChecker(async ({ text }) => {
    asked.push(text)
    await new Promise((resolve) => setTimeout(resolve, ms))
    if (state.isBroken) throw new Error('broken')
    return numbersIn(text)
  })
  const write = (text: string, more: Readonly<Record<string, string>> = {}): void =>
    checker.set(
      new Map<string, PartText>(
        Object.entries({ body: text, ...more }).map(([name, words]) => [
          name,
          { text: words, language: 'en' },
        ]),
      ),
    )
  const found = (part = 'body'): string[] => {
    const checked = checker.get().get(part)
    return (checked?.findings ?? []).map(({ start, end }) => checked?.text.slice(start, end) ?? '')
  }
  return { asked, state, checker, write, found }
}

describe('the checks of a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are asked for once a pause comes, and answered well within 150 ms of it', async () => {
    const { asked, write, found } = checkerWith()
    for (const text of ['c', 'ca', 'call 12']) {
      write(text)
      await vi.advanceTimersByTimeAsync(30)
    }
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(120)
    expect(asked).toEqual(['call 12'])
    expect(found()).toEqual(['12'])
  })

  it('move along with what is typed before them, and go when they are typed into', async () => {
    const { write, found } = checkerWith()
    write('one 11 two 22 three')
    await vi.advanceTimersByTimeAsync(120)
    write('one 11 and two 22 three')
    expect(found()).toEqual(['11', '22'])
    write('one 11 and two 2x2 three')
    expect(found()).toEqual(['11'])
  })

  it('drop an answer that the text has overtaken, and ask for the newest only', async () => {
    const { asked, write, found, checker } = checkerWith(500)
    write('1')
    await vi.advanceTimersByTimeAsync(100)
    for (const text of ['1 a', '1 a 2', '1 a 2 b']) {
      write(text)
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(found()).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toEqual(['1', '1 a 2 b'])
    expect(checker.get().get('body')?.state).toBe('behind')
    await vi.advanceTimersByTimeAsync(500)
    expect(found()).toEqual(['1', '2'])
    expect(checker.get().get('body')?.state).toBe('done')
  })

  it('ask for nothing but the part that changed', async () => {
    const { asked, write } = checkerWith()
    write('body', { title: 'title' })
    await vi.advanceTimersByTimeAsync(200)
    write('body', { title: 'title 2' })
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toEqual(['body', 'title', 'title 2'])
  })

  it('say when they could not be done, keep what they knew, and do it again when asked', async () => {
    const { state, write, found, checker } = checkerWith()
    write('call 12')
    await vi.advanceTimersByTimeAsync(200)
    state.isBroken = true
    write('call 12 or 34')
    await vi.advanceTimersByTimeAsync(200)
    expect(checker.get().get('body')?.state).toBe('failed')
    expect(found()).toEqual(['12'])
    state.isBroken = false
    checker.again()
    await vi.advanceTimersByTimeAsync(200)
    expect(checker.get().get('body')?.state).toBe('done')
    expect(found()).toEqual(['12', '34'])
  })

  it('ask again even while an answer is under way', async () => {
    const { asked, write, checker } = checkerWith(300)
    write('call 12')
    await vi.advanceTimersByTimeAsync(100)
    checker.again()
    await vi.advanceTimersByTimeAsync(700)
    expect(asked).toEqual(['call 12', 'call 12'])
  })

  it('are over when the report is left', async () => {
    const { asked, write, checker, found } = checkerWith()
    write('call 12')
    checker.end()
    await vi.advanceTimersByTimeAsync(500)
    expect(asked).toEqual([])
    expect(found()).toEqual([])
  })
})
