import type { Secret } from '../../../crypto/secret.ts'
import { unwrapIdentitySecrets, wrappedIdentityKdf } from '../../../crypto/v1/identity-wrap.ts'
import { Failure } from '../../../shared/failure.ts'
import { passphraseCredential } from '../files/credential.ts'
import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import type { OwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import type { Session } from '../session/session.ts'

/** How many seconds the window shows content opened with the identity key. */
export const shownSeconds = 60

/** @throws Failure 'not-found' without an own key. */
export const ownIdentityKey = ({ store }: Session): OwnIdentityKey => {
  const own = readOwnIdentityKey(store)
  if (own === null) throw new Failure('not-found')
  return own
}

/**
 * The caller wipes the secrets. @throws Failure 'not-found' without own key, 'wrong-passphrase'.
 */
export const ownIdentitySecrets = async (
  session: Session,
  passphrase: string,
): Promise<readonly Secret[]> => {
  const { publicKey, wrapped } = ownIdentityKey(session)
  const credential = passphraseCredential(session.workers.kdf, passphrase, null)
  try {
    const root = await credential.derive(wrappedIdentityKdf(wrapped))
    try {
      return unwrapIdentitySecrets(root, wrapped, publicKey)
    } finally {
      root.wipe()
    }
  } finally {
    credential.wipe()
  }
}

export const wipeAll = (secrets: readonly Secret[]): void => {
  for (const secret of secrets) secret.wipe()
}
