import { Failure } from '../../../shared/failure.ts'
import { createYield, readAhead } from '../../exchange/pace.ts'
import {
  assertFewRecipients,
  readIdentityRecipients,
  sameKey,
  writeIdentityKeys,
} from '../sealed-identities/identity-keys.ts'
import type { IdentityRecipient, OwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import { prepareReseals } from './save-source.ts'
import type { Session } from '../session/session.ts'

type IdentityKeys = {
  readonly own?: OwnIdentityKey
  readonly recipients: readonly IdentityRecipient[]
}

/**
 * Changes the keys that identities are sealed to. If the desk's key is open, every identity is
 * resealed in the same transaction: after a crash all seals are to the old recipients or all to the
 * new ones. They are made before it, in turns.
 *
 * @param change the new keys, as of that moment; called again if something was saved meanwhile.
 * @throws errors of `change`; Failure 'invalid' for a fifth recipient; 'conflict' if the key was
 *   closed meanwhile, or if something was saved in every turn; 'locked', 'read-only', 'storage'.
 */
export const changeIdentityKeys = async (
  session: Session,
  change: () => IdentityKeys,
): Promise<void> => {
  const { store, identity } = session
  const isOpen = identity.secrets() !== null
  const readReseals = prepareReseals(session)
  const ready = await readAhead(
    store,
    function* () {
      const keys = change()
      assertFewRecipients(keys.recipients)
      // Without recipients the seals stay as they are.
      const isResealed = isOpen && keys.recipients.length > 0
      const to = keys.recipients.map(({ publicKey }) => publicKey)
      return { keys, saves: isResealed ? yield* readReseals(to) : [] }
    },
    createYield(),
  )
  // Synchronous from here on, so nothing can change.
  const { keys, saves } = ready()
  if (isOpen && identity.secrets() === null) throw new Failure('conflict')
  store.together(() => {
    writeIdentityKeys(store, keys)
    for (const save of saves) store.sources.save(save)
  })
}

/**
 * Adds a recipient: identities are sealed to its key too from now on.
 *
 * @param recipient as of that moment; called again if something was saved meanwhile, as a contact
 *   may have been revoked.
 * @throws errors of `recipient`; Failure 'exists' for a key that is already a recipient; as
 *   `changeIdentityKeys`.
 */
export const addIdentityRecipient = (
  session: Session,
  recipient: () => IdentityRecipient,
): Promise<void> =>
  changeIdentityKeys(session, () => {
    const added = recipient()
    const before = readIdentityRecipients(session.store)
    if (before.some((each) => sameKey(each.publicKey, added.publicKey))) {
      throw new Failure('exists')
    }
    return { recipients: [...before, added] }
  })
