import type { Identity } from '../../../shared/identity.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { RevisionId, SourceId } from '../../../shared/ids.ts'
import type { Source, SourceContent } from '../../../shared/records.ts'
import { mayRevise } from '../session/may-revise.ts'
import { sealFor } from '../sealed-identities/identity-seals.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

/**
 * While the desk's key is open, a save that changes nothing of an identity carries it forward, so
 * that everybody it is sealed to now can read it. Not where it is in doubt which one holds: another
 * reader may know better.
 */
const carried = (
  { identity }: Session,
  id: SourceId,
  from: readonly RevisionId[],
): Identity | null => {
  if (from.length === 0) return null
  const read = identity.read(id, from)
  const [only, second] = read?.identities ?? []
  return read === null || read.notForUs > 0 || second !== undefined ? null : (only ?? null)
}

/**
 * The seal for a revision that replaces others and says nothing new of who the source is; null for a
 * speaker on the record.
 *
 * @param from the revisions that it replaces.
 * @throws Failure 'not-found', 'tampered'.
 */
export const freshSeal = (
  session: Session,
  id: SourceId,
  { kind }: SourceContent,
  from: readonly RevisionId[],
): Uint8Array | null =>
  kind === 'protected' ? sealFor(session.store, id, carried(session, id, from)) : null

/**
 * Every save of a source is a signed revision, and every save of a protected one seals its identity
 * anew: so nobody can tell which saves changed it.
 *
 * @throws Failure as the store's save; 'too-big' and 'invalid' for an identity that cannot be sealed.
 */
export const saveSource = (
  session: Session,
  input: {
    readonly id: SourceId
    readonly rev: number
    readonly content: SourceContent
    /** Null leaves what is sealed as it is. */
    readonly identity: Identity | null
  },
): Source => {
  const { id, rev, content, identity } = input
  const isProtected = content.kind === 'protected'
  const subject = RecordId.parse(id)
  const head = session.store.revisions.heads(subject)?.head ?? null
  const seal =
    isProtected && identity !== null
      ? sealFor(session.store, id, identity)
      : freshSeal(session, id, content, head === null ? [] : [head])
  const revision = signRevision(session, { subject, kind: 'source', content, seal })
  const saved = session.store.sources.save({ id, rev, content, revision, seal })
  if (isProtected && identity !== null) session.identity.sealed(id, identity)
  return saved
}

/**
 * Saves every protected source as it is, so that a new recipient can read who it is. Part of the
 * transaction that changes the recipients: a crash leaves all seals to the old ones, or to the new.
 * Sources of others that this vault may not revise keep the seals that their authors made.
 */
export const resealAll = (session: Session): void => {
  for (const { id, rev, content } of session.store.sources.list()) {
    if (content.kind !== 'protected' || !mayRevise(session, RecordId.parse(id))) continue
    saveSource(session, { id, rev, content, identity: null })
  }
}
