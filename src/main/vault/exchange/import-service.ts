import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { RecordId, StateDigest } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { openAgeFile } from '../../exchange/age-file.ts'
import type { OpenedAgeFile } from '../../exchange/age-file.ts'
import type { SealedFile } from '../../exchange/blob-cipher.ts'
import { recipientsKey } from '../../exchange/build-export.ts'
import { keptHashesOf } from '../../exchange/custody-chain.ts'
import { passphraseMarker } from '../../exchange/manifest.ts'
import { createPace } from '../../exchange/pace.ts'
import type { Pace } from '../../exchange/pace.ts'
import { createPlanner, plan } from '../../exchange/plan.ts'
import type { PlannedItem, RefusedItem } from '../../exchange/plan.ts'
import { verifyBundle } from '../../exchange/verify-bundle.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import { assertCurrent } from '../session/based-on.ts'
import { learnCards } from '../contacts/add-contact.ts'
import { isStranger, senderOf } from '../contacts/trust-status.ts'
import type { StoredBlob } from '../../store/blobs.ts'
import { vaultSubject } from '../../store/vault-digest.ts'
import { takeChains } from '../custody/chains.ts'
import { takeEscrow } from '../escrow/take-escrow.ts'
import { newAdvisories } from '../custody/advisories.ts'
import { takeFiles } from '../attachments/take-files.ts'
import { previewOf } from './import-preview.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { filesNamedIn } from '../../exchange/named-files.ts'

/** A bundle contains exactly the files that its revisions name, after all other objects. */
const carriesFiles = ({ manifest }: Pick<VerifiedBundle, 'manifest'>): boolean =>
  manifest.objects.at(-1)?.kind === 'attachment'

/** Digests of files that the new revisions name and that are missing here. */
const missingFiles = (
  { store }: Pick<Session, 'store'>,
  bundle: Pick<VerifiedBundle, 'manifest'>,
  items: readonly PlannedItem[],
): ReadonlySet<string> => {
  if (!carriesFiles(bundle)) return new Set()
  const named = items.flatMap(({ revisions }) => filesNamedIn(revisions))
  return new Set(
    named
      .map(({ digest }) => digest)
      .filter((digest) => {
        const known = store.blobs.find(digest)
        known?.key.fill(0)
        return known === null
      }),
  )
}

/**
 * The records to import: the chosen ones, and those that they need, directly or indirectly, and
 * that are missing here.
 *
 * @param take null: everything.
 * @throws Failure 'invalid' for a record that is not in the file.
 */
const chosenOf = (
  items: readonly PlannedItem[],
  take: readonly RecordId[] | null,
): PlannedItem[] => {
  if (take === null) return [...items]
  const bySubject = new Map(items.map((item) => [item.subject, item]))
  if (!take.every((subject) => bySubject.has(subject))) {
    throw new Failure('invalid', { fields: ['take'] })
  }
  const wanted = new Set(take)
  // Visits also those that are added meanwhile.
  for (const subject of wanted) {
    for (const at of bySubject.get(subject)?.needs ?? []) {
      const needed = items[at]
      if (needed !== undefined) wanted.add(needed.subject)
    }
  }
  return items.filter(({ subject }) => wanted.has(subject))
}

export type Previewed = Waiting & { readonly preview: Out<'imports.preview'> }

/** The part of a preview that a commit needs; the displayed details of each record are released. */
export type Waiting = {
  readonly bundle: VerifiedBundle
  readonly preview: Pick<Out<'imports.preview'>, 'exportId' | 'isSetAside'>
  /** Reopens the same file, for content that was not kept in memory. */
  readonly reopen: Reopen
}

/** Drops the displayed details. */
export const waitingOf = ({ bundle, reopen, preview }: Previewed): Waiting => {
  const { exportId, isSetAside } = preview
  return { bundle, reopen, preview: { exportId, isSetAside } }
}

type Reopen = (signal: AbortSignal) => Promise<OpenedAgeFile>

/**
 * A separate function, since the result outlives the preview: a closure keeps everything alive that
 * its sibling closures capture.
 */
const reopening =
  (
    { age, workers }: Pick<Session, 'age' | 'workers'>,
    { path, sealed, passphrase }: ImportFile,
  ): Reopen =>
  (signal) => {
    const identities = [age.hybrid.identity, age.classic.identity]
    const place = { worker: workers.age, signal, maxBytes: limits.bundleBytes }
    return openAgeFile(path, { identities, passphrase }, place, sealed())
  }

/** The file to import, and for a quarantined one, how to open its outer encryption. */
type ImportFile = {
  readonly path: string
  readonly sealed: () => SealedFile | null
  readonly passphrase: string | null
}

export type Committed = {
  readonly counts: Out<'imports.commit'>
  /** Whether nothing more can be imported from the file, now or after a refusal ends. */
  readonly isSpent: boolean
}

/**
 * Decrypts a file in constant memory, validates it completely and reports what a commit would do.
 * Writes nothing, whatever the file contains.
 *
 * @throws Failure 'too-big', 'truncated', 'malformed', 'kdf-bounds', 'not-for-us' (field
 *   `passphrase` if the file needs one), 'unsupported', 'bad-signature', 'wrong-recipients',
 *   'too-many-versions', 'rolled-back', 'storage', 'cancelled'.
 */
export const previewImport = async (
  session: Session,
  file: ImportFile & {
    /** Whether the file was in quarantine. */
    readonly isSetAside: boolean
  },
  { signal, progress }: TaskPorts,
): Promise<Previewed> => {
  const { store, age } = session
  const { isSetAside } = file
  const own = [age.hybrid, age.classic]
  const reopen = reopening(session, file)
  progress(0, 0)
  const { by, chunks, bytes, read } = await reopen(signal)
  const openedAs = by === 'passphrase' ? passphraseMarker : (own[by]?.recipient ?? '')
  const reading = createPace(signal, () => progress(read(), bytes))
  const bundle = await verifyBundle(chunks, openedAs, reading)
  const items = await plan(bundle, store, createPace(signal, progress))
  return { bundle, preview: previewOf(session, bundle, isSetAside, items), reopen }
}

/** Repeats the preview of a file that was already read. @throws Failure as `previewImport`. */
export const previewAgain = async (
  session: Session,
  { bundle, preview: { isSetAside } }: Waiting,
): Promise<Out<'imports.preview'>> => {
  const pace = createPace(new AbortController().signal, () => undefined)
  return previewOf(session, bundle, isSetAside, await plan(bundle, session.store, pace))
}

/**
 * Imports the chosen records of a previewed file, and the records that they need: first the
 * attached files, which takes a second read of the file, then everything in one transaction. The
 * position of the file in its sequence is recorded even if no record is imported, so that a second
 * history is detected later. The plan is computed again and must equal the one that was decided on.
 *
 * @param basedOn of the preview that was decided on.
 * @param choice null: everything that is not refused.
 * @throws Failure 'unknown-sender' for a file from no contact or a revoked one; 'read-only',
 *   'rolled-back', 'storage'; 'invalid' for a record that is not in the file; the errors of opening
 *   the file, if it is missing or replaced; 'conflict' if other attached files are needed than at
 *   the start, or the preview would differ by now; 'cancelled', at any time before the transaction.
 *   Nothing stays then; after 'in-doubt' all or nothing is present at the next opening.
 */
export const commitImport = async (
  session: Session,
  { bundle, reopen, preview: { isSetAside } }: Waiting,
  { basedOn, take: choice }: Pick<Parsed<'imports.commit'>, 'basedOn' | 'take'>,
  ports: TaskPorts,
): Promise<Committed> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { signal } = ports
  refuseStranger(session, bundle)
  const wanted = await neededFiles(session, bundle, choice, ports)
  const decided = { bundle, isSetAside, basedOn }
  if (wanted.size === 0) return take(session, decided, choice, [], ports)
  const taken = await takeFiles(session, bundle.hash, wanted, () => reopen(signal), ports)
  let outcome: 'keep' | 'drop' = 'drop'
  try {
    const committed = await take(session, decided, choice, taken.entries, ports)
    outcome = 'keep'
    return committed
  } catch (cause) {
    // The rows that name the files may be stored. If not, the next opening deletes the files.
    if (isInDoubt(cause)) outcome = 'keep'
    throw cause
  } finally {
    await taken.end(outcome)
  }
}

/** `missingFiles` at this moment; its plan is released before the next one is made. */
const neededFiles = async (
  session: Session,
  bundle: VerifiedBundle,
  choice: readonly RecordId[] | null,
  { signal, progress }: TaskPorts,
): Promise<ReadonlySet<string>> => {
  if (!carriesFiles(bundle)) return new Set()
  const items = await plan(bundle, session.store, createPace(signal, progress))
  return missingFiles(session, bundle, chosenOf(items, choice))
}

const refuseStranger = (session: Session, { manifest }: VerifiedBundle): void => {
  if (isStranger(senderOf(session, manifest.sender))) throw new Failure('unknown-sender')
}

const knownOf = (items: readonly PlannedItem[]): RecordId[] =>
  items.filter(({ effect }) => effect === 'known').map(({ subject }) => subject)

/** The user can change single records while a file is planned, but not all of the vault for long. */
const triesToPlan = 10

/**
 * The plan as of now. If records changed while it was made, those are planned again; after any
 * other change, everything. From its return on, nothing else runs until the caller yields.
 *
 * @throws Failure 'conflict' if the vault does not come to rest.
 */
const planAtRest = async (
  bundle: VerifiedBundle,
  store: Session['store'],
  pace: Pace,
): Promise<{ readonly items: PlannedItem[]; readonly seq: number }> => {
  const planAgain = createPlanner(bundle, store)
  let changed: ReadonlySet<string> | null = null
  for (let tries = 0; tries < triesToPlan; tries += 1) {
    const { seq } = store.journal.tail()
    const items = await planAgain(pace, changed)
    const since = new Set(store.journal.subjectsSince(seq))
    if (since.size === 0) return { items, seq }
    changed = since.has(vaultSubject) ? null : since
  }
  throw new Failure('conflict')
}

/** Imports in one transaction, with the plan as of that moment. */
const take = async (
  session: Session,
  {
    bundle,
    isSetAside,
    basedOn,
  }: {
    readonly bundle: VerifiedBundle
    readonly isSetAside: boolean
    readonly basedOn: StateDigest
  },
  choice: readonly RecordId[] | null,
  files: readonly StoredBlob[],
  { signal, progress }: TaskPorts,
): Promise<Committed> => {
  const { store, author } = session
  const { exportId, sender, recipients, day } = bundle.manifest
  const pace = createPace(signal, progress)
  for (const [i, revision] of bundle.revisions.entries()) {
    await pace(i, bundle.revisions.length)
    store.exchange.checkAhead(revision)
  }
  for (const chain of bundle.chains) {
    await pace(0, 0)
    keptHashesOf(chain)
  }
  const { items, seq } = await planAtRest(bundle, store, pace)
  if (signal.aborted) throw new Failure('cancelled')
  // The sender may have been revoked while the plan was made.
  refuseStranger(session, bundle)
  const notices = newAdvisories(session, bundle.notices)
  assertCurrent(basedOn, previewOf(session, bundle, isSetAside, items, notices).basedOn)
  const chosen = chosenOf(items, choice)
  const here = new Set(files.map(({ digest }) => digest))
  if ([...missingFiles(session, bundle, chosen)].some((digest) => !here.has(digest))) {
    throw new Failure('conflict')
  }
  store.together(() => {
    learnCards(session, bundle.cards)
    for (const file of files) store.blobs.add(file)
    store.exchange.commitImport(
      {
        exportId,
        sender,
        pair: recipientsKey(recipients),
        sequence: bundle.manifest.sequence,
        seq: bundle.manifest.seq,
        hash: bundle.hash,
        previous: bundle.manifest.previous,
        day,
      },
      chosen.filter(({ added }) => added > 0),
      // Records that this vault exported itself did not arrive from another author.
      sender === author ? [] : knownOf(items),
    )
    takeChains(session, bundle.chains, items)
    store.notices.keep(notices)
    takeEscrow(session, bundle, isSetAside)
  })
  if (notices.length > 0 || store.journal.tail().seq !== seq) session.emit({ kind: 'changed' })
  const count = (effect: PlannedItem['effect']): number =>
    chosen.filter((item) => item.effect === effect).length
  const isChosen = new Set(chosen)
  const left = items.filter((item) => item.added > 0 && !isChosen.has(item)).length
  return {
    counts: {
      added: count('new'),
      updated: count('update'),
      conflicts: count('conflict'),
      known: count('known'),
      refused: count('refused'),
      left,
    },
    isSpent: left === 0 && !items.some(({ why }) => why !== null && mayPass.has(why)),
  }
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
