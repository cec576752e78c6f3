import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out } from '../../shared/contract.ts'
import { Failure, isInDoubt } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { limits } from '../../shared/limits.ts'
import { openAgeFile, type OpenedAgeFile } from '../exchange/age-file.ts'
import { pairOf } from '../exchange/build-export.ts'
import { chosenOf } from '../exchange/chosen.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { createPace, noPace } from '../exchange/pace.ts'
import { plan, type PlannedItem, type Refused } from '../exchange/plan.ts'
import { unhex } from '../exchange/revision.ts'
import { verifyBundle, type VerifiedBundle } from '../exchange/verify-bundle.ts'
import { learnCards } from './contacts/add-contact.ts'
import { isStranger, senderOf } from './contacts/standing.ts'
import type { Store } from '../store/types.ts'
import type { BlobEntry } from '../store/blobs.ts'
import { takeChains } from './custody/chains.ts'
import { shownEscrow, takeEscrow } from './escrow/take-escrow.ts'
import { newNotices, shownNotice, takeNotices } from './custody/notices.ts'
import { takeFiles } from './attachments/take-files.ts'
import { carriesFiles, missingFiles } from './missing-files.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

export type Previewed = Waiting & { readonly preview: Out<'imports.preview'> }

/** All of a preview that a commit needs: what was shown of each record is held by nobody. */
export type Waiting = {
  readonly bundle: VerifiedBundle
  readonly preview: Pick<Out<'imports.preview'>, 'exportId' | 'isSetAside'>
  /** The same file once more, for what was not kept in memory. */
  readonly reopen: Reopen
}

/** Lets go of what was shown. */
export const waitingOf = ({ bundle, reopen, preview }: Previewed): Waiting => {
  const { exportId, isSetAside } = preview
  return { bundle, reopen, preview: { exportId, isSetAside } }
}

type Reopen = (signal: AbortSignal) => Promise<OpenedAgeFile>

/** Apart, since it outlives the preview: a closure holds whatever any closure beside it can see. */
const reopening =
  (
    { age, workers }: Pick<Session, 'age' | 'workers'>,
    { path, passphrase }: { readonly path: string; readonly passphrase: string | null },
  ): Reopen =>
  (signal) => {
    const identities = [age.hybrid.identity, age.classic.identity]
    const place = { worker: workers.age, signal, maxBytes: limits.bundleBytes }
    return openAgeFile(path, { identities, passphrase }, place)
  }

export type Committed = {
  readonly counts: Out<'imports.commit'>
  /** Nothing is in the file that could still be taken from it, now or once a refusal ends. */
  readonly isSpent: boolean
}

/**
 * Decrypts a file in flat memory, checks all of it, and says what committing it would do. Writes
 * nothing, whatever the file holds.
 *
 * @throws Failure 'too-big', 'truncated', 'malformed', 'kdf-bounds', 'not-for-us' (field
 * `passphrase` when it wants one), 'unsupported', 'bad-signature', 'wrong-recipients',
 * 'rolled-back', 'storage', 'cancelled'.
 */
export async function previewImport(
  session: Session,
  file: {
    readonly path: string
    readonly passphrase: string | null
    /** It lay in the quarantine. */
    readonly isSetAside: boolean
  },
  { signal, progress }: TaskPorts,
): Promise<Previewed> {
  const { store, author, age } = session
  const { isSetAside } = file
  const own = [age.hybrid, age.classic]
  const reopen = reopening(session, file)
  progress(0, 0)
  const { by, chunks, bytes, read } = await reopen(signal)
  const openedAs = by === 'passphrase' ? passphraseMarker : (own[by]?.recipient ?? '')
  const reading = createPace(signal, () => progress(read(), bytes))
  const bundle = await verifyBundle(chunks, openedAs, reading)
  const cameBefore = wasImported(session, bundle)
  const { exportId, sender, day, purpose } = bundle.manifest
  const items = await plan(bundle, store, createPace(signal, progress))
  const notices = newNotices(session, bundle.notices)
  const escrow = shownEscrow(session, bundle, isSetAside)
  const preview = {
    exportId,
    sender: fingerprint(unhex(sender)),
    senderIsUs: sender === author,
    from: senderOf(session, sender),
    isSetAside,
    day,
    purpose,
    seen:
      items.every(({ effect }) => effect === 'known') &&
      notices.length === 0 &&
      escrow?.effect !== 'new',
    escrow,
    notices: notices.map(({ notice }) => shownNotice(session, notice, items)),
    cameBefore,
    items: items.map(itemOf),
  }
  return { bundle, preview, reopen }
}

const itemOf = ({ subject, kind, title, effect, why, added, needs }: PlannedItem) => ({
  subject,
  kind,
  title,
  effect,
  why,
  revisions: added,
  needs: [...needs],
})

/**
 * Has this very file come before? Then what was left out of it may be taken now: whether anything in
 * it is new is asked of the records, never of its name.
 *
 * @throws Failure 'rolled-back' when another file of its sender had its name, or its place in the
 * sequence.
 */
function wasImported({ store }: Session, bundle: VerifiedBundle): boolean {
  const { sender, exportId } = bundle.manifest
  const known = store.exchange.importNamed(sender, exportId)
  if (known?.hash === bundle.hash) return true
  if (known !== null) throw new Failure('rolled-back')
  refuseRewritten(store, bundle)
  return false
}

/**
 * Files may come in any order: merging is a union, so a late one only adds. What cannot be is one
 * sequence with two histories, as when a sender's vault was put back to an older state or copied. A
 * vault that was restored from a backup begins new sequences, so a restore is no such thing.
 */
function refuseRewritten(store: Store, { manifest, hash }: VerifiedBundle): void {
  const { sender, sequence, seq, previous } = manifest
  const known = store.exchange.importsFrom(sender, sequence)
  const contradicts = known.some(
    (entry) =>
      entry.seq === seq ||
      (entry.seq === seq - 1 && entry.hash !== previous) ||
      (entry.seq === seq + 1 && entry.previous !== hash),
  )
  if (contradicts || (seq === 1) !== (previous === null)) throw new Failure('rolled-back')
}

/**
 * Takes what was chosen of a previewed file into the vault, and what that needs: attached files first,
 * which the file is read a second time for, then everything in one transaction. The file's place in
 * its sequence is recorded even where nothing is taken, so that a second history of it is noticed
 * later. The plan is made anew, since records may have changed meanwhile; a record that is refused by
 * now is left out.
 *
 * @param choice null: everything that is not refused.
 * @throws Failure 'unknown-sender' for a file of no contact, or of a revoked one; 'read-only',
 *   'rolled-back', 'storage'; 'invalid' for a record that is not in the file; as opening the file, when
 *   it is gone or another; 'conflict' when other attached files are needed than at the beginning;
 *   'cancelled', at any time before the transaction. Nothing stays then; after 'in-doubt' all or nothing
 *   is there at the next opening.
 */
export async function commitImport(
  session: Session,
  { bundle, reopen, preview: { isSetAside } }: Waiting,
  choice: readonly RecordId[] | null,
  ports: TaskPorts,
): Promise<Committed> {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { signal } = ports
  refuseStranger(session, bundle)
  const wanted = await neededFiles(session, bundle, choice, ports)
  if (wanted.size === 0) return take(session, { bundle, isSetAside }, choice, [], ports)
  const taken = await takeFiles(session, bundle.hash, wanted, () => reopen(signal), ports)
  let outcome: 'keep' | 'drop' = 'drop'
  try {
    const committed = await take(session, { bundle, isSetAside }, choice, taken.entries, ports)
    outcome = 'keep'
    return committed
  } catch (cause) {
    // The rows that name them may be there. If not, the next opening sweeps the files.
    if (isInDoubt(cause)) outcome = 'keep'
    throw cause
  } finally {
    await taken.end(outcome)
  }
}

/** `missingFiles` as of now, by a plan that is let go of before the next one is made. */
async function neededFiles(
  session: Session,
  bundle: VerifiedBundle,
  choice: readonly RecordId[] | null,
  { signal, progress }: TaskPorts,
): Promise<ReadonlySet<string>> {
  if (!carriesFiles(bundle)) return new Set()
  const items = await plan(bundle, session.store, createPace(signal, progress))
  return missingFiles(session, bundle, chosenOf(items, choice))
}

const refuseStranger = (session: Session, { manifest }: VerifiedBundle): void => {
  if (isStranger(senderOf(session, manifest.sender))) throw new Failure('unknown-sender')
}

const knownOf = (items: readonly PlannedItem[]): RecordId[] =>
  items.filter(({ effect }) => effect === 'known').map(({ subject }) => subject)

/** One transaction, over the plan as it is at that moment. */
async function take(
  session: Session,
  { bundle, isSetAside }: { readonly bundle: VerifiedBundle; readonly isSetAside: boolean },
  choice: readonly RecordId[] | null,
  files: readonly BlobEntry[],
  { signal, progress }: TaskPorts,
): Promise<Committed> {
  const { store, author } = session
  const { exportId, sender, recipients, day } = bundle.manifest
  let items: PlannedItem[]
  let seq: number
  let tries = 0
  do {
    seq = store.journal.tail().seq
    items = await plan(bundle, store, tries < 3 ? createPace(signal, progress) : noPace)
    tries += 1
    // Somebody wrote meanwhile. From a match on, nothing else runs until the transaction is over.
  } while (store.journal.tail().seq !== seq)
  if (signal.aborted) throw new Failure('cancelled')
  // While the plan was made, somebody may have been revoked.
  refuseStranger(session, bundle)
  const chosen = chosenOf(items, choice)
  wasImported(session, bundle)
  const here = new Set(files.map(({ digest }) => digest))
  if ([...missingFiles(session, bundle, chosen)].some((digest) => !here.has(digest))) {
    throw new Failure('conflict')
  }
  let told = 0
  store.together(() => {
    learnCards(session, bundle.cards)
    for (const file of files) store.blobs.add(file)
    store.exchange.commitImport(
      {
        exportId,
        sender,
        pair: pairOf(recipients),
        sequence: bundle.manifest.sequence,
        seq: bundle.manifest.seq,
        hash: bundle.hash,
        previous: bundle.manifest.previous,
        day,
      },
      chosen.filter(({ added }) => added > 0),
      // What we have and wrote out ourselves came from nobody.
      sender === author ? [] : knownOf(items),
    )
    takeChains(session, bundle.chains, items)
    told = takeNotices(session, bundle.notices)
    takeEscrow(session, bundle, isSetAside)
  })
  if (told > 0 || store.journal.tail().seq !== seq) session.emit({ kind: 'changed' })
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

/** A record may be brought back, and a card or an older revision may come with another file. */
const mayPass: ReadonlySet<Refused> = new Set<Refused>(['removed', 'not-author', 'incomplete'])
