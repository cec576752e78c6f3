import type { Cosign, Cosignature, CosignStatement } from '../../shared/cosign.ts'
import { Failure } from '../../shared/failure.ts'
import { cosign } from './cosignature.ts'
import type { ReviewItem } from './review-items.ts'
import { openSeed } from './reviewer-key.ts'
import { fourEyesInForce, readReviewers, reviewerOf } from './reviewers.ts'
import type { Session } from './session.ts'

/** A second reader whose key lies open, for one signature. */
export type Cosigner = {
  /** Signs, and wipes the key. @throws Failure 'conflict' when they were removed meanwhile. */
  readonly sign: (statement: Omit<CosignStatement, 'by'>) => Cosignature
  /** Whoever opened it calls this, also after signing. */
  readonly wipe: () => void
}

/** @throws Failure 'cosign-needed' when four eyes are in force and nobody is there to sign. */
export const refuseAlone = (session: Session, given: Cosign | Cosigner | null): void => {
  if (given === null && fourEyesInForce(session)) throw new Failure('cosign-needed')
}

/** @throws Failure 'conflict' when this second reader was removed meanwhile. */
export const refuseRemoved = ({ store }: Session, { reviewer }: Cosign): void => {
  if (!readReviewers(store).some(({ key }) => key === reviewer)) throw new Failure('conflict')
}

/**
 * Opens a second reader's key with their own passphrase. The caller wipes it.
 *
 * @throws Failure 'not-found' for a reader who is not of this vault, 'wrong-passphrase'.
 */
export const openCosigner = async (
  session: Session,
  { reviewer, passphrase }: Cosign,
): Promise<Cosigner> => {
  const found = reviewerOf(session.store, reviewer)
  const seed = await openSeed(session, found, passphrase)
  return {
    sign: (statement) => {
      try {
        refuseRemoved(session, { reviewer, passphrase })
        return cosign({ ...statement, by: found.name }, seed)
      } finally {
        seed.wipe()
      }
    },
    wipe: () => seed.wipe(),
  }
}

/** One signature under a file that leaves. @throws Failure as `openCosigner` and its `sign` do. */
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

/** What was let pass, as a second reader signs it. */
export const signedOverrides = (overridden: readonly ReviewItem[]): CosignStatement['overrides'] =>
  overridden.map(({ item, subject, reason }) => ({ item, subject, reason: reason ?? '' }))
