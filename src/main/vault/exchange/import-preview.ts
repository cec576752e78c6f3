import { createHash } from 'node:crypto'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { PackedLists } from '../../../shared/packed-lists.ts'
import { runPaced } from '../../exchange/pace.ts'
import type { Pace } from '../../exchange/pace.ts'
import type { PlannedItem } from '../../exchange/plan.ts'
import { unhex } from '../../exchange/revision.ts'
import type { VerifiedBundle } from '../../exchange/verify-bundle.ts'
import type { StoredAdvisory } from '../../store/notices.ts'
import type { Store } from '../../store/store.ts'
import { createStateDigest } from '../session/based-on.ts'
import { senderOf } from '../contacts/trust-status.ts'
import { shownAdvisories } from '../custody/advisories.ts'
import { shownEscrow } from '../escrow/take-escrow.ts'
import type { Session } from '../session/session.ts'

/**
 * The preview of a file, based on the current records. Gives way between two records: the vault may
 * change meanwhile.
 *
 * @param notices those of its notices that are new here.
 * @throws Failure 'rolled-back'; errors of `pace`.
 */
export const previewOf = async (
  session: Session,
  bundle: VerifiedBundle,
  isSetAside: boolean,
  items: readonly PlannedItem[],
  notices: readonly StoredAdvisory[],
  pace: Pace,
): Promise<Out<'imports.preview'>> => {
  const { author } = session
  const cameBefore = wasImported(session, bundle)
  const { exportId, sender, day, purpose } = bundle.manifest
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
    notices: await runPaced(
      shownAdvisories(
        session,
        notices.map(({ notice }) => notice),
        items,
      ),
      pace,
    ),
    cameBefore,
  }
  const digest = createStateDigest()
  digest.add(preview)
  const rows: ReturnType<typeof itemOf>[] = []
  for (const item of items) {
    await pace(items.length, items.length)
    const row = itemOf(item)
    digest.add(row)
    rows.push(row)
  }
  const needs = packLists(items.map((item) => item.needs))
  const { ends, members } = needs
  digest.add(createHash('sha256').update(`${ends} `).update(members).digest('hex'))
  return { ...preview, basedOn: digest.end(), items: rows, needs }
}

const packed = (numbers: Uint32Array<ArrayBuffer>): string =>
  Buffer.from(numbers.buffer).toString('base64')

/** Packs lists for the window: about 5 ms for a million members. */
const packLists = (lists: readonly (readonly number[])[]): PackedLists => {
  const ends = new Uint32Array(lists.length)
  let end = 0
  for (const [i, list] of lists.entries()) ends[i] = end += list.length
  const members = new Uint32Array(end)
  for (const [i, list] of lists.entries()) members.set(list, (ends[i] ?? 0) - list.length)
  return { ends: packed(ends), members: packed(members) }
}

const itemOf = ({ subject, kind, title, listed, effect, why, added }: PlannedItem) => ({
  subject,
  kind,
  title,
  caseId: listed.caseId,
  under: listed.under,
  sources: [...listed.sources],
  effect,
  why,
  revisions: added,
})

/**
 * Whether this exact file was imported before. Records left out then may be imported now: whether
 * anything in it is new depends on the records, never on its name.
 *
 * @throws Failure 'rolled-back' if another file of its sender had its name, or its place in the
 *   sequence.
 */
const wasImported = ({ store }: Session, bundle: VerifiedBundle): boolean => {
  const { sender, exportId } = bundle.manifest
  const known = store.exchange.importNamed(sender, exportId)
  if (known?.hash === bundle.hash) return true
  if (known !== null) throw new Failure('rolled-back')
  refuseRewritten(store, bundle)
  return false
}

/**
 * Files may arrive in any order: a merge is a union, so a late file only adds records. One sequence
 * with two histories is refused, as when a sender's vault was rolled back or copied. A vault
 * restored from a backup starts new sequences, so a restore is not refused.
 */
const refuseRewritten = (store: Store, { manifest, hash }: VerifiedBundle): void => {
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
