import type { Cosign, Cosignature, CosignStatement } from '../../../shared/cosign.ts'
import { Failure } from '../../../shared/failure.ts'
import { cosign } from './cosignature.ts'
import type { ReviewItem } from '../../../shared/protection-contract.ts'
import { openSeed } from './reviewer-key.ts'
import { fourEyesInForce, readReviewers, reviewerOf } from './reviewers.ts'
import type { StoredReviewer } from './reviewers.ts'
import type { Session } from '../session/session.ts'

/** A second reader's opened key, for one signature. */
export type Cosigner = {
  /** Signs, and wipes the key. @throws Failure as `assertReviewerUnchanged`. */
  readonly sign: (statement: Omit<CosignStatement, 'by'>) => Cosignature
  /** The caller of `openCosigner` must call this, also after signing. */
  readonly wipe: () => void
}

/** @throws Failure 'cosign-needed' if four eyes are in force and no second reader signs. */
export const assertSecondReader = (session: Session, given: Cosign | Cosigner | null): void => {
  if (given === null && fourEyesInForce(session)) throw new Failure('cosign-needed')
}

const refuseUncompared = ({ verified }: StoredReviewer): void => {
  if (verified === null) throw new Failure('unverified', { fields: ['cosign.reviewer'] })
}

/**
 * Finds the second reader to sign. Called before anything is gathered or written.
 *
 * @throws Failure 'not-found' for a reader that is not in this vault, 'unverified' with the field
 *   `cosign.reviewer` if the reader's key was not compared.
 */
export const signerOf = ({ store }: Session, { reviewer }: Cosign): StoredReviewer => {
  const found = reviewerOf(store, reviewer)
  refuseUncompared(found)
  return found
}

/**
 * @throws Failure 'conflict' if the second reader was removed meanwhile, 'unverified' if the
 *   reader's key no longer counts as compared.
 */
export const assertReviewerUnchanged = ({ store }: Session, { reviewer }: Cosign): void => {
  const found = readReviewers(store).find(({ key }) => key === reviewer)
  if (found === undefined) throw new Failure('conflict')
  refuseUncompared(found)
}

/**
 * Opens a second reader's key with the reader's own passphrase. The caller wipes the key.
 *
 * @throws Failure as `signerOf`; 'wrong-passphrase'.
 */
export const openCosigner = async (session: Session, given: Cosign): Promise<Cosigner> => {
  const found = signerOf(session, given)
  const seed = await openSeed(session, found, given.passphrase)
  return {
    sign: (statement) => {
      try {
        assertReviewerUnchanged(session, given)
        return cosign({ ...statement, by: found.name }, seed)
      } finally {
        seed.wipe()
      }
    },
    wipe: () => seed.wipe(),
  }
}

/** Cosigns one exported file. @throws Failure as `openCosigner` and its `sign` do. */
export const cosignFile = async (
  session: Session,
  given: Cosign,
  statement: Omit<CosignStatement, 'by'>,
): Promise<Cosignature> => {
  const cosigner = await openCosigner(session, given)
  try {
    return cosigner.sign(statement)
  } finally {
    cosigner.wipe()
  }
}

/** The overrides in the form that a second reader signs. */
export const signedOverrides = (overridden: readonly ReviewItem[]): CosignStatement['overrides'] =>
  overridden.map(({ item, subject, reason }) => ({ item, subject, reason: reason ?? '' }))
