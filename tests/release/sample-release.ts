import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { releaseManifestBytes } from '../../src/main/release/manifest.ts'
import type { ReleaseManifest } from '../../src/main/release/manifest.ts'
import type { TrustedKeys } from '../../src/main/release/release-keys.ts'
import type { RunningBuild } from '../../src/main/release/running-build.ts'
import { Day } from '../../src/shared/ids.ts'

/** A release key with its secret half, from Node's own Ed25519. */
export type TestKey = {
  readonly name: string
  readonly publicKey: string
  readonly secret: KeyObject
}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const string = (content: string | Uint8Array): Buffer => {
  const bytes = Buffer.from(content)
  return Buffer.concat([u32(bytes.length), bytes])
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const keyBlob = (secret: KeyObject): Buffer => {
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' })
  return Buffer.concat([string('ssh-ed25519'), string(spki.subarray(-32))])
}

/** The same key for the same name in every run. */
export const testKey = (name: string): TestKey => {
  const seed = createHash('sha256').update(`understory test key ${name}`).digest()
  const secret = createPrivateKey({
    key: Buffer.concat([pkcs8, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  return { name, secret, publicKey: keyBlob(secret).toString('base64') }
}

/** A signature file, made as PROTOCOL.sshsig says, without code of the app. */
export const signatureOf = (
  message: Uint8Array,
  { secret }: TestKey,
  namespace = 'understory-release',
  digest = 'sha512',
): Uint8Array => {
  const context = Buffer.concat([string(namespace), string(''), string(digest)])
  const signed = Buffer.concat([
    Buffer.from('SSHSIG'),
    context,
    string(createHash(digest).update(message).digest()),
  ])
  const blob = Buffer.concat([
    Buffer.from('SSHSIG'),
    u32(1),
    string(keyBlob(secret)),
    context,
    string(Buffer.concat([string('ssh-ed25519'), string(sign(null, signed, secret))])),
  ])
  const lines = blob.toString('base64').replaceAll(/.{70}(?=.)/g, '$&\n')
  return Buffer.from(`-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`)
}

export const [keyA, keyB, keyC] = ['a', 'b', 'c'].map(testKey) as [TestKey, TestKey, TestKey]

export const setOf = (...keys: readonly TestKey[]): ReleaseManifest['nextKeys'] =>
  keys
    .map(({ name, publicKey }) => ({ name, publicKey }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

/** Keys of a build. */
export const trusting = (
  keys: readonly TestKey[],
  revoked: readonly TestKey[] = [],
  nextKeys: readonly TestKey[] | null = null,
): TrustedKeys => ({
  keys: setOf(...keys) ?? [],
  nextKeys: nextKeys === null ? null : setOf(...nextKeys),
  revoked: revoked.map(({ publicKey }) => publicKey).sort(),
})

/** Index 7, built on 2026-03-01, with the keys a, b and c. */
export const build = (changes: Partial<RunningBuild> = {}): RunningBuild => ({
  index: 7,
  day: Day.parse('2026-03-01'),
  trusted: trusting([keyA, keyB, keyC]),
  ...changes,
})

export const today = Day.parse('2026-05-02')

export const packageBytes = Buffer.alloc(5_000, 'package ')

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

/** The release after the running build, with one package. */
export const sampleManifest = (changes: Partial<ReleaseManifest> = {}): ReleaseManifest => ({
  day: Day.parse('2026-05-01'),
  files: [
    {
      bytes: packageBytes.length,
      kind: 'package',
      name: 'understory_1.2.0-1_amd64.deb',
      sha256: sha256(packageBytes),
    },
  ],
  format: 'understory-release',
  index: 8,
  news: { en: 'Opens scans.\nFaster.', ko: '스캔을 엽니다.', zh: '可打开扫描件。' },
  nextKeys: null,
  product: 'understory',
  release: '1.2.0',
  revoked: [],
  version: 1,
  ...changes,
})

export type SignedRelease = {
  readonly manifest: Uint8Array
  readonly signatures: readonly Uint8Array[]
}

export const signedRelease = (
  changes: Partial<ReleaseManifest>,
  ...signers: readonly TestKey[]
): SignedRelease => {
  const manifest = releaseManifestBytes(sampleManifest(changes))
  return { manifest, signatures: signers.map((key) => signatureOf(manifest, key)) }
}

/** The input of a check of these releases together. */
export const inputOf = (...releases: readonly SignedRelease[]) => ({
  manifests: releases.map(({ manifest }) => manifest),
  signatures: releases.flatMap(({ signatures }) => signatures),
  build: build(),
  today,
})
