import { describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { contentLength, encodeBundle, refuseTooBig } from '../../src/main/exchange/build-export.ts'
import { bundleLimits } from '../../src/main/exchange/manifest.ts'
import type { Manifest } from '../../src/main/exchange/manifest.ts'
import { padme } from '../../src/main/exchange/padme.ts'
import { codeOf, pieces, sampleOf } from './bundle-kit.ts'

await sodiumReady()

describe('writing a bundle', () => {
  const written = async (built: ReturnType<typeof sampleOf>, objects = built.objects) => {
    const parts: Uint8Array[] = []
    for await (const part of encodeBundle(built, objects)) parts.push(part.slice())
    return { whole: new Uint8Array(Buffer.concat(parts)), parts }
  }

  it('gives the bytes of the format, as many as foretold', async () => {
    const built = sampleOf()
    const { whole } = await written(built)
    expect(Buffer.compare(whole, built.plaintext)).toBe(0)
    const { manifest, manifestBytes: bytes } = built
    const content = contentLength(manifest, bytes.length)
    expect(whole).toHaveLength(padme(content))
    expect(Buffer.from(whole.subarray(content - 5, content)).toString()).toBe('\nend\n')
  })

  it('takes objects that are opened when their turn comes', async () => {
    const built = sampleOf()
    const lazy = built.objects.map(
      (bytes) => () =>
        typeof bytes === 'function'
          ? bytes()
          : pieces(Buffer.from(bytes).toString('latin1'), 100).length > 0
            ? [bytes.subarray(0, 3), bytes.subarray(3)]
            : [bytes],
    )
    expect(Buffer.compare((await written(built, lazy)).whole, built.plaintext)).toBe(0)
  })

  it('pads in pieces of one mebibyte at most, to the size of the format', async () => {
    const built = sampleOf()
    // 64 MiB and a little: 2 MiB more are padding.
    const length = 64 * 1024 * 1024
    const [first] = built.manifest.objects
    const manifest = { ...built.manifest, objects: [{ ...first, kind: 'attachment', length }] }
    const head = { ...built, manifest } as typeof built
    const size = contentLength(head.manifest, head.manifestBytes.length)
    const piece = new Uint8Array(1024 * 1024).fill(1)
    let seen = 0
    let zeros = 0
    let longest = 0
    const object = () => Array.from({ length: 64 }, () => piece)
    for await (const part of encodeBundle(head, [object])) {
      seen += part.length
      if (part.length > 1 && part[0] === 0) {
        zeros += part.length
        longest = Math.max(longest, part.length)
      }
    }
    expect(seen).toBe(padme(size))
    expect(zeros).toBe(padme(size) - size)
    expect(zeros).toBeGreaterThan(1024 * 1024)
    expect(longest).toBe(1024 * 1024)
  })

  it('stops at an object of another length than its entry', async () => {
    const built = sampleOf()
    for (const bytes of [new Uint8Array(3), new Uint8Array(100_000)]) {
      const objects = built.objects.map((one, i) => (i === 1 ? bytes : one))
      expect(await codeOf(() => written(built, objects))).toBe('internal')
    }
    expect(await codeOf(() => written(built, built.objects.slice(0, 2)))).toBe('internal')
  })

  it('is refused beyond the limits of the format', async () => {
    const built = sampleOf()
    const [first] = built.manifest.objects
    const of = (objects: readonly unknown[], bytes = 10) =>
      codeOf(() =>
        refuseTooBig({
          ...built,
          manifest: { ...built.manifest, objects: objects as Manifest['objects'] },
          manifestBytes: new Uint8Array(bytes),
        }),
      )
    expect(await of(Array(bundleLimits.objects).fill(first))).toBe('done')
    expect(await of(Array(bundleLimits.objects + 1).fill(first))).toBe('too-big')
    expect(await of([first], bundleLimits.manifestBytes)).toBe('done')
    expect(await of([first], bundleLimits.manifestBytes + 1)).toBe('too-big')
    expect(await of([first, { ...first, kind: 'seal', length: 8848 }])).toBe('done')
    expect(await of([first, { ...first, kind: 'seal', length: 8849 }])).toBe('too-big')
  })
})
