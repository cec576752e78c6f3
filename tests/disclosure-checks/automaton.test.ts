import fc from 'fast-check'
import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import { Alphabet } from '../../src/disclosure-checks/letter-classes.ts'
import { Automaton } from '../../src/disclosure-checks/automaton.ts'
import { fold } from '../../src/disclosure-checks/fold.ts'
import { programOf } from '../../src/disclosure-checks/program.ts'
import { allRules } from '../../src/disclosure-checks/tables/all.ts'

type Pair = {
  readonly machine: RE2JS
  readonly automaton: Automaton
}

const made = (patterns: readonly string[]): readonly [Alphabet, readonly Pair[]] => {
  const machines = patterns.map((pattern) => RE2JS.compile(pattern))
  const programs = machines.map((each) => programOf(each))
  const alphabet = new Alphabet(programs)
  const pairs = machines.map((machine, index) => ({
    machine,
    automaton: new Automaton(programs[index]!, alphabet),
  }))
  return [alphabet, pairs]
}

/** The same by asking re2js about every stretch: slow, and nothing but its public answers. */
const slowly = (machine: RE2JS, text: string): { end: number; starts: readonly number[] } => {
  const edges = [...text].reduce<number[]>((all, each) => [...all, all.at(-1)! + each.length], [0])
  const end = edges.find((edge) => machine.test(text.slice(0, edge))) ?? -1
  const starts = edges.filter((edge) => edge < end && machine.testExact(text.slice(edge, end)))
  return { end, starts: starts.reverse() }
}

const compare = ({ machine, automaton }: Pair, alphabet: Alphabet, text: string): void => {
  const letters = alphabet.write(text)
  const expected = slowly(machine, text)
  const end = automaton.firstEnd(letters, 0, text.length)
  expect(end).toBe(expected.end)
  if (end === -1) return
  const starts: number[] = []
  automaton.starts(letters, 0, end, (at) => starts.push(at))
  expect(starts).toEqual(expected.starts)
  for (const at of starts) {
    const matcher = machine.matcher(text.slice(at))
    expect(matcher.lookingAt()).toBe(true)
    expect(automaton.endFrom(letters, at, text.length)).toBe(at + matcher.end())
    if (machine.groupCount() !== 1) continue
    const group = { start: at + matcher.start(1), end: at + matcher.end(1) }
    const found = automaton.group(letters, at, at + matcher.end())
    if (matcher.start(1) === -1) expect(found).toBeUndefined()
    else expect(found).toEqual(group)
  }
}

const patterns = [
  'ab',
  'a|ab|abc',
  'abc|ab|a',
  '(?:a|ab)(?:c|bcd)',
  'a{0,4}b',
  'a{2,4}?b',
  'a.{0,6}b',
  'a.{0,6}?b{1,3}',
  '.{0,5}a.{0,5}b.{0,3}',
  '[ab]{0,3}c(?:a{0,2}b)*',
  '(?:a[^b]{0,3}){1,3}b',
  '(?:ab?){0,3}[cd]',
  'a+?b*',
  '[^ab]{1,3}a',
  '[Aa]b[Cc]',
  '가{0,3}나|b가',
  '.😀|a[😀-😂]{1,2}b',
  'a.{0,3}(b.?)c?',
  '(a|ab)(?:c|bcd)?',
  '(?:a(b{0,2})|c(?:b|d)?){1,3}d?',
  '[a-d]{1,3}?([a-c]{1,4}?).😀?',
  'a(b)?c',
]

describe('an automaton', () => {
  test('finds what re2js finds, at the same places', () => {
    const [alphabet, pairs] = made(patterns)
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'c', 'd', 'A', 'C', ' ', '\n', '가', '나', '😀', '😂', '😶'),
      maxLength: 24,
    })
    fc.assert(
      fc.property(text, (each) => {
        for (const pair of pairs) compare(pair, alphabet, each)
      }),
      { numRuns: 400 },
    )
  })

  test('of every rule finds the rule’s own examples where re2js does', () => {
    const [alphabet, pairs] = made(allRules.map(({ pattern }) => pattern))
    allRules.forEach((rule, index) => {
      for (const text of [...rule.hits.map(([sentence]) => sentence), ...rule.misses]) {
        compare(pairs[index]!, alphabet, fold(text)[rule.on ?? 'lower'])
      }
    })
  })

  test('stays right after its table was reset', () => {
    const [alphabet, [pair]] = made(['[ab]{8}.[ab]{8}c'])
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 20, maxLength: 60 }),
        fc.boolean(),
        (text, anew) => {
          if (anew) pair!.automaton.reset()
          compare(pair!, alphabet, text)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('refuses anchors and word boundaries, which rules may not hold', () => {
    for (const pattern of ['^a', 'a$', '\\ba']) {
      expect(() => programOf(RE2JS.compile(pattern))).toThrow(RangeError)
    }
  })
})
