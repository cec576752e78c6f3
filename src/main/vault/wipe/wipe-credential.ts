import { parseRecoveryCode } from '../../../crypto/recovery-code.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import { readOwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import { ownIdentitySecrets, wipeAll } from '../identities/own-identity-secrets.ts'
import { openSeed } from '../reviewers/reviewer-key.ts'
import { readReviewers } from '../reviewers/reviewers.ts'
import type { Session } from '../session/session.ts'

/** A difference of at most this many keystrokes may be a typing error. */
const slips = 2

const folded = (passphrase: string): string =>
  passphrase.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, '')

/**
 * Keystrokes to turn one text into the other, up to the relevant limit; counts characters, not code
 * units.
 */
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
 * Whether a typing error could turn the passphrase that opens the vault into the one that destroys
 * it. Case, spaces and Unicode forms are ignored; up to two keystrokes more, fewer or different
 * count as a typing error, and so does Enter before the end.
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
 * Refuses a wipe passphrase that differs from the passphrase only by a typing error, or that is a
 * recovery code.
 *
 * @throws Failure 'same-credential' on the field `wipe`.
 */
export const assertDissimilar = (passphrase: string, wipe: string): void => {
  if (isTooSimilar(passphrase, wipe) || isRecoveryCode(wipe)) refuse()
}

/**
 * Refuses a wipe passphrase that is also the passphrase of the identity key or of a second reader:
 * the user may type those at the unlock screen by mistake. (The header shows whether it opens the
 * vault itself.) Takes a run of Argon2id for each key that has a passphrase of its own.
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
