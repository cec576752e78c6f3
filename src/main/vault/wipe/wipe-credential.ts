import { parseRecoveryCode } from '../../../crypto/recovery-code.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import { ownIdentitySecrets, wipeAll } from '../identities/own-identity-secrets.ts'
import { openSeed } from '../reviewers/reviewer-key.ts'
import { readReviewers } from '../reviewers/reviewers.ts'
import type { Session } from '../session/session.ts'
import { isTooSimilar } from './similarity.ts'

const isRecoveryCode = (text: string): boolean => {
  try {
    parseRecoveryCode(text).wipe()
    return true
  } catch {
    return false
  }
}

const opensAnything = async (open: () => Promise<readonly Secret[]>): Promise<boolean> => {
  try {
    wipeAll(await open())
    return true
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'wrong-passphrase') return false
    throw cause
  }
}

const refuse = (): never => {
  throw new Failure('same-credential', { fields: ['wipe'] })
}

/**
 * Refuses a wipe passphrase that is the passphrase up to a slip, or that is a recovery code.
 *
 * @throws Failure 'same-credential' on the field `wipe`.
 */
export const assertDissimilar = (passphrase: string, wipe: string): void => {
  if (isTooSimilar(passphrase, wipe) || isRecoveryCode(wipe)) refuse()
}

/**
 * Refuses a wipe passphrase that is the one of the identity key or of a second reader: somebody may type
 * those at the unlock screen by mistake. (Whether it opens the vault itself, the header tells.) Takes a
 * run of Argon2id for each key that has a passphrase of its own.
 *
 * @throws Failure 'same-credential' on the field `wipe`.
 */
export const assertNoOtherUse = async (session: Session, wipe: string): Promise<void> => {
  if (readOwnIdentityKey(session.store) !== null) {
    if (await opensAnything(() => ownIdentitySecrets(session, wipe))) refuse()
  }
  for (const reviewer of readReviewers(session.store)) {
    if (await opensAnything(async () => [await openSeed(session, reviewer, wipe)])) refuse()
  }
}
