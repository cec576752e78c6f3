import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Out } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { decryptInWorker } from '../exchange/age-job.ts'
import { pairOf } from '../exchange/build-export.ts'
import { passphraseMarker } from '../exchange/manifest.ts'
import { createPace, noPace, type Pace } from '../exchange/pace.ts'
import { plan, type PlannedItem } from '../exchange/plan.ts'
import { readImportFile } from '../exchange/read-import.ts'
import { unhex } from '../exchange/revision.ts'
import { verifyBundle, type VerifiedBundle } from '../exchange/verify-bundle.ts'
import { learnCards } from './contacts/add-contact.ts'
import { isStranger, senderOf } from './contacts/standing.ts'
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
  { path, passphrase }: { readonly path: string; readonly passphrase: string | null },
  { signal, progress }: TaskPorts,
): Promise<Previewed> {
  const { store, author, age, workers } = session
  const own = [age.hybrid, age.classic]
  const identities = own.map(({ identity }) => identity)
  const file = readImportFile(path)
  progress(0, 0)
  const place = { worker: workers.age, signal }
  const { plaintext, by } = await decryptInWorker(file, { identities, passphrase }, place)
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
      from: senderOf(session, sender),
      isSetAside: false,
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

const itemOf = ({ subject, kind, title, effect, why, added }: PlannedItem) => ({
  subject,
  kind,
  title,
  effect,
  why,
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

/**
 * Takes what was previewed into the vault in one transaction. A file that was imported before changes
 * nothing, but for records that were refused then and hold now, as when a card that names a desk came
 * after what the desk wrote. The plan is made anew, since records may have changed meanwhile.
 *
 * @throws Failure 'unknown-sender' for a file of no contact, or of a revoked one; 'read-only',
 * 'rolled-back', 'storage'.
 */
export async function commitImport(
  session: Session,
  bundle: VerifiedBundle,
): Promise<Out<'imports.commit'>> {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { store } = session
  const { exportId, sender, recipients, day } = bundle.manifest
  if (isStranger(senderOf(session, sender))) throw new Failure('unknown-sender')
  let items: PlannedItem[]
  let seq: number
  let tries = 0
  do {
    seq = store.journal.tail().seq
    items = await plan(bundle, store, tries < 3 ? slices() : noPace)
    tries += 1
    // Somebody wrote meanwhile. From a match on, nothing else runs until the transaction is over.
  } while (store.journal.tail().seq !== seq)
  // While the plan was made, somebody may have been revoked.
  if (isStranger(senderOf(session, sender))) throw new Failure('unknown-sender')
  const seen = store.exchange.wasImported(exportId)
  if (!seen) refuseRewritten(session, bundle)
  const taken = items.filter(({ added }) => added > 0)
  if (!seen || taken.length > 0) {
    store.together(() => {
      learnCards(session, bundle.cards)
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
        taken,
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

const slices = (): Pace => createPace(new AbortController().signal, () => undefined)
