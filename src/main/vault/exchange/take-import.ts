import type { Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId, StateDigest } from '../../../shared/ids.ts'
import { recipientsKey } from '../../exchange/build-export.ts'
import { createPace, runPaced } from '../../exchange/pace.ts'
import type { Pace } from '../../exchange/pace.ts'
import { createPlanner } from '../../exchange/plan.ts'
import type { PlannedItem, RefusedItem } from '../../exchange/plan.ts'
import { holds } from '../../exchange/revision.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import type { StoredBlob } from '../../store/blobs.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import { vaultSubject } from '../../store/vault-digest.ts'
import type { ImportEntry } from '../../store/vault-rows.ts'
import { learnCards } from '../contacts/add-contact.ts'
import { isStranger, senderOf } from '../contacts/trust-status.ts'
import { newAdvisories } from '../custody/advisories.ts'
import { planChains } from '../custody/chain-changes.ts'
import { takeEscrow } from '../escrow/take-escrow.ts'
import { assertCurrent } from '../session/based-on.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { settleImport, stageImport, stageOrDiscard } from './apply-import.ts'
import { chosenOf, missingFiles } from './chosen-records.ts'
import { chainChange, isSmall, partsOf } from './import-content.ts'
import type { ImportContent } from './import-content.ts'
import { previewOf } from './import-preview.ts'

export type Committed = {
  readonly counts: Out<'imports.commit'>
  /** Whether nothing more can be imported from the file, now or after a refusal ends. */
  readonly isSpent: boolean
}

/** @throws Failure 'unknown-sender' for a file from no contact or a revoked one. */
export const refuseStranger = (session: Session, { manifest }: VerifiedBundle): void => {
  if (isStranger(senderOf(session, manifest.sender))) throw new Failure('unknown-sender')
}

const knownOf = (items: readonly PlannedItem[]): RecordId[] =>
  items.filter(({ effect }) => effect === 'known').map(({ subject }) => subject)

/** The user can change single records while a file is planned, but not all of the vault for long. */
const triesToPlan = 10

type PlanAtRest = { readonly items: readonly PlannedItem[]; readonly seq: number }

/**
 * Plans as of now. If records changed while a plan was made, or since the last one, those are planned
 * again; after any other change, everything. From its return on, nothing else runs until the caller
 * yields.
 *
 * @throws (when called) Failure 'conflict' if the vault does not come to rest.
 */
const createPlannerAtRest = (
  bundle: VerifiedBundle,
  store: Session['store'],
): ((pace: Pace) => Promise<PlanAtRest>) => {
  const planAgain = createPlanner(bundle, store)
  let last: PlanAtRest | null = null
  return async (pace) => {
    for (let tries = 0; tries <= triesToPlan; tries += 1) {
      const since: readonly string[] = last === null ? [] : store.journal.subjectsSince(last.seq)
      if (last !== null && since.length === 0) return last
      const isWhole = last === null || since.includes(vaultSubject)
      const { seq } = store.journal.tail()
      last = { items: await planAgain(pace, isWhole ? null : new Set(since)), seq }
    }
    throw new Failure('conflict')
  }
}

/** The preview that was decided on, and which of its records. */
export type Decision = {
  readonly bundle: VerifiedBundle
  readonly isSetAside: boolean
  readonly basedOn: StateDigest
  readonly choice: readonly RecordId[] | null
}

/** Attached files that are on the disk, and what to call once the import cannot be undone. */
export type FilesToKeep = {
  readonly entries: readonly StoredBlob[]
  readonly onDecided: () => void
}

export const noFiles: FilesToKeep = { entries: [], onDecided: () => undefined }

/** What a file would bring at one moment; nothing else runs from its return until the caller yields. */
type CurrentPlan = PlanAtRest & {
  readonly notices: readonly StoredAdvisory[]
  readonly chosen: readonly PlannedItem[]
}

/**
 * The plan as of now, after comparing its preview with the one that was decided on.
 *
 * @throws Failure 'unknown-sender'; 'conflict' if the preview differs by now, if other attached
 *   files are needed than at the start, or if the vault does not come to rest.
 */
const currentPlan = async (
  session: Session,
  { bundle, isSetAside, basedOn, choice }: Decision,
  files: readonly StoredBlob[],
  planAtRest: (pace: Pace) => Promise<PlanAtRest>,
  pace: Pace,
): Promise<CurrentPlan> => {
  const here = new Set(files.map(({ digest }) => digest))
  for (let tries = 0; tries < triesToPlan; tries += 1) {
    const { items, seq } = await planAtRest(pace)
    // The sender may have been revoked while the plan was made.
    refuseStranger(session, bundle)
    const notices = newAdvisories(session, bundle.notices)
    const preview = await previewOf(session, bundle, isSetAside, items, notices, pace)
    assertCurrent(basedOn, preview.basedOn)
    const chosen = chosenOf(items, choice)
    for (const digest of await missingFiles(session, bundle, chosen, pace)) {
      if (!here.has(digest)) throw new Failure('conflict')
    }
    if (session.store.journal.tail().seq === seq) return { items, seq, notices, chosen }
  }
  throw new Failure('conflict')
}

/** Yields while it compares the chains of custody, which only imports change. */
const contentOf = async (
  session: Session,
  { bundle, isSetAside }: Decision,
  { items, notices, chosen }: CurrentPlan,
  pace: Pace,
): Promise<ImportContent> => {
  const isRefused = new Set(
    items.filter(({ effect }) => effect === 'refused').map(({ subject }) => subject),
  )
  const { sender, exportId } = bundle.manifest
  const isAgain = session.store.exchange.importNamed(sender, exportId) !== null
  // Records that this vault exported itself did not arrive from another author.
  const known = isAgain || sender === session.author ? [] : knownOf(items)
  const chains = bundle.chains.filter(({ subject }) => !isRefused.has(subject))
  return {
    cards: bundle.cards,
    notices,
    chosen,
    known,
    chains: await runPaced(planChains(session.store, { chains, sender, chosen, known }), pace),
    escrow: isSetAside ? null : bundle.escrow,
  }
}

const entryOf = ({ manifest, hash }: VerifiedBundle): ImportEntry => ({
  exportId: manifest.exportId,
  sender: manifest.sender,
  pair: recipientsKey(manifest.recipients),
  sequence: manifest.sequence,
  seq: manifest.seq,
  hash,
  previous: manifest.previous,
  day: manifest.day,
})

/** Imports in one transaction: as short as that of another act. */
const takeAtOnce = (
  session: Session,
  bundle: VerifiedBundle,
  content: ImportContent,
  files: readonly StoredBlob[],
): void => {
  const { store } = session
  store.together(() => {
    learnCards(session, content.cards)
    for (const file of files) store.blobs.add(file)
    store.exchange.commitImport(
      entryOf(bundle),
      content.chosen.filter(({ revisions }) => revisions.length > 0),
      content.known,
    )
    for (const planned of content.chains) store.custody.change(chainChange(planned))
    store.notices.keep(content.notices)
    takeEscrow(session, content, false)
  })
}

/**
 * Imports in many short transactions, of which one decides the import (ADR 0040).
 *
 * @param content asked for again at the decision, if the vault changed while the parts were staged.
 * @returns the records that were refused since the decision.
 */
const takeInParts = async (
  session: Session,
  bundle: VerifiedBundle,
  content: { readonly first: ImportContent; readonly recheck: () => Promise<unknown> },
  { entries, onDecided }: FilesToKeep,
  { signal, progress }: TaskPorts,
): Promise<readonly RecordId[]> => {
  const { store } = session
  await stageOrDiscard(session, async () => {
    const pace = createPace(signal, progress)
    await stageImport(store, partsOf(content.first), () => pace(0, 0))
    await content.recheck()
    if (signal.aborted) throw new Failure('cancelled')
    store.together(() => {
      for (const file of entries) store.blobs.add(file)
      store.importParts.decide(entryOf(bundle))
    })
  })
  onDecided()
  try {
    return await settleImport(session, progress)
  } catch (cause) {
    const isOfDisk = cause instanceof Failure && cause.code === 'storage'
    throw isOfDisk ? new Failure('import-unfinished') : cause
  }
}

/** Refused records that an answer names. */
const mostNamed = 20

/** @param refused those that were refused after the decision. */
const resultOf = (
  items: readonly PlannedItem[],
  chosen: readonly PlannedItem[],
  refused: readonly RecordId[],
): Committed => {
  const wasRefused = new Set(refused)
  const isChosen = new Set(chosen.map(({ subject }) => subject))
  const effects = items.flatMap(({ subject, effect }) =>
    isChosen.has(subject) ? [wasRefused.has(subject) ? 'refused' : effect] : [],
  )
  const count = (effect: PlannedItem['effect']): number =>
    effects.filter((one) => one === effect).length
  const titles = items
    .filter(({ subject }) => wasRefused.has(subject))
    .slice(0, mostNamed)
    .map(({ title }) => title)
  const left = items.filter((item) => item.added > 0 && !isChosen.has(item.subject)).length
  return {
    counts: {
      added: count('new'),
      updated: count('update'),
      conflicts: count('conflict'),
      known: count('known'),
      refused: count('refused'),
      left,
      ...(titles.length === 0 ? {} : { refusedSince: titles }),
    },
    isSpent:
      left === 0 &&
      wasRefused.size === 0 &&
      !items.some(({ why }) => why !== null && mayPass.has(why)),
  }
}

/** Imports with the plan as of that moment. */
export const takeImport = async (
  session: Session,
  decision: Decision,
  files: FilesToKeep,
  ports: TaskPorts,
): Promise<Committed> => {
  const { store } = session
  const { bundle } = decision
  const pace = createPace(ports.signal, ports.progress)
  for (const [i, revision] of bundle.revisions.entries()) {
    await pace(i, bundle.revisions.length)
    // The plan refuses the others.
    if (holds(revision)) store.exchange.noteReadable(revision)
  }
  const planAtRest = createPlannerAtRest(bundle, store)
  const planNow = (): Promise<CurrentPlan> =>
    currentPlan(session, decision, files.entries, planAtRest, pace)
  let current = await planNow()
  const { seq } = current
  let content = await contentOf(session, decision, current, pace)
  let refused: readonly RecordId[] = []
  if (isSmall(content)) {
    if (store.journal.tail().seq !== seq) {
      current = await planNow()
      const { notices, chosen } = current
      content = { ...content, notices, chosen }
    }
    if (ports.signal.aborted) throw new Failure('cancelled')
    takeAtOnce(session, bundle, content, files.entries)
    files.onDecided()
  } else {
    const recheck = async (): Promise<void> => {
      if (store.journal.tail().seq !== seq) await planNow()
    }
    refused = await takeInParts(session, bundle, { first: content, recheck }, files, ports)
  }
  if (content.notices.length > 0 || store.journal.tail().seq !== seq) {
    session.emit({ kind: 'changed' })
  }
  return resultOf(current.items, current.chosen, refused)
}

/**
 * Refusals that may end: a record may be restored, and a card or an older revision may arrive with
 * another file.
 */
const mayPass: ReadonlySet<RefusedItem> = new Set<RefusedItem>([
  'removed',
  'not-author',
  'incomplete',
  'too-many-versions',
])
