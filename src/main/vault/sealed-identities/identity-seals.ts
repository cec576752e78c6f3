import { z } from 'zod'
import { utf8 } from '../../../crypto/bytes.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { openIdentity, sealIdentity } from '../../../crypto/v1/identity-seal.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Failure } from '../../../shared/failure.ts'
import { Identity } from '../../../shared/identity.ts'
import type { RevisionId, SourceId } from '../../../shared/ids.ts'
import type { Store } from '../../store/store.ts'
import { readIdentityRecipients } from './identity-keys.ts'

/** Content of a seal: an identity, or a mark that it is unchanged. */
const Sealed = z.union([
  z.strictObject({ identity: Identity }),
  z.strictObject({ same: z.literal(true) }),
])

const contextOf = (id: SourceId): Uint8Array => Buffer.from(id, 'hex')

/**
 * A new seal for one save of a protected source: always the same size, and indistinguishable
 * whether or not it holds a name.
 *
 * @param identity null: the save leaves it unchanged.
 * @throws Failure 'too-big' for an identity of more than 4 KiB, 'invalid' for one with no desk to
 *   seal it to, both with the field `identity`.
 */
export const sealFor = (store: Store, id: SourceId, identity: Identity | null): Uint8Array =>
  sealTo(
    readIdentityRecipients(store).map(({ publicKey }) => publicKey),
    id,
    identity,
  )

/** The same for given keys. */
export const sealTo = (
  recipients: readonly Uint8Array[],
  id: SourceId,
  identity: Identity | null,
): Uint8Array => {
  if (recipients.length === 0 && identity !== null) {
    throw new Failure('invalid', { fields: ['identity'] })
  }
  const said = identity === null ? canonicalJson({ same: true }) : canonicalJson({ identity })
  const plain = recipients.length === 0 ? new Uint8Array(0) : utf8(said)
  try {
    return sealIdentity(plain, recipients, contextOf(id))
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'too-big') {
      throw new Failure('too-big', { fields: ['identity'] })
    }
    throw cause
  } finally {
    plain.fill(0)
  }
}

/** The content of one seal; 'same' also if it was made before any desk was known. */
export type SealContent = Identity | 'same' | 'not-for-us'

/**
 * Opens one seal with the first of the secrets that fits. If it opens but its content is invalid,
 * its author made it so, since its digest matches: it is ignored, and must not block earlier seals
 * or other sources.
 */
export const openSeal = (
  bytes: Uint8Array,
  secrets: readonly Secret[],
  id: SourceId,
): SealContent => {
  for (const secret of secrets) {
    try {
      const plain = openIdentity(bytes, secret, contextOf(id))
      try {
        if (plain.length === 0) return 'same'
        const read = Sealed.safeParse(parsed(new TextDecoder().decode(plain)))
        if (!read.success) return 'not-for-us'
        return 'identity' in read.data ? read.data.identity : 'same'
      } finally {
        plain.fill(0)
      }
    } catch (cause) {
      if (!(cause instanceof Failure)) throw cause
    }
  }
  return 'not-for-us'
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export type ReadIdentities = {
  /** More than one only if heads differ. */
  readonly identities: readonly Identity[]
  /**
   * Newer seals that none of our secrets opens, or with invalid content: they may hold another
   * identity.
   */
  readonly notForUs: number
}

/**
 * Walks back from the given revisions to the newest seal that holds an identity, on every line of
 * descent. Yields after each seal: a contact may have sent thousands that no key here opens.
 *
 * @param open called once for each seal on the way; null ends the walk.
 * @returns null if `open` ended it.
 * @throws Failure 'not-found', 'tampered'.
 */
export const readIdentitiesOf = function* (
  store: Store,
  from: readonly RevisionId[],
  open: (revision: RevisionId, bytes: Uint8Array) => SealContent | null,
): Generator<undefined, ReadIdentities | null, void> {
  const found = new Map<string, Identity>()
  const seen = new Set<RevisionId>()
  const stack = [...from]
  let notForUs = 0
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const { parents } = store.revisions.get(at).revision
    const bytes = store.sources.sealOf(at)
    const content = bytes === null ? 'same' : open(at, bytes)
    if (content === null) return null
    if (typeof content === 'object') {
      found.set(canonicalJson(content), content)
      continue
    }
    if (content === 'not-for-us') notForUs += 1
    stack.push(...parents)
    yield
  }
  return { identities: [...found.values()], notForUs }
}
