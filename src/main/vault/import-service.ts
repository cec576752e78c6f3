import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out, Parsed } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { openAgeFile, type OpenedAgeFile } from '../exchange/age-file.ts'
import { pairOf } from '../exchange/build-export.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { filesNamedIn } from '../exchange/named-files.ts'
import { createPace, noPace, type Pace } from '../exchange/pace.ts'
import { plan, type PlannedItem } from '../exchange/plan.ts'
import { unhex } from '../exchange/revision.ts'
import { verifyBundle, type VerifiedBundle } from '../exchange/verify-bundle.ts'
import type { BlobEntry } from '../store/blobs.ts'
import { takeFiles } from './attachments/take-files.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

export type Previewed = {
  readonly bundle: VerifiedBundle
  readonly preview: Out<'imports.preview'>
  /** The same file once more, for what was not kept in memory. */
  readonly reopen: Reopen
}

type Reopen = (signal: AbortSignal) => Promise<OpenedAgeFile>

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
  { file: token, passphrase }: Parsed<'imports.preview'>,
  { signal, progress }: TaskPorts,
): Promise<Previewed> {
  const { store, author, age, workers, files } = session
  const own = [age.hybrid, age.classic]
  const identities = own.map(({ identity }) => identity)
  const path = files.path(token)
  const reopen: Reopen = (until) => {
    const place = { worker: workers.age, signal: until, maxBytes: limits.bundleBytes }
    return openAgeFile(path, { identities, passphrase }, place)
  }
  progress(0, 0)
  const { by, chunks, bytes, read } = await reopen(signal)
  const openedAs = by === 'passphrase' ? passphraseMarker : (own[by]?.recipient ?? '')
  const reading = createPace(signal, () => progress(read(), bytes))
  const bundle = await verifyBundle(chunks, openedAs, reading)
  const { exportId, sender, day, purpose } = bundle.manifest
  const seen = store.exchange.wasImported(exportId)
  if (!seen) refuseRewritten(session, bundle)
  const items = await plan(bundle, store, createPace(signal, progress))
  const preview = {
    exportId,
    sender: fingerprint(unhex(sender)),
    senderIsUs: sender === author,
    day,
    purpose,
    seen,
    items: items.map(itemOf),
  }
  return { bundle, preview, reopen }
}

const itemOf = ({ subject, kind, title, effect, added }: PlannedItem) => ({
  subject,
  kind,
  title,
  effect,
  revisions: added,
})

/**
 * Files may come in any order: merging is a union, so a late one only adds. What cannot be is one
 * sequence with two histories, as when a sender's vault was put back to an older state or copied.
 */
function refuseRewritten({ store }: Session, { manifest, hash }: VerifiedBundle): void {
  const { sender, recipients, seq, previous } = manifest
  const known = store.exchange.importsFrom(sender, pairOf(recipients))
  const contradicts = known.some(
    (entry) =>
      entry.seq === seq ||
      (entry.seq === seq - 1 && entry.hash !== previous) ||
      (entry.seq === seq + 1 && entry.previous !== hash),
  )
  if (contradicts || (seq === 1) !== (previous === null)) throw new Failure('rolled-back')
}

/** Where attached files come from when they are to be kept. */
export type Incoming = { readonly reopen: Reopen; readonly ports: TaskPorts }

/** Digests of files that the new revisions name and that are not here yet. */
function missingFiles({ store }: Session, items: readonly PlannedItem[]): ReadonlySet<string> {
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
 * Takes what was previewed into the vault: attached files first, which the file is read a second
 * time for, then everything in one transaction. A file that was imported before changes nothing. The
 * plan is made anew, since records may have changed meanwhile.
 *
 * @param incoming needed when the bundle brings attached files.
 * @throws Failure 'read-only', 'rolled-back', 'storage', 'cancelled'; as opening the file, when it is
 * gone or another; 'conflict' when other files are needed than at the beginning. Nothing stays then.
 */
export async function commitImport(
  session: Session,
  bundle: VerifiedBundle,
  incoming?: Incoming,
): Promise<Out<'imports.commit'>> {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { store } = session
  const seen = store.exchange.wasImported(bundle.manifest.exportId)
  const wanted = seen
    ? new Set<string>()
    : missingFiles(session, await plan(bundle, store, slices()))
  if (wanted.size === 0) return take(session, bundle, [], noSignal)
  if (incoming === undefined) throw new Failure('internal')
  const { reopen, ports } = incoming
  const taken = await takeFiles(session, bundle.hash, wanted, () => reopen(ports.signal), ports)
  let outcome: 'keep' | 'drop' = 'drop'
  try {
    const counts = await take(session, bundle, taken.entries, ports.signal)
    outcome = 'keep'
    return counts
  } finally {
    await taken.end(outcome)
  }
}

/** One transaction, over the plan as it is at that moment. */
async function take(
  session: Session,
  bundle: VerifiedBundle,
  files: readonly BlobEntry[],
  signal: AbortSignal,
): Promise<Out<'imports.commit'>> {
  const { store } = session
  const { exportId, sender, recipients, day } = bundle.manifest
  let items: PlannedItem[]
  let seq: number
  let tries = 0
  do {
    seq = store.journal.tail().seq
    items = await plan(bundle, store, tries < 3 ? slices() : noPace)
    tries += 1
    // Somebody wrote meanwhile. From a match on, nothing else runs until the transaction is over.
  } while (store.journal.tail().seq !== seq)
  if (signal.aborted) throw new Failure('cancelled')
  if (!store.exchange.wasImported(exportId)) {
    refuseRewritten(session, bundle)
    const here = new Set(files.map(({ digest }) => digest))
    if ([...missingFiles(session, items)].some((digest) => !here.has(digest))) {
      throw new Failure('conflict')
    }
    store.together(() => {
      for (const file of files) store.blobs.add(file)
      store.exchange.commitImport(
        {
          exportId,
          sender,
          pair: pairOf(recipients),
          seq: bundle.manifest.seq,
          hash: bundle.hash,
          previous: bundle.manifest.previous,
          day,
        },
        items.filter(({ added }) => added > 0),
      )
    })
    session.emit({ kind: 'changed' })
  }
  const count = (effect: PlannedItem['effect']): number =>
    items.filter((item) => item.effect === effect).length
  return {
    added: count('new'),
    updated: count('update'),
    conflicts: count('conflict'),
    known: count('known'),
    refused: count('refused'),
  }
}

const noSignal = new AbortController().signal
const slices = (): Pace => createPace(noSignal, () => undefined)
