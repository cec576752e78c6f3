import { plainDigest, PlainDigester } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import { sealedIdentityBytes } from '../../crypto/v1/identity-seal.ts'
import type { Card } from '../../shared/contacts.ts'
import type { CustodyChain, Notice } from '../../shared/custody.ts'
import type { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId, RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { decodeBundle, type BundleHead } from './bundle.ts'
import { readCard } from './card.ts'
import { readChain } from './custody-chain.ts'
import { readEscrow } from './escrow.ts'
import type { ByteSource } from './frames.ts'
import { passphraseMarker, type Manifest, type ObjectEntry } from './manifest.ts'
import { filesNamedIn, filesOf } from './named-files.ts'
import { lastDay } from '../../shared/limits.ts'
import { readNotice } from './notice.ts'
import { formOf } from './object-kinds.ts'
import type { Pace } from './pace.ts'
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
  /** Each signed by its holder, about a record of the bundle. */
  readonly chains: readonly CustodyChain[]
  /** Each signed by its author, who may have no say about the record; it may be in no bundle. */
  readonly notices: readonly Notice[]
  /** The sender's own recovery code, sealed and signed by it; null: the file carries none. */
  readonly escrow: Escrow | null
}

type Held = { readonly subject: RecordId; readonly bytes: Uint8Array }

/** What was found in a bundle on the way. */
type Contents = {
  readonly cards: Card[]
  readonly revisions: Revision[]
  readonly seals: Map<string, Held>
  readonly attachments: Map<string, ObjectEntry>
  readonly chains: Map<string, CustodyChain>
  readonly notices: Map<string, Notice>
  readonly escrows: Escrow[]
}

/**
 * Checks a decrypted bundle while it comes in, in flat memory but for its records, and says the first
 * of these that is wrong: form, the sender's signature, that it was signed for whoever opened it, each
 * object's digest, that the objects are what their entries say, and that each card was signed by its
 * author.
 *
 * @param openedAs our own recipient whose identity opened the file, or `scrypt` for a passphrase.
 * A bundle that somebody received and encrypted anew for us names other recipients.
 * @param pace called with the objects' bytes so far and in all.
 * @throws Failure as `decodeBundle`; 'bad-signature', 'wrong-recipients', 'malformed'; what source and
 * pace throw.
 */
export async function verifyBundle(
  source: ByteSource,
  openedAs: string,
  pace: Pace,
): Promise<VerifiedBundle> {
  const contents: Contents = {
    cards: [],
    revisions: [],
    seals: new Map(),
    attachments: new Map(),
    chains: new Map(),
    notices: new Map(),
    escrows: [],
  }
  let head: BundleHead | null = null
  let wrong: Failure | null = null
  let done = 0
  let total = 0
  await decodeBundle(source, {
    head: (first) => {
      head = first
      wrong = wrongWith(first, openedAs)
      total = first.manifest.objects.reduce((sum, { length }) => sum + length, 0)
    },
    object: async (entry, pieces) => {
      const digester = new PlainDigester()
      const parts: Uint8Array[] = []
      for await (const piece of pieces) {
        digester.update(piece)
        if (wrong === null && formOf(entry.kind).held) parts.push(piece.slice())
        done += piece.length
        await pace(done, total)
      }
      // What is wrong is told at the end: a fault of form further on comes before it.
      wrong ??= wrongIn(() => {
        if (hex(digester.digest()) !== entry.digest) throw new Failure('malformed')
        take(contents, entry, Buffer.concat(parts))
      })
      return undefined
    },
  })
  if (wrong !== null) throw wrong as Failure
  const { manifest, manifestBytes } = head ?? absent()
  refuseStray(manifest, contents)
  refuseLateDays(manifest, contents)
  const escrow = senderEscrow(manifest, contents)
  matchFiles(contents)
  matchChains(contents)
  return {
    manifest,
    hash: hex(plainDigest(manifestBytes)),
    cards: contents.cards,
    revisions: contents.revisions,
    seals: matchSeals(contents),
    chains: [...contents.chains.values()],
    notices: [...contents.notices.values()],
    escrow,
  }
}

const absent = (): never => {
  throw new Failure('malformed')
}

function wrongWith({ manifest, manifestBytes, signature }: BundleHead, openedAs: string) {
  if (!verify('bundle', manifestBytes, signature, unhex(manifest.sender))) {
    return new Failure('bad-signature')
  }
  const { recipients } = manifest
  const alone = openedAs !== passphraseMarker || recipients.length === 1
  return recipients.includes(openedAs) && alone ? null : new Failure('wrong-recipients')
}

const wrongIn = (act: () => void): Failure | null => {
  try {
    act()
    return null
  } catch (cause) {
    if (cause instanceof Failure) return cause
    throw cause
  }
}

/** One object, by its form. @throws Failure 'malformed'. */
function take(contents: Contents, entry: ObjectEntry, bytes: Buffer): void {
  const { kind, subject, digest } = entry
  switch (formOf(kind).form) {
    case 'card': {
      const card = readCard(bytes)
      if (card.author !== subject) throw new Failure('malformed')
      contents.cards.push(card)
      return
    }
    case 'revision': {
      const revision = readRevision(bytes)
      if (revision.kind !== kind || revision.subject !== subject) throw new Failure('malformed')
      contents.revisions.push(revision)
      return
    }
    case 'seal':
      if (bytes.length !== sealedIdentityBytes || contents.seals.has(digest))
        throw new Failure('malformed')
      contents.seals.set(digest, { subject: subject as RecordId, bytes: new Uint8Array(bytes) })
      return
    case 'custody': {
      const chain = readChain(bytes)
      if (chain.subject !== subject || contents.chains.has(digest)) throw new Failure('malformed')
      contents.chains.set(digest, chain)
      return
    }
    case 'notice': {
      const notice = readNotice(bytes)
      if (notice.subject !== subject || contents.notices.has(digest)) throw new Failure('malformed')
      contents.notices.set(digest, notice)
      return
    }
    case 'escrow': {
      const escrow = readEscrow(bytes)
      if (escrow.author !== subject) throw new Failure('malformed')
      contents.escrows.push(escrow)
      return
    }
    case 'attachment':
      if (contents.attachments.has(digest)) throw new Failure('malformed')
      contents.attachments.set(digest, entry)
  }
}

/** Cards prove something about this file: nobody else's come with it, and none twice. */
function refuseStray({ sender }: Manifest, { cards, revisions }: Contents): void {
  const authors = new Set([sender, ...revisions.map(({ author }) => author)])
  const once = new Set(cards.map(({ signature }) => signature))
  if (once.size !== cards.length || cards.some(({ author }) => !authors.has(author))) {
    throw new Failure('malformed')
  }
}

/**
 * Days are what a clock said that may have been wrong, and nothing is decided by comparing two
 * senders' clocks. But a notice counts until a later day: one that no clock shows would count for ever.
 */
function refuseLateDays(manifest: Manifest, contents: Contents): void {
  const { cards, revisions, chains, notices, escrows } = contents
  const dated = [manifest, ...cards, ...revisions, ...notices.values(), ...escrows]
  const told = [...chains.values()].flatMap(({ lines, arrivals = [] }) => [
    ...lines.flatMap((line) => ('day' in line ? [line.day] : [])),
    ...arrivals.flatMap(({ exported, received }) => [exported, received]),
  ])
  for (const day of [...dated.map((one) => one.day), ...told]) {
    if (day > lastDay) throw new Failure('malformed')
  }
}

/** A vault hands out its own recovery code alone: another's would take the place of a good one. */
function senderEscrow({ sender }: Manifest, { escrows }: Contents): Escrow | null {
  const [escrow = null, ...more] = escrows
  if (more.length > 0 || (escrow !== null && escrow.author !== sender)) {
    throw new Failure('malformed')
  }
  return escrow
}

/** Exactly the files that the revisions name, each under the first record that names it. */
function matchFiles({ revisions, attachments }: Contents): void {
  const named = filesNamedIn(revisions)
  const fits =
    named.every(({ subject, digest }) => attachments.get(digest)?.subject === subject) &&
    revisions
      .flatMap(filesOf)
      .every(({ digest, bytes }) => attachments.get(digest)?.length === bytes)
  if (!fits || named.length !== attachments.size) throw new Failure('malformed')
}

/** Chains prove how the records of this file came here: none about another record. */
function matchChains({ revisions, chains }: Contents): void {
  const carried = new Set(revisions.map(({ kind, subject }) => `${kind} ${subject}`))
  for (const { subjectKind, subject } of chains.values()) {
    if (!carried.has(`${subjectKind} ${subject}`)) throw new Failure('malformed')
  }
}

/** Exactly the seals that the revisions name, no more and no fewer. */
function matchSeals({ revisions, seals: sealed }: Contents): ReadonlyMap<RevisionId, Uint8Array> {
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
