import { canonicalJson } from '../../../shared/canonical.ts'
import type { Revision } from '../../../shared/records.ts'
import { recordKind } from '../../../shared/vocabularies.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import { hex } from '../../exchange/revision.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { ChainChange } from '../../store/custody.ts'
import { parentsFirst } from '../../store/exchange-log.ts'
import { emptyPart, joinParts } from '../../store/import-parts.ts'
import type { ImportPart } from '../../store/import-parts.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import type { PlannedChain } from '../custody/chain-changes.ts'

/** What an import brings, as it was decided. */
export type ImportContent = Pick<VerifiedBundle, 'cards' | 'escrow'> & {
  readonly notices: readonly StoredAdvisory[]
  /** Those to import; some may have nothing new. */
  readonly chosen: readonly PlannedItem[]
  /** Records whose arrival is recorded although nothing of them is new. */
  readonly known: readonly RecordId[]
  readonly chains: readonly PlannedChain[]
}

/**
 * A part holds at most so many objects and about so many UTF-16 code units; an object alone may be
 * longer. An import that fits into one part is applied in one transaction and is never staged.
 */
const most = { objects: 100, text: 100_000 }

/** Lengths of objects in a part, roughly, without the texts in them. */
const lengths = { id: 40, line: 350, notice: 600, card: 3_000, revision: 600 }

/** One object as a part of its own, made when it is needed, and its length. */
type Sized = { readonly length: number; readonly part: () => Partial<ImportPart> }

const sizedRevision = (revision: Revision, seal: Uint8Array | undefined): Sized => ({
  length: lengths.revision + revision.content.length + 2 * (seal?.length ?? 0),
  part: () => ({
    revisions: [revision],
    ...(seal === undefined ? {} : { seals: { [revision.id]: hex(seal) } }),
  }),
})

const rankOf = ({ kind }: { readonly kind: Revision['kind'] }): number => recordKind.indexOf(kind)

/** The change as it is stored: its text takes up to 80 ms. */
export const chainChange = ({ chain, ...change }: PlannedChain): ChainChange => ({
  ...change,
  text: chain === null ? null : canonicalJson(chain),
})

/**
 * Single objects in the order in which they are applied: cards and withdrawals before records, each
 * record after those that it refers to, and what belongs to the records last.
 */
const objectsOf = function* (content: ImportContent): Generator<Sized> {
  for (const card of content.cards) {
    yield { length: lengths.card, part: () => ({ cards: [card] }) }
  }
  for (const { notice } of content.notices) {
    yield { length: lengths.notice + notice.text.length, part: () => ({ notices: [notice] }) }
  }
  for (const { revisions, seals } of [...content.chosen].sort((a, b) => rankOf(a) - rankOf(b))) {
    for (const revision of parentsFirst(revisions)) {
      yield sizedRevision(revision, seals.get(revision.id))
    }
  }
  for (const subject of content.known) {
    yield { length: lengths.id, part: () => ({ known: [subject] }) }
  }
  for (const planned of content.chains) {
    yield {
      length: lengths.line * ((planned.chain?.lines.length ?? 0) + 1),
      part: () => ({ chains: [chainChange(planned)] }),
    }
  }
  const { escrow } = content
  if (escrow !== null) yield { length: lengths.card, part: () => ({ escrows: [escrow] }) }
}

const groupsOf = function* (content: ImportContent): Generator<readonly Sized[]> {
  let group: Sized[] = []
  let text = 0
  for (const object of objectsOf(content)) {
    if (group.length >= most.objects || (group.length > 0 && text + object.length > most.text)) {
      yield group
      group = []
      text = 0
    }
    group.push(object)
    text += object.length
  }
  if (group.length > 0) yield group
}

/** Whether an import fits into one part, and so into one short transaction. */
export const isSmall = (content: ImportContent): boolean => {
  const groups = groupsOf(content)
  groups.next()
  return groups.next().done === true
}

/** Divides an import into parts. */
export const partsOf = function* (content: ImportContent): Generator<ImportPart> {
  for (const group of groupsOf(content)) {
    yield joinParts(group.map(({ part }) => ({ ...emptyPart, ...part() })))
  }
}
