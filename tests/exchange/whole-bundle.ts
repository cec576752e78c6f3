import { concat, utf8 } from '../../src/crypto/bytes.ts'
import { readManifest } from '../../src/main/exchange/manifest.ts'
import type { Manifest, ObjectEntry } from '../../src/main/exchange/manifest.ts'
import { padme } from '../../src/main/exchange/padme.ts'

/*
 * Bundles as one buffer, for tests that change one: written and taken apart without looking.
 */

/** With its entries as a list. */
export type WholeManifest = Omit<Manifest, 'objects'> & {
  readonly objects: readonly ObjectEntry[]
}

export const listed = (manifest: Manifest): WholeManifest => ({
  ...manifest,
  objects: [...manifest.objects],
})

export type WholeBundle = {
  readonly manifest: WholeManifest
  readonly manifestBytes: Uint8Array
  readonly signature: Uint8Array
  readonly objects: readonly Uint8Array[]
}

const frame = (name: string, bytes: Uint8Array): Uint8Array =>
  concat(utf8(`${name} ${bytes.length}\n`), bytes, utf8('\n'))

export const encodeWhole = (bundle: WholeBundle): Uint8Array => {
  const { manifest, manifestBytes, signature, objects } = bundle
  const content = concat(
    utf8('UNDERSTORY BUNDLE 1\n'),
    frame('manifest', manifestBytes),
    frame('signature', utf8(Buffer.from(signature).toString('hex'))),
    ...manifest.objects.map(({ kind }, i) => frame(kind, objects[i] ?? new Uint8Array())),
    utf8('end\n'),
  )
  return concat(content, new Uint8Array(padme(content.length) - content.length))
}

export const decodeWhole = (bytes: Uint8Array): WholeBundle => {
  let at = 20
  const next = (): Uint8Array => {
    const end = bytes.indexOf(10, at)
    const length = Number(Buffer.from(bytes.subarray(at, end)).toString('latin1').split(' ')[1])
    at = end + 1 + length + 1
    return bytes.subarray(end + 1, at - 1)
  }
  const manifestBytes = next()
  const signature = new Uint8Array(Buffer.from(Buffer.from(next()).toString('latin1'), 'hex'))
  const manifest = listed(readManifest(manifestBytes))
  return { manifest, manifestBytes, signature, objects: manifest.objects.map(next) }
}
