import { sealedIdentityBytes } from '../../crypto/v1/identity-seal.ts'
import type { Card } from '../../shared/contacts.ts'
import type { CustodyChain, Notice } from '../../shared/custody.ts'
import type { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey, RecordId, RevisionId } from '../../shared/ids.ts'
import { lastDay, limits } from '../../shared/limits.ts'
import type { Revision } from '../../shared/records.ts'
import { readCard } from './card.ts'
import { packedChains, readChain } from './custody-chain.ts'
import { readEscrow } from './escrow.ts'
import type { HeldRevisions } from './held-revisions.ts'
import type { Manifest, ObjectEntry } from './manifest.ts'
import { filesOf } from './named-files.ts'
import { readNotice } from './notice.ts'
import { formOf } from './object-kinds.ts'
import type { PackedAs } from './packed.ts'
import { readRevision } from './revision.ts'

type HeldObject = { readonly subject: RecordId; readonly bytes: Uint8Array }

/** Contents of a bundle, collected while it is read. */
export type Contents = {
  readonly cards: Card[]
  readonly revisions: HeldRevisions
  /** Signers of revisions. */
  readonly authors: Set<AuthorKey>
  /** Kind and id of each record. */
  readonly records: Set<string>
  /** Record and seal of each revision that names a seal. */
  readonly sealed: Pick<Revision, 'id' | 'subject' | 'kind' | 'seal'>[]
  /** Files that revisions name, by digest: the first record that does, and the length. */
  readonly files: Map<string, { readonly subject: RecordId; readonly bytes: number }>
  readonly seals: Map<string, HeldObject>
  readonly attachments: Map<string, ObjectEntry>
  readonly chains: PackedAs<CustodyChain> | null
  /** Digests of the chains. */
  readonly chained: Set<string>
  /** Kind and id of each chain subject whose record had not been read before the chain. */
  readonly awaited: Set<string>
  readonly notices: Map<string, Notice>
  readonly escrows: Escrow[]
}

/** Which parts of a bundle are kept, and how. Default: all in memory, packed. */
export type KeepObject = {
  readonly revisions: HeldRevisions
  /** False: chains are checked, not kept. */
  readonly chains: boolean
}

export const emptyContents = ({ revisions, chains }: KeepObject): Contents => ({
  cards: [],
  revisions,
  authors: new Set(),
  records: new Set(),
  sealed: [],
  files: new Map(),
  seals: new Map(),
  attachments: new Map(),
  chains: chains ? packedChains() : null,
  chained: new Set(),
  awaited: new Set(),
  notices: new Map(),
  escrows: [],
})

/** Reads one object by its form. @throws Failure 'malformed'. */
export const takeObject = (contents: Contents, entry: ObjectEntry, bytes: Buffer): void => {
  const { kind, subject, digest } = entry
  switch (formOf(kind).form) {
    case 'card': {
      const card = readCard(bytes)
      if (card.author !== subject) throw new Failure('malformed')
      refuseLate([card.day])
      contents.cards.push(card)
      return
    }
    case 'revision': {
      const revision = readRevision(bytes)
      if (revision.kind !== kind || revision.subject !== subject) throw new Failure('malformed')
      takeRevision(contents, revision)
      return
    }
    case 'seal':
      if (bytes.length !== sealedIdentityBytes || contents.seals.has(digest))
        throw new Failure('malformed')
      contents.seals.set(digest, { subject: subject as RecordId, bytes: new Uint8Array(bytes) })
      return
    case 'custody': {
      const chain = readChain(bytes)
      if (chain.subject !== subject || contents.chained.has(digest)) throw new Failure('malformed')
      refuseLate(daysIn(chain))
      contents.chained.add(digest)
      const about = `${chain.subjectKind} ${subject}`
      if (!contents.records.has(about)) contents.awaited.add(about)
      contents.chains?.push(chain)
      return
    }
    case 'notice': {
      if (contents.notices.size >= limits.notices) throw new Failure('too-big')
      const notice = readNotice(bytes)
      if (notice.subject !== subject || contents.notices.has(digest)) throw new Failure('malformed')
      refuseLate([notice.day])
      contents.notices.set(digest, notice)
      return
    }
    case 'escrow': {
      const escrow = readEscrow(bytes)
      if (escrow.author !== subject) throw new Failure('malformed')
      refuseLate([escrow.day])
      contents.escrows.push(escrow)
      return
    }
    case 'attachment':
      if (contents.attachments.has(digest)) throw new Failure('malformed')
      contents.attachments.set(digest, entry)
  }
}

/**
 * Checks the objects against each other, after the last one.
 *
 * @throws Failure 'malformed'.
 */
export const matched = (
  manifest: Manifest,
  contents: Contents,
): {
  readonly escrow: Escrow | null
  /** By the revision that names them. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
} => {
  refuseLate([manifest.day])
  refuseStray(manifest, contents)
  const escrow = senderEscrow(manifest, contents)
  matchFiles(contents)
  matchChains(contents)
  return { escrow, seals: matchSeals(contents) }
}

/** Notes the values for the later check, so that no revision is read twice. */
const takeRevision = (contents: Contents, revision: Revision): void => {
  const { id, author, subject, kind, day, seal } = revision
  refuseLate([day])
  for (const { digest, bytes } of filesOf(revision)) {
    const known = contents.files.get(digest)
    if (known === undefined) contents.files.set(digest, { subject, bytes })
    else if (known.bytes !== bytes) throw new Failure('malformed')
  }
  contents.authors.add(author)
  contents.records.add(`${kind} ${subject}`)
  if (seal !== null) contents.sealed.push({ id, subject, kind, seal })
  contents.revisions.push(revision)
}

/** Allows only cards of the sender and of authors in this file, each once. */
const refuseStray = ({ sender }: Manifest, { cards, authors }: Contents): void => {
  const once = new Set(cards.map(({ signature }) => signature))
  if (
    once.size !== cards.length ||
    cards.some(({ author }) => author !== sender && !authors.has(author))
  ) {
    throw new Failure('malformed')
  }
}

const daysIn = ({ lines, arrivals = [] }: CustodyChain): readonly string[] => [
  ...lines.flatMap((line) => ('day' in line ? [line.day] : [])),
  ...arrivals.flatMap(({ exported, received }) => [exported, received]),
]

/**
 * Days come from the senders' clocks, which may be wrong, and no decision compares two senders'
 * clocks. But a notice counts until a later day: one beyond every real date would count for ever.
 */
const refuseLate = (days: readonly string[]): void => {
  if (days.some((day) => day > lastDay)) throw new Failure('malformed')
}

/** A vault exports only its own recovery code: a foreign one could replace a valid one. */
const senderEscrow = ({ sender }: Manifest, { escrows }: Contents): Escrow | null => {
  const [escrow = null, ...more] = escrows
  if (more.length > 0 || (escrow !== null && escrow.author !== sender)) {
    throw new Failure('malformed')
  }
  return escrow
}

/** Exactly the files that the revisions name, each under the first record that names it. */
const matchFiles = ({ files, attachments }: Contents): void => {
  const fits = [...files].every(([digest, { subject, bytes }]) => {
    const entry = attachments.get(digest)
    return entry?.subject === subject && entry.length === bytes
  })
  if (!fits || files.size !== attachments.size) throw new Failure('malformed')
}

/** Chains prove how the records of this file came here: none may be about another record. */
const matchChains = ({ records, awaited }: Contents): void => {
  for (const about of awaited) if (!records.has(about)) throw new Failure('malformed')
}

/** Exactly the seals that the revisions name. */
const matchSeals = ({ sealed, seals: came }: Contents): ReadonlyMap<RevisionId, Uint8Array> => {
  const seals = new Map<RevisionId, Uint8Array>()
  const named = new Set<string>()
  for (const { id, subject, kind, seal } of sealed) {
    const found = seal === null ? undefined : came.get(seal)
    if (kind !== 'source' || found?.subject !== subject) throw new Failure('malformed')
    seals.set(id, found.bytes)
    named.add(seal ?? '')
  }
  if (named.size !== came.size) throw new Failure('malformed')
  return seals
}
