import { z } from 'zod'
import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint, reviewerKeyDigest } from '../../../crypto/fingerprint.ts'
import { wrappedReviewerBytes } from '../../../crypto/v1/reviewer-wrap.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { ReviewerName } from '../../../shared/cosign.ts'
import type { Reviewer } from '../../../shared/cosign.ts'
import { Failure } from '../../../shared/failure.ts'
import { AuthorKey, Day } from '../../../shared/ids.ts'
import { cardWords } from '../../exchange/card-words.ts'
import type { KeyAction, KeyringEntry } from '../../store/vault-state.ts'
import type { Store } from '../../store/store.ts'
import type { Session } from '../session/session.ts'

/** Name in the vault's keyring table (docs/FORMAT-RECORDS.md, "Second readers"). */
const kind = 'reviewers'

const Listed = z.array(
  z.strictObject({
    day: Day,
    key: AuthorKey,
    name: ReviewerName,
    // Entries from before keys were compared lack this field: their keys are unverified.
    verified: Day.nullable().default(null),
  }),
)

/** A second reader, with the reader's key under the reader's own passphrase. */
export type StoredReviewer = z.infer<typeof Listed>[number] & { readonly wrapped: Uint8Array }

const find = (store: Store): KeyringEntry | null => {
  try {
    return store.keyring.get(kind)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return null
    throw cause
  }
}

/** In the order of addition. @throws Failure 'tampered', 'damaged'. */
export const readReviewers = (store: Store): readonly StoredReviewer[] => {
  const found = find(store)
  if (found === null) return []
  const listed = Listed.parse(JSON.parse(new TextDecoder().decode(found.publicKey)))
  if (found.secretKey.length !== listed.length * wrappedReviewerBytes) throw new Failure('damaged')
  return listed.map((reviewer, i) => ({
    ...reviewer,
    wrapped: found.secretKey.slice(i * wrappedReviewerBytes, (i + 1) * wrappedReviewerBytes),
  }))
}

/** @throws Failure 'not-found' for a key of no second reader here. */
export const reviewerOf = (store: Store, key: AuthorKey): StoredReviewer => {
  const found = readReviewers(store).find((one) => one.key === key)
  if (found === undefined) throw new Failure('not-found')
  return found
}

export const writeReviewers = (
  store: Store,
  reviewers: readonly StoredReviewer[],
  act: Exclude<KeyAction, 'identity.keys'>,
): void => {
  const listed = reviewers.map(({ day, key, name, verified }) => ({ day, key, name, verified }))
  const publicKey = utf8(canonicalJson(listed))
  const secretKey = Buffer.concat(reviewers.map(({ wrapped }) => wrapped))
  store.keyring.set([{ kind, publicKey, secretKey }], act)
}

export const keyBytes = (key: AuthorKey): Uint8Array => new Uint8Array(Buffer.from(key, 'hex'))

/** The input for the words of a key. */
export const digestOf = (key: AuthorKey): Uint8Array => reviewerKeyDigest(keyBytes(key))

export const shownReviewer = ({ day, key, name, verified }: StoredReviewer): Reviewer => ({
  day,
  key,
  name,
  verified,
  fingerprint: fingerprint(keyBytes(key)),
  words: cardWords(digestOf(key)),
})

/**
 * Whether files that leave the vault need a second signature: from the day the first second reader
 * is added, even if no reader's key was compared; in that case no file can leave.
 */
export const fourEyesInForce = ({ store, settings }: Session): boolean =>
  settings().fourEyes && readReviewers(store).length > 0
