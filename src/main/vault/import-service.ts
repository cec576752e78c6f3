import { concat } from '../../crypto/bytes.ts'
import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out, Parsed } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import { openAgeFile } from '../exchange/age-file.ts'
import { pairOf } from '../exchange/build-export.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { createPace, noPace, type Pace } from '../exchange/pace.ts'
import { plan, type PlannedItem } from '../exchange/plan.ts'
import { unhex } from '../exchange/revision.ts'
import { verifyBundle, type VerifiedBundle } from '../exchange/verify-bundle.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

export type Previewed = {
  readonly bundle: VerifiedBundle
  readonly preview: Out<'imports.preview'>
}

/**
 * Decrypts a file wholly in memory, checks it, and says what committing it would do. Writes
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
  progress(0, 0)
  const place = { worker: workers.age, signal, maxBytes: limits.bundleBytes }
  const { by, chunks } = await openAgeFile(files.path(token), { identities, passphrase }, place)
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  const plaintext = concat(...parts)
  const pace = createPace(signal, progress)
  try {
    const openedAs = by === 'passphrase' ? passphraseMarker : (own[by]?.recipient ?? '')
    const bundle = await verifyBundle(plaintext, openedAs, pace)
    const { exportId, sender, day, purpose } = bundle.manifest
    const seen = store.exchange.wasImported(exportId)
    if (!seen) refuseRewritten(session, bundle)
    const items = await plan(bundle, store, pace)
    const preview = {
      exportId,
      sender: fingerprint(unhex(sender)),
      senderIsUs: sender === author,
      day,
      purpose,
      seen,
      items: items.map(itemOf),
    }
    return { bundle, preview }
  } finally {
    plaintext.fill(0)
  }
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
 * sequence with two histories, as when a sender's vault was put back to an older state or copied. A
 * vault that was restored from a backup begins new sequences, so a restore is no such thing.
 */
function refuseRewritten({ store }: Session, { manifest, hash }: VerifiedBundle): void {
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
 * Takes what was previewed into the vault in one transaction; a file that was imported before
 * changes nothing. The plan is made anew, since records may have changed meanwhile.
 *
 * @throws Failure 'read-only', 'rolled-back', 'storage'.
 */
export async function commitImport(
  session: Session,
  bundle: VerifiedBundle,
): Promise<Out<'imports.commit'>> {
  if (session.mode === 'rescue') throw new Failure('read-only')
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
  if (!store.exchange.wasImported(exportId)) {
    refuseRewritten(session, bundle)
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
      items.filter(({ added }) => added > 0),
    )
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

const slices = (): Pace => createPace(new AbortController().signal, () => undefined)
