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

/** Files of strangers, newest first, and who these are by now. */
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
 * Keeps a stranger's file as it came, still encrypted, until somebody knows who that is. Only the
 * file, its sender's key and the day stay; nothing of what is inside. A file that is kept already is
 * not kept twice.
 *
 * @throws Failure 'invalid' for the file of a contact, which can be taken in; 'too-big' beyond what a
 * vault keeps; 'read-only', 'storage'; 'in-doubt' where it may be kept all the same.
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
    // It may be listed. If not, the next opening sweeps it.
    if (!isInDoubt(cause)) removeQuarantined(folder, id)
    throw cause
  }
}

/**
 * Where a file that was set aside lies, after a look that it is the one that was.
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

/** The list first: a file that is no longer listed is swept later. @throws 'not-found', 'read-only'. */
export const dropQuarantined = ({ store, folder }: Session, id: string): void => {
  store.contacts.dropAside(id)
  removeQuarantined(folder, id)
}
