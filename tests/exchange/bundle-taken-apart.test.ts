import { describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { decodeBundle } from '../../src/main/exchange/decode-bundle.ts'
import type { BundleVisitor } from '../../src/main/exchange/decode-bundle.ts'
import { Failure } from '../../src/shared/failure.ts'
import { decodeWhole, encodeWhole, listed } from './whole-bundle.ts'
import { all, codeOf, sampleOf, text } from './bundle-kit.ts'

await sodiumReady()

describe('taking a bundle apart', () => {
  const { plaintext } = sampleOf()
  const quiet: BundleVisitor = { head: () => undefined, object: async () => undefined }
  /** Gives the bytes in pieces, and counts what was asked for. */
  const counted = (bytes: Uint8Array) => {
    const state = { given: 0, ended: false }
    const source = (function* () {
      try {
        for (let at = 0; at < bytes.length; at += 1000) {
          state.given += 1
          yield bytes.subarray(at, at + 1000)
        }
      } finally {
        state.ended = true
      }
    })()
    return { source, state }
  }
  const pieceCount = Math.ceil(plaintext.length / 1000)

  it('shows the head, and each object in its turn, whether it is read or not', async () => {
    const whole = decodeWhole(plaintext)
    const seen: unknown[] = []
    await decodeBundle([plaintext], {
      head: ({ manifest, manifestBytes: bytes, signature }) => {
        expect(listed(manifest)).toEqual(whole.manifest)
        expect(bytes).toEqual(whole.manifestBytes)
        expect(signature).toEqual(whole.signature)
      },
      object: async (entry, content, index) => {
        expect(entry).toEqual(whole.manifest.objects[index])
        if (index % 2 === 0) {
          seen.push(
            Buffer.compare(
              Buffer.from(await all(content)),
              Buffer.from(Buffer.from(whole.objects[index] ?? []).toString()),
            ),
          )
        }
        return undefined
      },
    })
    expect(seen).toEqual([0, 0, 0])
  })

  it('reads no further once that is enough', async () => {
    const { source, state } = counted(plaintext)
    let objects = 0
    await decodeBundle(source, {
      ...quiet,
      object: async () => {
        objects += 1
        return 'enough'
      },
    })
    expect(objects).toBe(1)
    expect(state.given).toBeLessThan(pieceCount)
    expect(state.ended).toBe(true)
  })

  it('stops at once for what its visitor throws, and reads on for a fault of form', async () => {
    const stop = new Failure('cancelled')
    for (const visitor of [
      {
        ...quiet,
        head: () => {
          throw stop
        },
      },
      { ...quiet, object: () => Promise.reject(stop) },
    ] as BundleVisitor[]) {
      const { source, state } = counted(plaintext)
      expect(await codeOf(() => decodeBundle(source, visitor))).toBe('cancelled')
      expect(state.given).toBeLessThan(pieceCount)
      expect(state.ended).toBe(true)
    }
    const broken = plaintext.slice()
    broken.set(text('Dear desk, '))
    const whole = counted(broken)
    expect(await codeOf(() => decodeBundle(whole.source, quiet))).toBe('malformed')
    expect(whole.state.given).toBe(pieceCount)
  })

  it('tells a fault in an object from one of its reader', async () => {
    const { manifest } = decodeWhole(plaintext)
    const [first] = manifest.objects
    if (first === undefined) throw new Error('no object')
    // The first object does not end where it should.
    const start = Buffer.from(plaintext).indexOf(`\n${first.kind} ${first.length}\n`)
    const end = start + `\n${first.kind} ${first.length}\n`.length + first.length
    const broken = plaintext.slice()
    expect(broken[end]).toBe(10)
    broken[end] = 32
    const reads: BundleVisitor = {
      ...quiet,
      object: async (_, content) => {
        await all(content)
        return undefined
      },
    }
    const { source, state } = counted(broken)
    expect(await codeOf(() => decodeBundle(source, reads))).toBe('malformed')
    expect(state.given).toBe(pieceCount)
  })

  it('passes on what its source throws, and asks it for nothing more', async () => {
    let asked = 0
    const failing = (function* () {
      yield plaintext.subarray(0, 10)
      asked += 1
      throw new Failure('storage')
    })()
    expect(await codeOf(() => decodeBundle(failing, quiet))).toBe('storage')
    expect(asked).toBe(1)
  })

  const patched = (from: string, to: string): Uint8Array => {
    const bytes = plaintext.slice()
    const at = Buffer.from(bytes).indexOf(from)
    expect(at).toBeGreaterThan(-1)
    bytes.set(text(to), at)
    return bytes
  }
  it.each<readonly [code: string, from: string, to: string]>([
    ['malformed', 'UNDERSTORY BUNDLE 1', 'UNDERSTORY BUNDLE x'],
    ['malformed', 'UNDERSTORY BUNDLE 1', 'UNDERSTORY BUNDLE 0'],
    ['malformed', 'UNDERSTORY', 'understory'],
    ['unsupported', 'UNDERSTORY BUNDLE 1', 'UNDERSTORY BUNDLE 9'],
    ['malformed', '\nend\n', '\nEnd\n'],
    ['malformed', 'signature 128', 'signature 127'],
    ['malformed', 'signature 128\n', 'signature 128\nX'],
    ['malformed', 'signature 128\n', 'signature 128\n\u0001'],
    ['too-big', 'signature 128', 'signature 129'],
    ['malformed', 'manifest ', 'manifesto'],
    ['malformed', '\nreport ', '\nsource '],
  ])('is %s with %j changed to %j', async (code, from, to) => {
    expect(await codeOf(() => decodeBundle([patched(from, to)], quiet))).toBe(code)
  })

  it('knows versions up to five digits, and none that begins with more', async () => {
    const rest = plaintext.subarray(20)
    const of = (intro: string) => codeOf(() => decodeBundle([text(intro), rest], quiet))
    expect(await of('UNDERSTORY BUNDLE 99999\n')).toBe('unsupported')
    expect(await of('UNDERSTORY BUNDLE 100000\n')).toBe('malformed')
    expect(await of('x UNDERSTORY BUNDLE 1\n')).toBe('malformed')
    expect(await of('UNDERSTORY BUNDLE 1 \n')).toBe('malformed')
    expect(await of('UNDERSTORY BUNDLE 1\n')).toBe('done')
  })

  it('is malformed where an object is of another length than its entry', async () => {
    const whole = decodeWhole(plaintext)
    const objects = whole.objects.map((bytes, i) => (i === 2 ? bytes.subarray(1) : bytes))
    expect(await codeOf(() => decodeBundle([encodeWhole({ ...whole, objects })], quiet))).toBe(
      'malformed',
    )
  })

  it('is cut, too long, or hides something, by its padding', async () => {
    const of = (bytes: Uint8Array) => codeOf(() => decodeBundle([bytes], quiet))
    expect(await of(plaintext.subarray(0, -1))).toBe('truncated')
    expect(await of(new Uint8Array([...plaintext, 0]))).toBe('malformed')
    const hidden = plaintext.slice()
    hidden[hidden.length - 2000] = 1
    expect(await of(hidden)).toBe('malformed')
    // In whatever pieces: a zero piece after it hides nothing.
    expect(await codeOf(() => decodeBundle(counted(hidden).source, quiet))).toBe('malformed')
  })
})
