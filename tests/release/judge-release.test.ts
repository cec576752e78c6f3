import { describe, expect, it } from 'vitest'
import { judgeRelease } from '../../src/main/release/judge-release.ts'
import { KeySet, RevokedKeys } from '../../src/main/release/manifest.ts'
import { releaseKeys } from '../../src/main/release/release-keys.ts'
import { Failure } from '../../src/shared/failure.ts'
import { Day } from '../../src/shared/ids.ts'
import { releaseIndex } from '../../src/shared/release-index.ts'
import { refusalOf } from '../faults/refusal.ts'
import {
  build,
  inputOf,
  keyA,
  keyB,
  keyC,
  setOf,
  signatureOf,
  signedRelease,
  testKey,
  trusting,
} from './sample-release.ts'
import type { SignedRelease } from './sample-release.ts'
import { readSigner } from './second-reader.ts'

type Input = Parameters<typeof judgeRelease>[0]

const refused = (input: Input): Promise<string | null> => refusalOf(() => judgeRelease(input))
const names = (input: Input): (string | null)[] =>
  judgeRelease(input).signers.map(({ name }) => name)

const release = (...signers: Parameters<typeof signedRelease>[1][]): SignedRelease =>
  signedRelease({}, ...signers)

describe('a release', () => {
  it('is genuine with the signatures of any two release keys, or of all three', () => {
    for (const signers of [
      [keyA, keyB],
      [keyA, keyC],
      [keyB, keyC],
      [keyA, keyB, keyC],
    ]) {
      const judged = judgeRelease(inputOf(release(...signers)))
      expect(judged).toMatchObject({ isGenuine: true, order: 'newer', unknown: [] })
      expect(judged.signers.map(({ name }) => name)).toEqual(signers.map(({ name }) => name))
    }
  })

  it('with one signature, or none, or one key twice, is refused', async () => {
    expect(await refused(inputOf(release()))).toBe('too-few-signatures')
    expect(await refused(inputOf(release(keyA)))).toBe('too-few-signatures')
    expect(await refused(inputOf(release(keyA, keyA)))).toBe('too-few-signatures')
  })

  it('gets nothing from signatures of other keys, and they are shown as unknown', async () => {
    const stranger = testKey('stranger')
    expect(await refused(inputOf(release(keyA, stranger)))).toBe('too-few-signatures')
    const judged = judgeRelease(inputOf(release(keyA, stranger, keyB)))
    expect(judged.signers.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(judged.unknown).toEqual([
      { name: null, fingerprint: expect.stringMatching(/^SHA256:[A-Za-z0-9+/]{43}$/) as string },
    ])
  })

  it('with a signature for another purpose, another digest or another manifest is refused', async () => {
    const { manifest, signatures } = release(keyA, keyB)
    const other = signedRelease({ index: 9 }, keyC)
    for (const extra of [
      signatureOf(manifest, keyC, 'file'),
      signatureOf(manifest, keyC, 'understory-release', 'sha256'),
      ...other.signatures,
      Buffer.from(''),
      Buffer.alloc(2_000, 'a'),
    ]) {
      const input = { ...inputOf(release()), signatures: [...signatures, extra] }
      expect(await refused(input)).toBe('bad-signature')
    }
  })

  it('is compared by its index alone: newer, equal, or older, which is a rollback', () => {
    const order = (index: number, version: string): string =>
      judgeRelease(
        inputOf(signedRelease({ index, release: version, day: build().day }, keyA, keyB)),
      ).order
    expect(order(8, '0.0.1')).toBe('newer')
    expect(order(7, '9.9.9')).toBe('equal')
    expect(order(6, '9.9.9')).toBe('older')
  })

  it('is newer than a build that was never released', () => {
    const input = inputOf(signedRelease({ index: 1, day: Day.parse('2026-01-01') }, keyA, keyB))
    expect(judgeRelease({ ...input, build: build({ index: 0 }) }).order).toBe('newer')
  })

  it('is the same whatever the order of files, and with files that are there twice', () => {
    const link = signedRelease({ index: 8 }, keyA, keyB)
    const last = signedRelease({ index: 9 }, keyB, keyC)
    const input = inputOf(link, last)
    const expected = judgeRelease(input)
    const { manifests, signatures } = input
    const shuffled = {
      ...input,
      manifests: [...manifests, ...manifests].reverse(),
      signatures: [...signatures, ...signatures].reverse(),
    }
    expect(judgeRelease(shuffled)).toEqual(expected)
    expect(expected.manifest.index).toBe(9)
  })

  it('with two different manifests of one index is refused', async () => {
    const one = release(keyA, keyB)
    const other = signedRelease({ release: '1.2.1' }, keyA, keyB)
    expect(await refused(inputOf(one, other))).toBe('malformed')
  })

  it('has the signers that the second reader finds', () => {
    const { manifest, signatures } = release(keyA, keyC)
    expect(signatures.map((each) => readSigner(manifest, each))).toEqual([
      keyA.publicKey,
      keyC.publicKey,
    ])
  })
})

describe('a build without release keys', () => {
  const keyless = build({ trusted: trusting([]) })

  it('trusts no signature, and shows every key that signed as unknown', () => {
    const judged = judgeRelease({ ...inputOf(release(keyA, keyB, keyC)), build: keyless })
    expect(judged).toMatchObject({ isGenuine: false, signers: [] })
    expect(judged.unknown).toHaveLength(3)
  })

  it('adopts no keys from a manifest', () => {
    const link = signedRelease({ nextKeys: setOf(keyA, keyB, keyC) }, keyA, keyB)
    const last = signedRelease({ index: 9 }, keyA, keyB)
    const judged = judgeRelease({ ...inputOf(link, last), build: keyless })
    expect(judged).toMatchObject({ isGenuine: false, signers: [] })
  })

  it('refuses a signature that does not fit all the same', async () => {
    const input = { ...inputOf(release(keyA)), build: keyless }
    const other = signedRelease({ index: 9 }, keyB)
    expect(await refused({ ...input, signatures: other.signatures })).toBe('bad-signature')
  })

  it('is this one: there are no release keys yet, or three that are not revoked', () => {
    const { keys, nextKeys, revoked } = releaseKeys
    expect(RevokedKeys.parse([...revoked])).toEqual(revoked)
    const later = nextKeys ?? keys
    expect(later.filter(({ publicKey }) => revoked.includes(publicKey))).toEqual([])
    if (nextKeys !== null) expect(KeySet.parse([...nextKeys])).toEqual(nextKeys)
    if (keys.length > 0) expect(KeySet.parse([...keys])).toEqual(keys)
    // Without keys nothing was released.
    else expect(releaseIndex).toBe(0)
  })
})

describe('release keys', () => {
  const [keyD, keyE, keyF] = ['d', 'e', 'f'].map(testKey) as [typeof keyA, typeof keyA, typeof keyA]
  const rotation = signedRelease({ nextKeys: setOf(keyD, keyE, keyF) }, keyA, keyB)

  it('that are all replaced sign later releases, for an app that missed the one with the change', async () => {
    const later = signedRelease({ index: 9 }, keyD, keyF)
    expect(await refused(inputOf(later))).toBe('too-few-signatures')
    expect(names(inputOf(rotation, later))).toEqual(['d', 'f'])
  })

  it('that were replaced count no longer', async () => {
    const later = signedRelease({ index: 9 }, keyA, keyB)
    expect(await refused(inputOf(rotation, later))).toBe('too-few-signatures')
  })

  it('change only with the signatures of two keys of the set before', async () => {
    const later = signedRelease({ index: 9 }, keyD, keyE)
    const changes = { nextKeys: setOf(keyD, keyE, keyF) }
    for (const signers of [[keyA], [keyA, keyD], [keyD, keyE, keyF]]) {
      const forged = signedRelease(changes, ...signers)
      expect(await refused(inputOf(forged, later))).toBe('too-few-signatures')
    }
  })

  it('change twice in a row, and every step needs its link', async () => {
    const second = signedRelease({ index: 9, nextKeys: setOf(keyA, keyB, keyC) }, keyD, keyE)
    const last = signedRelease({ index: 10 }, keyA, keyC)
    expect(names(inputOf(rotation, second, last))).toEqual(['a', 'c'])
    expect(await refused(inputOf(second, last))).toBe('too-few-signatures')
  })

  it('of the build that announces the change do not need the link, and are not confused by it', async () => {
    const later = signedRelease({ index: 9 }, keyD, keyE)
    const old = trusting([keyA, keyB, keyC], [], [keyD, keyE, keyF])
    for (const changed of [
      build({ index: 8, trusted: old }),
      build({ index: 9, trusted: trusting([keyD, keyE, keyF]) }),
    ]) {
      expect(names({ ...inputOf(later), build: changed })).toEqual(['d', 'e'])
      expect(names({ ...inputOf(rotation, later), build: changed })).toEqual(['d', 'e'])
    }
    const announcing = build({ index: 8, trusted: old })
    expect(judgeRelease({ ...inputOf(rotation), build: announcing }).order).toBe('equal')
    const forged = signedRelease({ index: 9 }, keyA, keyB)
    expect(await refused({ ...inputOf(forged), build: announcing })).toBe('too-few-signatures')
  })

  it('of which one is lost: the other two release, and name a replacement', () => {
    const replacing = signedRelease({ nextKeys: setOf(keyA, keyB, keyD) }, keyA, keyB)
    expect(names(inputOf(replacing))).toEqual(['a', 'b'])
    const later = signedRelease({ index: 9 }, keyB, keyD)
    expect(names(inputOf(replacing, later))).toEqual(['b', 'd'])
  })

  it('of which one is stolen: it is revoked by the other two, and its signature refuses everything', async () => {
    const changes = { nextKeys: setOf(keyA, keyB, keyD), revoked: [keyC.publicKey] }
    const replacing = signedRelease(changes, keyA, keyB)
    expect(names(inputOf(replacing))).toEqual(['a', 'b'])
    expect(await refused(inputOf(signedRelease(changes, keyA, keyB, keyC)))).toBe('revoked-key')
    const later = signedRelease({ index: 9 }, keyA, keyB, keyC)
    expect(await refused(inputOf(replacing, later))).toBe('revoked-key')
    const knowing = build({ trusted: trusting([keyA, keyB, keyD], [keyC]) })
    expect(await refused({ ...inputOf(later), build: knowing })).toBe('revoked-key')
  })

  it('do not revoke each other: a thief with one key stops no release of the other two', async () => {
    const changes = { revoked: [keyA.publicKey] }
    expect(await refused(inputOf(signedRelease(changes, keyC)))).toBe('too-few-signatures')
    expect(await refused(inputOf(signedRelease(changes, keyA, keyC)))).toBe('revoked-key')
    expect(names(inputOf(release(keyA, keyB)))).toEqual(['a', 'b'])
  })

  it('of which two are lost release nothing for this app, by any link', async () => {
    const changes = { nextKeys: setOf(keyC, keyD, keyE) }
    const replacing = signedRelease(changes, keyC)
    const later = signedRelease({ index: 9 }, keyC, keyD, keyE)
    expect(await refused(inputOf(replacing))).toBe('too-few-signatures')
    expect(await refused(inputOf(replacing, later))).toBe('too-few-signatures')
    expect(await refused(inputOf(later))).toBe('too-few-signatures')
  })
})

describe('time', () => {
  const failureOf = (input: Input): Failure => {
    try {
      judgeRelease(input)
    } catch (cause) {
      if (cause instanceof Failure) return cause
    }
    throw new Error('not refused')
  }
  const at = (day: string): Input => ({ ...inputOf(release(keyA, keyB)), today: Day.parse(day) })

  it('before the build of the app itself is a wrong clock, with a day for time zones', () => {
    const own = signedRelease({ index: 7, day: Day.parse('2026-03-01') }, keyA, keyB)
    const input = { ...inputOf(own), today: Day.parse('2026-02-28') }
    expect(judgeRelease(input).order).toBe('equal')
    expect(failureOf({ ...input, today: Day.parse('2026-02-27') }).code).toBe('wrong-clock')
    expect(failureOf(at('2100-01-01')).code).toBe('wrong-clock')
  })

  it('of a release is not more than a day after today', () => {
    expect(judgeRelease(at('2026-04-30')).order).toBe('newer')
    const early = failureOf(at('2026-04-29'))
    expect([early.code, early.fields]).toEqual(['from-future', ['day']])
  })

  it('and index rise together: a higher index from before this build is refused', () => {
    const own = signedRelease({ index: 9, day: Day.parse('2026-02-28') }, keyA, keyB)
    const found = failureOf(inputOf(own))
    expect([found.code, found.fields]).toEqual(['from-future', ['index']])
  })

  it('does not pass as fast as this: an index far above the build’s own is refused', () => {
    expect(judgeRelease(inputOf(signedRelease({ index: 1_007 }, keyA, keyB))).order).toBe('newer')
    const found = failureOf(inputOf(signedRelease({ index: 1_008 }, keyA, keyB)))
    expect([found.code, found.fields]).toEqual(['from-future', ['index']])
  })

  it('is judged after the signatures: a stranger learns nothing of the clock', async () => {
    expect(await refused({ ...inputOf(release(keyA)), today: Day.parse('2020-01-01') })).toBe(
      'too-few-signatures',
    )
  })
})
