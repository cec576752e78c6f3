import { parseRecoveryCode } from '../../../crypto/recovery-code.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import { ownIdentitySecrets, wipeAll } from '../identities/own-identity-secrets.ts'
import { openSeed } from '../reviewers/reviewer-key.ts'
import { readReviewers } from '../reviewers/reviewers.ts'
import type { Session } from '../session/session.ts'

/** So few keys apart is a slip of the hand. */
const slips = 2

const folded = (passphrase: string): string =>
  passphrase.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

/** Keys to press to turn one text into the other, as far as it matters; by letters, not code units. */
const distance = (from: readonly string[], to: readonly string[]): number => {
  let above = to.map((_, i) => i + 1)
  for (const [i, letter] of from.entries()) {
    let before = i
    let left = i + 1
    above = to.map((other, j) => {
      const up = above[j] ?? 0
      const here = Math.min(up + 1, left + 1, before + (letter === other ? 0 : 1))
      before = up
      left = here
      return here
    })
  }
  return above.at(-1) ?? from.length
}

/**
 * Would a slip turn the passphrase that opens the vault into the one that destroys it? Capital letters,
 * spaces and forms of one character do not count as a difference; two keys more, fewer or other ones are
 * a slip, and so is Enter before the end.
 */
export const isTooSimilar = (opens: string, wipes: string): boolean => {
  const [a, b] = [folded(opens), folded(wipes)]
  if (a === '' || b === '') return a === b
  if (a.startsWith(b) || b.startsWith(a)) return true
  return distance([...a], [...b]) <= slips
}

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
