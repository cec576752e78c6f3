import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Out } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { unhex } from '../../exchange/revision.ts'
import { newRecordId } from '../session/record-id.ts'
import type { Session } from '../session/session.ts'
import {
  quarantinePath,
  copyQuarantined,
  measureQuarantined,
  removeQuarantined,
} from './aside-file.ts'
import { contactOf, isStranger, senderOf } from './trust-status.ts'

/** Quarantined files, newest first, with the current state of their senders. */
export const listQuarantined = ({ store }: Session): Out<'quarantine.list'> =>
  store.contacts.setAside().map(({ id, sender, day, bytes }) => {
    const contact = contactOf(store, sender)
    return {
      id,
      sender: fingerprint(unhex(sender)),
      contact:
        contact === null ? null : { pseudonym: contact.card.pseudonym, state: contact.state },
      day,
      bytes,
    }
  })

/**
 * Stores a file from an unknown sender unchanged, still encrypted, until the sender becomes a
 * contact. Only the file, the sender's key and the day are kept, none of its content. A file is
 * stored only once.
 *
 * @throws Failure 'invalid' for the file of a contact, which can be imported; 'too-big' above the
 *   limit of the quarantine; 'read-only', 'storage'; 'in-doubt' if the file may have been stored.
 */
export const quarantineFile = async (
  session: Session,
  sender: AuthorKey,
  path: string,
): Promise<void> => {
  const { store, folder, mode, today } = session
  if (mode === 'rescue') throw new Failure('read-only')
  if (!isStranger(senderOf(session, sender))) throw new Failure('invalid')
  if (store.contacts.setAside().length >= limits.quarantine) throw new Failure('too-big')
  const id = newRecordId()
  const measured = await copyQuarantined(folder, id, path)
  try {
    if (store.contacts.setAside().some(({ digest }) => digest === measured.digest)) {
      removeQuarantined(folder, id)
      return
    }
    store.contacts.keepAside({ id, sender, day: today(), ...measured })
  } catch (cause) {
    // It may be listed. If not, the next opening deletes it.
    if (!isInDoubt(cause)) removeQuarantined(folder, id)
    throw cause
  }
}

/**
 * The path of a quarantined file, after a check of its digest.
 *
 * @throws Failure 'not-found', 'tampered', 'storage'.
 */
export const openQuarantined = async ({ store, folder }: Session, id: string): Promise<string> => {
  const entry = store.contacts.setAside().find((each) => each.id === id)
  if (entry === undefined) throw new Failure('not-found')
  const { digest } = await measureQuarantined(folder, id)
  if (digest !== entry.digest) throw new Failure('tampered')
  return quarantinePath(folder, id)
}

/** The list first: an unlisted file is deleted later. @throws 'not-found', 'read-only'. */
export const dropQuarantined = ({ store, folder }: Session, id: string): void => {
  store.contacts.dropAside(id)
  removeQuarantined(folder, id)
}
