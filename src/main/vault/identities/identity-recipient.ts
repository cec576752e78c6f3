import { Failure } from '../../../shared/failure.ts'
import {
  readIdentityRecipients,
  sameKey,
  writeIdentityKeys,
} from '../sealed-identities/identity-keys.ts'
import { resealAll } from './save-source.ts'
import type { Session } from '../session/session.ts'

/**
 * Adds a recipient: identities are sealed to this key too from now on. If the desk's key is open,
 * existing identities are resealed in the same transaction.
 *
 * @throws Failure 'exists' for a key that is already a recipient, 'invalid' for a fifth,
 *   'read-only', 'storage'.
 */
export const addIdentityRecipient = (
  session: Session,
  publicKey: Uint8Array,
  label: string,
): void => {
  const before = readIdentityRecipients(session.store)
  if (before.some((each) => sameKey(each.publicKey, publicKey))) throw new Failure('exists')
  session.store.together(() => {
    writeIdentityKeys(session.store, { recipients: [...before, { publicKey, label }] })
    if (session.identity.secrets() !== null) resealAll(session)
  })
}
