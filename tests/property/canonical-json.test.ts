import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'

/** As docs/FORMAT-RECORDS.md says it, without a way around. */
const plainly = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string')
    return JSON.stringify(value)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new RangeError('not an integer')
    return String(value)
  }
  if (typeof value !== 'object') throw new TypeError('not a JSON value')
  if (Array.isArray(value)) return `[${value.map(plainly).join(',')}]`
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${plainly(item)}`)
  return `{${parts.join(',')}}`
}

const outcome = (form: (value: Canonical) => string, value: unknown): string => {
  try {
    return form(value as Canonical)
  } catch (cause) {
    return cause instanceof Error ? cause.name : 'unknown'
  }
}

class OfOurs {
  readonly b = 1
  readonly a = 2
  toJSON(): string {
    return 'another form'
  }
}

const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '0',
    '10',
    '2',
    'a',
    'B',
    '\ud800',
    '\uffff',
    '\u{1f600}',
    '__proto__',
    'toJSON',
  ),
)
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '\u2028', '"\\\u0000\u007f', null, true, false),
  fc.maxSafeInteger(),
)
const { value: valid } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')),
  ),
}))
const without = fc.constantFrom<unknown>(
  undefined,
  NaN,
  -0,
  0.5,
  2 ** 53,
  Infinity,
  10n,
  Symbol('none'),
  () => 1,
  new Date(0),
  new OfOurs(),
  Object.assign(Object.create({ inherited: 1 }) as object, { z: 1, a: 2 }),
  Array(2),
)

describe('canonical JSON', () => {
  it('is what its definition says, for every value', () => {
    fc.assert(
      fc.property(valid, (value) => {
        const form = canonicalJson(value as Canonical)
        expect(form).toBe(plainly(value))
        // What was parsed from it has its keys in order.
        expect(canonicalJson(JSON.parse(form) as Canonical)).toBe(form)
      }),
      { numRuns: 2_000 },
    )
  })

  it('refuses what has no form wherever it is, and calls nothing of a value', () => {
    fc.assert(
      fc.property(valid, without, fc.nat(4), key, (value, wrong, depth, name) => {
        let within: unknown = wrong
        for (let i = 0; i < depth; i += 1)
          within = i % 2 === 0 ? [value, within] : { [name]: within, z: value }
        expect(outcome(canonicalJson, within)).toBe(outcome(plainly, within))
      }),
      { numRuns: 2_000 },
    )
  })
})
