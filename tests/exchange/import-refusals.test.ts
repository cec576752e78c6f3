import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sign } from '../../src/crypto/sign.ts'
import { manifestBytes } from '../../src/main/exchange/manifest.ts'
import type { TestVault } from '../vault/harness.ts'
import { several } from '../in-full.ts'
import { knows } from './meet.ts'
import { build, person } from './sample.ts'
import { fill, hybridOf, refused, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'
import { decodeWhole, encodeWhole } from './whole-bundle.ts'

let two: Two
let field: TestVault
let desk: TestVault
let out: string
beforeEach(async () => {
  two = await twoVaults()
  ;({ field, desk, out } = two)
})
afterEach(() => two.end())

describe('nothing is written by an import', () => {
  it('that is for another recipient, altered, cut short, too big, or no bundle at all', async () => {
    const { caseId } = await fill(field)
    const other = await hybridOf(field)
    const forOther = await two.exported(field, caseId, { kind: 'keys', recipients: [other] })
    expect(await refused(desk, forOther)).toBe('not-for-us')
    const recipients = [await hybridOf(desk)]
    const good = readFileSync(await two.exported(field, caseId, { kind: 'keys', recipients }))
    const altered = Buffer.from(good)
    altered[20_000] = (altered[20_000] ?? 0) ^ 1
    expect(await refused(desk, two.written(altered))).toBe('malformed')
    expect(await refused(desk, two.written(good.subarray(0, good.length - 1)))).toBe('truncated')
    expect(await refused(desk, two.written(good.subarray(0, 5_000)))).toBe('truncated')
    expect(await refused(desk, two.written(new Uint8Array()))).toBe('truncated')
    expect(await refused(desk, two.written(Buffer.from('Dear desk,')))).toBe('malformed')
    expect(
      await refused(
        desk,
        two.written(await encryptAge(Buffer.from('hi'), { kind: 'keys', recipients })),
      ),
    ).toBe('truncated')
    expect(await refused(desk, out)).toBe('malformed')
  })

  it('with a manifest by another signer, or relayed by a recipient', async () => {
    const recipients = [await hybridOf(desk)]
    const [sender, liar] = [person(), person()]
    const { plaintext } = build(sender, recipients)
    const decoded = decodeWhole(plaintext)
    const bytes = manifestBytes(decoded.manifest)
    const forged = encodeWhole({
      ...decoded,
      manifestBytes: bytes,
      signature: sign('bundle', bytes, liar.keys.secretKey),
    })
    const to = { kind: 'keys' as const, recipients }
    expect(await refused(desk, two.written(await encryptAge(forged, to)))).toBe('bad-signature')
    const forField = build(sender, [await hybridOf(field)]).plaintext
    expect(await refused(desk, two.written(await encryptAge(forField, to)))).toBe(
      'wrong-recipients',
    )
  })

  it('that is a second history of one sequence: rolled-back', async () => {
    const recipients = [await hybridOf(desk)]
    const to = { kind: 'keys' as const, recipients }
    const sender = person()
    knows(desk, sender)
    const first = build(sender, recipients)
    const { sequence } = first.manifest
    const next = (seq: number, hash: string) =>
      build(sender, recipients, undefined, { sequence, seq, hash })
    // A vault and its copy both continue after the first file.
    const [one, other] = [next(1, first.hash), next(1, first.hash)]
    for (const built of [first, one]) {
      await taken(desk, two.written(await encryptAge(built.plaintext, to)))
    }
    const otherFirst = two.written(await encryptAge(other.plaintext, to))
    expect(await refused(desk, otherFirst)).toBe('rolled-back')
    const afterOther = next(2, other.hash)
    const otherSecond = two.written(await encryptAge(afterOther.plaintext, to))
    expect(await refused(desk, otherSecond)).toBe('rolled-back')
  })

  it('with an object in the place of another, or of a version that is not known', async () => {
    const recipients = [await hybridOf(desk)]
    const to = { kind: 'keys' as const, recipients }
    const sender = person()
    knows(desk, sender)
    const decoded = decodeWhole(build(sender, recipients).plaintext)
    const { objects } = decoded
    const places = objects.flatMap((one, i) =>
      objects.flatMap((other, j) =>
        j > i && other.length === one.length ? [[i, j] as const] : [],
      ),
    )
    const [[a, b] = [0, 1]] = places
    const swapped = [...objects]
    ;[swapped[a], swapped[b]] = [objects[b] ?? new Uint8Array(), objects[a] ?? new Uint8Array()]
    // The signature is the sender's own and covers the order of the objects.
    const other = encodeWhole({ ...decoded, objects: swapped })
    expect(await refused(desk, two.written(await encryptAge(other, to)))).toBe('malformed')

    const bytes = manifestBytes({ ...decoded.manifest, format: 'understory-bundle-9' } as never)
    const newer = encodeWhole({
      ...decoded,
      manifestBytes: bytes,
      signature: sign('bundle', bytes, sender.keys.secretKey),
    })
    expect(await refused(desk, two.written(await encryptAge(newer, to)))).toBe('unsupported')
  })

  it('with any of many single bits flipped, or cut anywhere', async () => {
    const recipients = [await hybridOf(desk)]
    const good = await encryptAge(build(person(), recipients).plaintext, {
      kind: 'keys',
      recipients,
    })
    const places = several(8, 200)
    for (let i = 0; i < places; i += 1) {
      const flipped = Buffer.from(good)
      const at = Math.floor((good.length * i) / places)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (i % 8))
      expect(await refused(desk, two.written(flipped)), `byte ${at}`).not.toBe('none')
      expect(await refused(desk, two.written(good.subarray(0, at))), `cut at ${at}`).not.toBe(
        'none',
      )
    }
  })
})
