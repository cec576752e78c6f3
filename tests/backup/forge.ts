import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sign } from '../../src/crypto/sign.ts'
import type { SigningKeyPair } from '../../src/crypto/sign.ts'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import { canonicalBytes } from '../../src/main/exchange/strict-json.ts'
import { padme } from '../../src/main/exchange/padme.ts'
import { decryptAge, encryptAge } from '../exchange/whole-age.ts'
import { readBackupBytes } from './second-reader.ts'
import type { Read } from './second-reader.ts'

/** An age key outside the vault, of the classic kind: quick, and supported by every age. */
export const holder = () => createAgeIdentity('classic')
export type Holder = Awaited<ReturnType<typeof holder>>

export const opened = async (path: string, { identity }: Holder): Promise<Uint8Array> =>
  (
    await decryptAge(new Uint8Array(readFileSync(path)), {
      identities: [identity],
      passphrase: null,
    })
  ).plaintext

let files = 0
/** Encrypts bytes like a backup, into a new file. */
export const sealed = async (
  folder: string,
  bytes: Uint8Array,
  { recipient }: Holder,
): Promise<string> => {
  const path = join(folder, `forged-${String((files += 1))}.age`)
  writeFileSync(path, await encryptAge(bytes, { kind: 'keys', recipients: [recipient] }))
  return path
}

type Parts = {
  readonly intro: string
  readonly manifest: Record<string, unknown>
  readonly frames: readonly (readonly [string, Uint8Array])[]
}

/** Takes a backup apart, lets `change` alter its parts, and signs the result with `by`. */
export const rewritten = (
  bytes: Uint8Array,
  by: SigningKeyPair,
  change: (parts: Parts, read: Read) => Partial<Parts>,
): Uint8Array => {
  const read = readBackupBytes(bytes)
  const before: Parts = {
    intro: 'UNDERSTORY BACKUP 1\n',
    manifest: { ...read.manifest },
    frames: [
      ['key', Buffer.from(read.key)],
      ['database', read.database],
      ...[...read.blobs.values()].map((blob) => ['blob', blob] as const),
    ],
  }
  const { intro, manifest, frames } = { ...before, ...change(before, read) }
  const manifestBytes = canonicalBytes(manifest as never)
  const signature = Buffer.from(sign('backup', manifestBytes, by.secretKey)).toString('hex')
  const all = [
    ['manifest', manifestBytes] as const,
    ['signature', Buffer.from(signature)] as const,
    ...frames,
  ].flatMap(([name, part]) => [Buffer.from(`${name} ${part.length}\n`), part, Buffer.from('\n')])
  const content = Buffer.concat([Buffer.from(intro), ...all, Buffer.from('end\n')])
  return new Uint8Array(
    Buffer.concat([content, Buffer.alloc(padme(content.length) - content.length)]),
  )
}
