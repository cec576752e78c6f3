import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Out } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import type { AuthorKey } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { SealedFile } from '../../exchange/blob-cipher.ts'
import { unhex } from '../../exchange/revision.ts'
import type { Session } from '../session/session.ts'
import {
  checkQuarantined,
  quarantinePath,
  removeQuarantined,
  sealQuarantined,
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
 * Stores a file from an unknown sender until the sender becomes a contact: encrypted again, padded
 * and without its time, so that an observer of the file on its way cannot find it on the disk. Only
 * the file, the sender's key and the day are kept, none of its content. A file is stored only once.
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
  const sealed = await sealQuarantined(folder, path)
  try {
    if (store.contacts.setAside().some(({ digest }) => digest === sealed.digest)) {
      removeQuarantined(folder, sealed.id)
      return
    }
    store.contacts.keepAside({ ...sealed, sender, day: today() })
  } catch (cause) {
    // It may be listed. If not, the next opening deletes it.
    if (!isInDoubt(cause)) removeQuarantined(folder, sealed.id)
    throw cause
  } finally {
    sealed.key.fill(0)
  }
}

/** A quarantined file: where it is, and how to open it each time that it is read. */
export type QuarantinedFile = {
  readonly path: string
  /** Null: it was stored as received, by an earlier version. The caller wipes the key. */
  readonly sealed: () => SealedFile | null
}

/**
 * Finds a quarantined file and checks it to its end.
 *
 * @throws Failure 'not-found', 'tampered', 'storage'.
 */
export const openQuarantined = async (
  { store, folder }: Pick<Session, 'store' | 'folder'>,
  id: string,
): Promise<QuarantinedFile> => {
  const entry = store.contacts.setAside().find((each) => each.id === id)
  if (entry === undefined) throw new Failure('not-found')
  const { bytes, digest } = entry
  const key = store.contacts.asideKey(id)
  // A file as received has no chunks to check; the import verifies all of it.
  if (key !== null) await checkQuarantined(folder, { id, bytes, digest, key })
  return { path: quarantinePath(folder, id), sealed: sealedFile(store, { id, bytes }) }
}

/** A separate function, since the result outlives the preview. */
const sealedFile =
  (store: Session['store'], { id, bytes }: Pick<SealedFile, 'id' | 'bytes'>) =>
  (): SealedFile | null => {
    const key = store.contacts.asideKey(id)
    return key === null ? null : { id, bytes, key }
  }

/** The list first: an unlisted file is deleted later. @throws 'not-found', 'read-only'. */
export const dropQuarantined = ({ store, folder }: Session, id: string): void => {
  store.contacts.dropAside(id)
  removeQuarantined(folder, id)
}
