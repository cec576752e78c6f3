import { plainDigest } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import { sealedIdentityBytes } from '../../crypto/v1/identity-seal.ts'
import type { Card } from '../../shared/contacts.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { decodeBundle, type Bundle } from './bundle.ts'
import { readCard } from './card.ts'
import type { Pace } from './pace.ts'
import { passphraseMarker, type Manifest } from './manifest.ts'
import { hex, readRevision, unhex } from './revision.ts'

/** A bundle whose sender, recipients and objects have been checked; revisions have not. */
export type VerifiedBundle = {
  readonly manifest: Manifest
  /** BLAKE2b-256 of the manifest: what the sender's next bundle names as `previous`. */
  readonly hash: string
  /** Each signed by its author, who sent the bundle or signed a revision in it. */
  readonly cards: readonly Card[]
  readonly revisions: readonly Revision[]
  /** By the revision that names them; each of these revisions has one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
}

/**
 * Takes a decrypted bundle apart and checks, in this order: form, the sender's signature, that it
 * was signed for whoever opened it, each object's digest, that the objects are what their entries
 * say, and that each card was signed by its author.
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
): Promise<Pick<VerifiedBundle, 'cards' | 'revisions' | 'seals'>> {
  const cards: Card[] = []
  const revisions: Revision[] = []
  const sealed = new Map<string, { readonly subject: RecordId; readonly bytes: Uint8Array }>()
  for (const [i, { kind, subject, digest }] of manifest.objects.entries()) {
    await pace(i, objects.length)
    const object = objects[i] ?? new Uint8Array()
    if (hex(plainDigest(object)) !== digest) throw new Failure('malformed')
    if (kind === 'card') {
      const card = readCard(object)
      if (card.author !== subject) throw new Failure('malformed')
      cards.push(card)
      continue
    }
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
  refuseStray(manifest, cards, revisions)
  return { cards, revisions, seals: matched(revisions, sealed) }
}

/** Cards prove something about this file: nobody else's come with it, and none twice. */
function refuseStray(
  { sender }: Manifest,
  cards: readonly Card[],
  revisions: readonly Revision[],
): void {
  const authors = new Set([sender, ...revisions.map(({ author }) => author)])
  const once = new Set(cards.map(({ signature }) => signature))
  if (once.size !== cards.length || cards.some(({ author }) => !authors.has(author))) {
    throw new Failure('malformed')
  }
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
