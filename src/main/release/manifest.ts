import { z } from 'zod'
import { readSshPublicKey } from '../../crypto/ssh-signature.ts'
import { Failure } from '../../shared/failure.ts'
import { Day } from '../../shared/ids.ts'
import { releaseFileKinds, releaseLimits } from '../../shared/release-contract.ts'
import { boundsOf } from '../exchange/json-bounds.ts'
import { canonicalBytes, parseCanonicalBytes } from '../exchange/strict-json.ts'

// docs/FORMAT-RELEASE.md.

/** The product that this app is. Another edition has another name, so its manifest is refused. */
export const product = 'understory'

/** Is each text below the next one, by UTF-16 code units? */
const isAscending = (texts: readonly string[]): boolean =>
  texts.every((text, i) => i === 0 || (texts[i - 1] ?? '') < text)

const isDistinct = (texts: readonly string[]): boolean => new Set(texts).size === texts.length

/** An Ed25519 key, as the middle word of an OpenSSH public key line. */
const PublicKey = z
  .string()
  .length(68)
  .refine((text) => readSshPublicKey(text) !== null)

const ReleaseKey = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/),
  publicKey: PublicKey,
})

/** A set of release keys: always three, so that any two of them are a majority. */
export const KeySet = z
  .array(ReleaseKey)
  .length(3)
  .refine((keys) => isAscending(keys.map(({ name }) => name)))
  .refine((keys) => isDistinct(keys.map(({ publicKey }) => publicKey)))

export const RevokedKeys = z.array(PublicKey).max(releaseLimits.revoked).refine(isAscending)

const ReleaseFile = z.strictObject({
  bytes: z.int().min(1).max(releaseLimits.fileBytes),
  kind: z.enum(releaseFileKinds),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+~-]{0,99}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Text in lines, without characters that are invisible or turn the reading direction. */
const News = z
  .string()
  .max(releaseLimits.news)
  .regex(/^(?:\n|[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])*$/u)
  .refine((text) => text.trim() !== '')

const number = '(?:0|[1-9][0-9]{0,3})'

const ReleaseManifest = z
  .strictObject({
    day: Day,
    files: z
      .array(ReleaseFile)
      .min(1)
      .max(releaseLimits.filesInManifest)
      .refine((files) => isAscending(files.map(({ name }) => name)))
      .refine((files) => isDistinct(files.map(({ sha256 }) => sha256))),
    format: z.literal('understory-release'),
    index: z.int().min(1).max(releaseLimits.index),
    news: z.strictObject({ en: News, ko: News, zh: News }),
    nextKeys: KeySet.nullable(),
    product: z.literal(product),
    release: z.string().regex(new RegExp(`^${number}\\.${number}\\.${number}$`)),
    revoked: RevokedKeys,
    version: z.literal(1),
  })
  .refine(
    ({ nextKeys, revoked }) =>
      nextKeys?.every(({ publicKey }) => !revoked.includes(publicKey)) !== false,
  )
const bounds = boundsOf(ReleaseManifest)

export type ReleaseKey = z.infer<typeof ReleaseKey>
export type ReleaseFile = z.infer<typeof ReleaseFile>
export type ReleaseManifest = z.infer<typeof ReleaseManifest>

/** The bytes that are signed. @throws ZodError for a manifest that no app would accept. */
export const releaseManifestBytes = (manifest: z.input<typeof ReleaseManifest>): Uint8Array =>
  canonicalBytes(ReleaseManifest.parse(manifest))

/**
 * Reads a manifest. It verifies no signature.
 *
 * @throws Failure 'too-big'; 'malformed' for other bytes than those of a manifest; 'unsupported' for
 * another version of the format; 'other-product'.
 */
export const readReleaseManifest = (bytes: Uint8Array): ReleaseManifest => {
  if (bytes.length > releaseLimits.manifestBytes) throw new Failure('too-big')
  const value = parseCanonicalBytes(bytes, bounds)
  if (value === null || typeof value !== 'object' || !('format' in value)) {
    throw new Failure('malformed')
  }
  if (value['format'] !== 'understory-release') throw new Failure('malformed')
  if (value['version'] !== 1) throw new Failure('unsupported')
  if (value['product'] !== product) throw new Failure('other-product')
  const parsed = ReleaseManifest.safeParse(value)
  if (!parsed.success) throw new Failure('malformed')
  return parsed.data
}
