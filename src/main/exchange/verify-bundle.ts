import { plainDigest } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import { sealedIdentityBytes } from '../../crypto/v1/identity-seal.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { decodeBundle, type Bundle } from './bundle.ts'
import type { Pace } from './pace.ts'
import { passphraseMarker, type Manifest } from './manifest.ts'
import { hex, readRevision, unhex } from './revision.ts'

/** A bundle whose sender, recipients and objects have been checked; revisions have not. */
export type VerifiedBundle = {
  readonly manifest: Manifest
  /** BLAKE2b-256 of the manifest: what the sender's next bundle names as `previous`. */
  readonly hash: string
  readonly revisions: readonly Revision[]
  /** By the revision that names them; each of these revisions has one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}

/**
 * Takes a decrypted bundle apart and checks, in this order: form, the sender's signature, that it
 * was signed for whoever opened it, each object's digest, and that the objects are what their
 * entries say.
 *
 * @param openedAs our own recipient whose identity opened the file, or `scrypt` for a passphrase.
 * A bundle that somebody received and encrypted anew for us names other recipients.
 * @throws Failure as `decodeBundle`; 'bad-signature', 'wrong-recipients', 'malformed'.
 */
export async function verifyBundle(
  bytes: Uint8Array,
  openedAs: string,
  pace: Pace,
): Promise<VerifiedBundle> {
  const bundle = decodeBundle(bytes)
  const { manifest } = bundle
  if (!verify('bundle', bundle.manifestBytes, bundle.signature, unhex(manifest.sender))) {
    throw new Failure('bad-signature')
  }
  const { recipients } = manifest
  const alone = openedAs !== passphraseMarker || recipients.length === 1
  if (!recipients.includes(openedAs) || !alone) throw new Failure('wrong-recipients')
  return {
    manifest,
    hash: hex(plainDigest(bundle.manifestBytes)),
    ...(await contents(bundle, pace)),
  }
}

async function contents(
  { manifest, objects }: Bundle,
  pace: Pace,
): Promise<Pick<VerifiedBundle, 'revisions' | 'seals'>> {
  const revisions: Revision[] = []
  const sealed = new Map<string, { readonly subject: RecordId; readonly bytes: Uint8Array }>()
  for (const [i, { kind, subject, digest }] of manifest.objects.entries()) {
    await pace(i, objects.length)
    const object = objects[i] ?? new Uint8Array()
    if (hex(plainDigest(object)) !== digest) throw new Failure('malformed')
    if (kind === 'seal') {
      if (object.length !== sealedIdentityBytes || sealed.has(digest))
        throw new Failure('malformed')
      sealed.set(digest, { subject, bytes: object.slice() })
      continue
    }
    const revision = readRevision(object)
    if (revision.kind !== kind || revision.subject !== subject) throw new Failure('malformed')
    revisions.push(revision)
  }
  return { revisions, seals: matched(revisions, sealed) }
}

/** Exactly the seals that the revisions name, no more and no fewer. */
function matched(
  revisions: readonly Revision[],
  sealed: ReadonlyMap<string, { readonly subject: RecordId; readonly bytes: Uint8Array }>,
): ReadonlyMap<RevisionId, Uint8Array> {
  const seals = new Map<RevisionId, Uint8Array>()
  const named = new Set<string>()
  for (const { id, subject, kind, seal } of revisions) {
    if (seal === null) continue
    const found = sealed.get(seal)
    if (kind !== 'source' || found?.subject !== subject) throw new Failure('malformed')
    seals.set(id, found.bytes)
    named.add(seal)
  }
  if (named.size !== sealed.size) throw new Failure('malformed')
  return seals
}
