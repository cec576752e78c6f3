import { homedir, hostname } from 'node:os'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../src/crypto/bytes.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { sign } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { bundleLimits, manifestBytes } from '../../src/main/exchange/manifest.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { padme } from '../../src/main/exchange/padme.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import { parseCanonical } from '../../src/main/exchange/strict-json.ts'
import { verifyBundle } from '../../src/main/exchange/verify-bundle.ts'
import { Failure } from '../../src/shared/failure.ts'
import { build, id, person } from './sample.ts'
import { decodeWhole, encodeWhole, listed } from './whole-bundle.ts'
import type { WholeManifest } from './whole-bundle.ts'

const us = `age1${'q'.repeat(58)}`
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const withByte = (bytes: Uint8Array, at: number, value: number): Uint8Array => {
  const copy = bytes.slice()
  copy[at] = value
  return copy
}
const refusal = async (bytes: Uint8Array, openedAs = us): Promise<string> =>
  verifyBundle([bytes], openedAs, noPace).then(
    () => 'accepted',
    (cause: unknown) => (cause instanceof Failure ? cause.code : `not a Failure: ${String(cause)}`),
  )

/** The same bundle with something changed, signed by `by` all the same. */
const remade = (
  bytes: Uint8Array,
  by: ReturnType<typeof person>,
  change: (manifest: WholeManifest, objects: Uint8Array[]) => Record<string, unknown>,
): Uint8Array => {
  const { manifest, objects } = decodeWhole(bytes)
  const changed = [...objects]
  const next = { ...manifest, ...change(manifest, changed) } as WholeManifest
  const bytesOfManifest = manifestBytes(next)
  return encodeWhole({
    manifest: next,
    manifestBytes: bytesOfManifest,
    signature: sign('bundle', bytesOfManifest, by.keys.secretKey),
    objects: changed,
  })
}

beforeAll(sodiumReady)

describe('a bundle', () => {
  it('is read back as it was written', async () => {
    const by = person()
    const { plaintext, manifest, hash } = build(by, [us])
    const verified = await verifyBundle([plaintext], us, noPace)
    expect(listed(verified.manifest)).toEqual(manifest)
    expect(verified.hash).toBe(hash)
    expect(verified.revisions).toHaveLength(5)
    expect([...verified.seals.values()][0]).toHaveLength(8848)
  })

  it('begins with words and ends in zeros, at a padded size', () => {
    const { plaintext } = build(person(), [us])
    expect(latin1(plaintext).startsWith('UNDERSTORY BUNDLE 1\nmanifest ')).toBe(true)
    expect(plaintext).toHaveLength(64 * 1024)
    expect(plaintext.at(-1)).toBe(0)
  })

  it('has only its fixed fields, and nothing about the machine or the time of day', () => {
    const { plaintext, manifest } = build(person(), [us])
    expect(Object.keys(manifest).sort().join(' ')).toBe(
      'day exportId format objects previous purpose recipients sender seq sequence version',
    )
    const text = latin1(plaintext)
    expect(text).not.toMatch(/[T ]\d\d:\d\d/)
    // Two or three letters come up in keys and digests by chance.
    const own = [hostname(), homedir(), process.version].filter((word) => word.length > 3)
    for (const word of own) expect(text).not.toContain(word)
  })
})

describe('a bundle is refused', () => {
  it('when its manifest has another signer: bad-signature', async () => {
    const [by, other] = [person(), person()]
    expect(await refusal(remade(build(by, [us]).plaintext, other, () => ({})))).toBe(
      'bad-signature',
    )
  })

  it('when it was signed for other recipients and re-encrypted for us: wrong-recipients', async () => {
    expect(await refusal(build(person(), [`age1${'p'.repeat(58)}`]).plaintext)).toBe(
      'wrong-recipients',
    )
  })

  it('when a passphrase file was encrypted again to our key, or the other way round', async () => {
    expect(await refusal(build(person(), ['scrypt']).plaintext)).toBe('wrong-recipients')
    expect(await refusal(build(person(), [us]).plaintext, 'scrypt')).toBe('wrong-recipients')
    expect(await refusal(build(person(), [us, 'scrypt']).plaintext, 'scrypt')).toBe('malformed')
  })

  it('when an object was swapped for another: malformed', async () => {
    const by = person()
    const { plaintext } = build(by, [us])
    const swapped = remade(plaintext, by, (_, objects) => {
      const [a, b] = [objects[0] ?? new Uint8Array(), objects[1] ?? new Uint8Array()]
      objects[0] = new Uint8Array(a.length).fill(32)
      objects[0].set(b.subarray(0, a.length))
      return {}
    })
    expect(await refusal(swapped)).toBe('malformed')
  })

  it('when an entry calls its object something else: malformed', async () => {
    const by = person()
    const { plaintext } = build(by, [us])
    for (const wrong of [{ kind: 'report' }, { subject: id(99) }]) {
      const changed = remade(plaintext, by, ({ objects }) => ({
        objects: objects.map((entry, i) => (i === 0 ? { ...entry, ...wrong } : entry)),
      }))
      expect(await refusal(changed)).toBe('malformed')
    }
  })

  it('when a sealed identity comes without its source, twice, or in another size', async () => {
    const by = person()
    const { plaintext } = build(by, [us])
    const alone = remade(plaintext, by, ({ objects: entries }, objects) => {
      objects.splice(0, 5)
      return { objects: entries.slice(5) }
    })
    const twice = remade(plaintext, by, ({ objects: entries }, objects) => {
      objects.push(objects[5] ?? new Uint8Array())
      return { objects: [...entries, entries[5]] }
    })
    const short = remade(plaintext, by, ({ objects: entries }, objects) => {
      objects[5] = new Uint8Array(100)
      const digest = hex(plainDigest(objects[5]))
      return { objects: [...entries.slice(0, 5), { ...entries[5], length: 100, digest }] }
    })
    for (const bytes of [alone, twice, short]) expect(await refusal(bytes)).toBe('malformed')
  })

  it('at every length that it is cut to, as truncated', async () => {
    const { plaintext } = build(person(), [us])
    for (let length = 0; length < plaintext.length; length += 509) {
      expect(await refusal(plaintext.subarray(0, length)), String(length)).toBe('truncated')
    }
  })

  it('when something follows it or hides in its padding: malformed', async () => {
    const { plaintext } = build(person(), [us])
    expect(await refusal(concat(plaintext, new Uint8Array(1)))).toBe('malformed')
    expect(await refusal(withByte(plaintext, plaintext.length - 1, 1))).toBe('malformed')
  })

  it('in a version that we do not know: unsupported', async () => {
    const by = person()
    const { plaintext } = build(by, [us])
    const later = utf8(latin1(plaintext.subarray(0, 20)).replace('1', '2'))
    expect(await refusal(concat(later, plaintext.subarray(20)))).toBe('unsupported')
    const inside = remade(plaintext, by, () => ({ version: 2 }))
    expect(await refusal(inside)).toBe('unsupported')
    expect(await refusal(remade(plaintext, by, () => ({ format: 'other' })))).toBe('unsupported')
  })

  it('when its manifest has another field, a doubled one, or another spelling', async () => {
    const by = person()
    const { plaintext, manifest } = build(by, [us])
    expect(await refusal(remade(plaintext, by, () => ({ host: 'laptop' })))).toBe('malformed')
    const text = new TextDecoder().decode(manifestBytes(manifest))
    for (const other of [
      text.replace('{"day"', '{"day":"2020-01-01","day"'),
      text.replace('{"day"', '{ "day"'),
      text.replace('"seq":1', '"seq":1.0'),
      text.replace('"seq":1', '"seq":9007199254740993'),
      text.replace('"seq":1', '"seq":-1'),
      text.replace('For the desk', '\\u0046or the desk'),
      text.replace('{"day"', '{"__proto__":{},"day"'),
      text.replace('"purpose":"For the desk"', `"purpose":${'['.repeat(40)}${']'.repeat(40)}`),
    ]) {
      const bytes = utf8(other)
      const objects = decodeWhole(plaintext).objects
      const signature = sign('bundle', bytes, by.keys.secretKey)
      const whole = encodeWhole({ manifest, manifestBytes: bytes, signature, objects })
      expect(await refusal(whole), other.slice(0, 60)).toBe('malformed')
    }
  })

  it('when a part says that it is bigger than the limit: too-big, before it is read', async () => {
    const huge = utf8(`UNDERSTORY BUNDLE 1\nmanifest ${bundleLimits.manifestBytes + 1}\n`)
    expect(await refusal(huge)).toBe('too-big')
  })

  it('when it lists more than 100 000 objects', async () => {
    const by = person()
    const { plaintext } = build(by, [us])
    const { manifest, signature } = decodeWhole(plaintext)
    const entry = manifest.objects[0]
    const many = manifestBytes({
      ...manifest,
      objects: Array.from({ length: 100_001 }, () => entry) as WholeManifest['objects'],
    })
    const whole = { manifest: { ...manifest, objects: [] }, signature, objects: [] }
    expect(await refusal(encodeWhole({ ...whole, manifestBytes: many }))).toBe('malformed')
  })

  it('with any single bit flipped, and always with a Failure', async () => {
    const { plaintext } = build(person(), [us])
    for (let bit = 0; bit < 30_000 * 8; bit += 1499) {
      const at = bit >> 3
      const flipped = withByte(plaintext, at, (plaintext[at] ?? 0) ^ (1 << (bit & 7)))
      const code = await refusal(flipped)
      expect(code, `bit ${bit}`).not.toBe('accepted')
      expect(code, `bit ${bit}`).not.toMatch(/^not a Failure/)
    }
  })

  it('when it is anything else, always by a Failure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, intro) => {
        const whole = intro ? concat(utf8('UNDERSTORY BUNDLE 1\nmanifest '), bytes) : bytes
        const code = await refusal(whole)
        expect(code).not.toBe('accepted')
        expect(code).not.toMatch(/^not a Failure/)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('strict JSON', () => {
  const any = { marks: Infinity, members: Infinity }

  it('takes what canonical JSON writes and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          const value = parseCanonical(text, any)
          expect(JSON.stringify(value)).toBe(text)
        } catch (cause) {
          expect(cause).toBeInstanceOf(Failure)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses a hundred thousand brackets without falling over', () => {
    expect(() => parseCanonical('['.repeat(100_000) + ']'.repeat(100_000), any)).toThrow(
      'malformed',
    )
  })
})

describe('Padmé', () => {
  it('keeps the published values', () => {
    // From the definition: E = floor(log2 L), S = floor(log2 E) + 1, low E - S bits cleared upwards.
    expect([65_537, 70_000, 131_072, 1_000_000, 16_777_217].map(padme)).toEqual([
      67_584, 71_680, 131_072, 1_015_808, 17_301_504,
    ])
  })

  it('never shrinks, never adds more than 12 %, is monotone, and is its own fixed point', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (size) => {
        const padded = padme(size)
        expect(padded).toBeGreaterThanOrEqual(size)
        expect(padded).toBeLessThanOrEqual(Math.max(65_536, size * 1.12))
        expect(padme(size + 1)).toBeGreaterThanOrEqual(padded)
        expect(padme(padded)).toBe(padded)
      }),
    )
  })
})
