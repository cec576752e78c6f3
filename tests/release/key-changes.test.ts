import { describe, expect, it } from 'vitest'
import { judgeRelease } from '../../src/main/release/judge-release.ts'
import { Failure } from '../../src/shared/failure.ts'
import { build, inputOf, setOf, signedRelease, testKey, trusting } from './sample-release.ts'
import type { SignedRelease, TestKey } from './sample-release.ts'

/*
 * A history of releases whose keys change three times: one stolen key is replaced and revoked, all
 * are replaced, and one is stolen again. Every app of the history judges every release of it, signed
 * by any two keys that ever existed. The expected answers come from the words of the specification.
 */

const [a, b, c, d, e, f, g, h] = [...'abcdefgh'].map(testKey) as [
  ...[TestKey, TestKey, TestKey, TestKey],
  ...[TestKey, TestKey, TestKey, TestKey],
]
const everyKey = [a, b, c, d, e, f, g, h]
const stranger = testKey('stranger')

/** By the index of the release that announces it. */
const changes = new Map<
  number,
  { readonly next: readonly TestKey[]; readonly stolen: readonly TestKey[] }
>([
  [2, { next: [a, b, d], stolen: [c] }],
  [4, { next: [e, f, g], stolen: [] }],
  [5, { next: [e, g, h], stolen: [f] }],
])
const indexes = [1, 2, 3, 4, 5, 6]

/** Those that sign a release. */
const keysOf = (index: number): readonly TestKey[] =>
  [...changes].reduce<readonly TestKey[]>(
    (keys, [announced, { next }]) => (announced < index ? next : keys),
    [a, b, c],
  )
const revokedUpTo = (index: number): readonly TestKey[] =>
  [...changes].flatMap(([announced, { stolen }]) => (announced <= index ? stolen : []))

const appOf = (index: number) =>
  build({
    index,
    trusted: trusting(keysOf(index), revokedUpTo(index), changes.get(index)?.next ?? null),
  })

/** Two keys of the set that were not just stolen. */
const signersOf = (index: number): readonly TestKey[] =>
  keysOf(index)
    .filter((key) => !revokedUpTo(index).includes(key))
    .slice(0, 2)

const makeGenuine = (index: number): SignedRelease => {
  const next = changes.get(index)?.next
  const revoked = revokedUpTo(index)
    .map(({ publicKey }) => publicKey)
    .sort()
  const nextKeys = next === undefined ? null : setOf(...next)
  return signedRelease({ index, nextKeys, revoked }, ...signersOf(index))
}
const releases = new Map(indexes.map((index) => [index, makeGenuine(index)]))
const genuine = (index: number): SignedRelease => releases.get(index) ?? makeGenuine(index)
/** A forger repeats no change. */
const forgedBy = (index: number, ...signers: readonly TestKey[]): SignedRelease =>
  signedRelease({ index }, ...signers)

const linksBetween = (own: number, index: number): readonly SignedRelease[] =>
  [...changes.keys()].filter((link) => link > own && link < index).map(genuine)

const judgement = (own: number, ...releases: readonly SignedRelease[]): string => {
  try {
    const { isGenuine, order } = judgeRelease({ ...inputOf(...releases), build: appOf(own) })
    return isGenuine ? order : 'unproven'
  } catch (cause) {
    if (cause instanceof Failure) return cause.code
    throw cause
  }
}
const orderOf = (own: number, index: number): string =>
  index > own ? 'newer' : index === own ? 'equal' : 'older'

const pairs = everyKey.flatMap((one, i) => everyKey.slice(i + 1).map((other) => [one, other]))
const cases = indexes.flatMap((own) => indexes.map((index) => ({ own, index })))

describe('when the release keys change, every app', () => {
  it('accepts every later release with the links since its own, and none that it announced itself', () => {
    for (const { own, index } of cases.filter(({ own, index }) => index > own)) {
      const what = `app ${String(own)}, release ${String(index)}`
      const links = linksBetween(own, index)
      expect(judgement(own, ...links, genuine(index)), what).toBe('newer')
      // All links of the history change nothing.
      const all = linksBetween(0, index)
      expect(judgement(own, ...all, genuine(index)), what).toBe('newer')
    }
  })

  it('calls its own release equal, although it trusts other keys from then on', () => {
    for (const own of indexes) expect(judgement(own, genuine(own))).toBe('equal')
  })

  it('calls an earlier release of its own keys a rollback, and refuses one of any keys before', () => {
    for (const { own, index } of cases.filter(({ own, index }) => index < own)) {
      const isRollback = signersOf(index).every((key) => keysOf(own).includes(key))
      expect(judgement(own, genuine(index)), `app ${String(own)}, release ${String(index)}`).toBe(
        isRollback ? 'older' : 'too-few-signatures',
      )
    }
  })

  it('judges any two signatures as the specification says, with and without the links', () => {
    for (const { own, index } of cases) {
      for (const signers of pairs) {
        const missed = linksBetween(own, index)
        for (const links of missed.length > 0 ? [[], missed] : [[]]) {
          const known = links.length > 0 ? index - 1 : own
          const set = keysOf(index > own ? known + 1 : own)
          const expected = signers.some((key) => revokedUpTo(known).includes(key))
            ? 'revoked-key'
            : signers.every((key) => set.includes(key))
              ? orderOf(own, index)
              : 'too-few-signatures'
          const names = signers.map(({ name }) => name).join(' and ')
          expect(
            judgement(own, ...links, forgedBy(index, ...signers)),
            `app ${String(own)}, release ${String(index)} by ${names}, ${String(links.length)} links`,
          ).toBe(expected)
        }
      }
    }
  })

  it('from the one that announces a change refuses later releases by a replaced or revoked key', () => {
    for (const own of indexes) {
      const current = keysOf(own + 1)
      const replaced = [a, b, c, ...current, ...keysOf(own)].filter((key) => !current.includes(key))
      for (const key of replaced) {
        for (const other of [...everyKey, stranger].filter((one) => one !== key)) {
          const forged = forgedBy(own + 1, key, other)
          expect(['revoked-key', 'too-few-signatures']).toContain(judgement(own, forged))
          expect(['revoked-key', 'too-few-signatures']).toContain(
            judgement(own, ...linksBetween(0, own + 1), forged),
          )
        }
      }
    }
  })
})
