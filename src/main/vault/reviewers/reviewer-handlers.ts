import { Secret } from '../../../crypto/secret.ts'
import { signingKeyPairFromSeed } from '../../../crypto/sign.ts'
import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { AuthorKey } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { areWordsOf } from '../../exchange/card-words.ts'
import { openSeed, wrapSeed } from './reviewer-key.ts'
import {
  digestOf,
  fourEyesInForce,
  readReviewers,
  reviewerOf,
  shownReviewer,
  writeReviewers,
} from './reviewers.ts'
import type { Session } from '../session/session.ts'

type ReviewerChannel = Extract<keyof VaultHandlers, `reviewers.${string}`>

const listOf = (session: Session): Out<'reviewers.list'> => ({
  reviewers: readReviewers(session.store).map(shownReviewer),
  inForce: fourEyesInForce(session),
})

const refuseReadOnly = ({ mode }: Session): void => {
  if (mode === 'rescue') throw new Failure('read-only')
}

/** @throws Failure 'exists' for a name already in use, 'too-big' for one reviewer too many. */
const refuseTaken = ({ store }: Session, name: string): void => {
  const reviewers = readReviewers(store)
  if (reviewers.some((one) => one.name === name)) throw new Failure('exists', { fields: ['name'] })
  if (reviewers.length >= limits.reviewers) throw new Failure('too-big')
}

/**
 * Second readers, which sign beside the owner of the vault. Their keys are stored in the vault,
 * each under its own passphrase, and are open for the length of one signature.
 */
export const reviewerHandlers = (session: () => Session): Pick<VaultHandlers, ReviewerChannel> => {
  const changed = (open: Session): Out<'reviewers.list'> => {
    open.emit({ kind: 'changed' })
    return listOf(open)
  }
  /** Fails if the vault was locked, or locked and reopened, during the work. */
  const still = (open: Session): void => {
    if (session() !== open) throw new Failure('locked')
  }

  return {
    'reviewers.list': () => listOf(session()),

    'reviewers.add': async ({ name: typed, passphrase }) => {
      const open = session()
      refuseReadOnly(open)
      const name = typed.trim()
      refuseTaken(open, name)
      const seed = Secret.random()
      try {
        const { publicKey, secretKey } = signingKeyPairFromSeed(seed)
        secretKey.wipe()
        const wrapped = await wrapSeed(open, passphrase, seed, publicKey)
        still(open)
        refuseTaken(open, name)
        const key = AuthorKey.parse(Buffer.from(publicKey).toString('hex'))
        const added = { day: open.today(), key, name, verified: null, wrapped }
        writeReviewers(open.store, [...readReviewers(open.store), added], 'reviewer.added')
        return changed(open)
      } finally {
        seed.wipe()
      }
    },

    'reviewers.verify': async ({ reviewer, passphrase, ...typed }) => {
      const open = session()
      refuseReadOnly(open)
      const found = reviewerOf(open.store, reviewer)
      if (!areWordsOf(digestOf(reviewer), typed)) {
        throw new Failure('invalid', { fields: ['heard'] })
      }
      // The slip alone proves nothing without the passphrase.
      const seed = await openSeed(open, found, passphrase)
      seed.wipe()
      still(open)
      reviewerOf(open.store, reviewer)
      writeReviewers(
        open.store,
        readReviewers(open.store).map((one) =>
          one.key === reviewer ? { ...one, verified: open.today() } : one,
        ),
        'reviewer.verified',
      )
      return changed(open)
    },

    'reviewers.changePassphrase': async ({ reviewer, current, next }) => {
      const open = session()
      refuseReadOnly(open)
      const found = reviewerOf(open.store, reviewer)
      const seed = await openSeed(open, found, current)
      try {
        const wrapped = await wrapSeed(open, next, seed, Buffer.from(reviewer, 'hex'))
        still(open)
        reviewerOf(open.store, reviewer)
        const others = readReviewers(open.store)
        writeReviewers(
          open.store,
          others.map((one) => (one.key === reviewer ? { ...one, wrapped } : one)),
          'reviewer.passphrase',
        )
        open.emit({ kind: 'changed' })
        return {}
      } finally {
        seed.wipe()
      }
    },

    'reviewers.remove': ({ reviewer }) => {
      const open = session()
      refuseReadOnly(open)
      reviewerOf(open.store, reviewer)
      const left = readReviewers(open.store).filter(({ key }) => key !== reviewer)
      writeReviewers(open.store, left, 'reviewer.removed')
      return changed(open)
    },
  }
}
