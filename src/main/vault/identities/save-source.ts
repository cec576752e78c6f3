import { Failure } from '../../../shared/failure.ts'
import type { Identity } from '../../../shared/identity.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { RevisionId, SourceId } from '../../../shared/ids.ts'
import type { Source, SourceContent } from '../../../shared/records.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import { mayRevise } from '../session/may-revise.ts'
import { identityKeyText } from '../sealed-identities/identity-keys.ts'
import { sealFor, sealTo } from '../sealed-identities/identity-seals.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

/**
 * If the desk's key is open, a save without a new identity reseals the current one, so that all
 * current recipients can read it. Not if it is unclear which identity is current: another reader
 * may be able to open more.
 */
const readCarried = function* (
  { identity }: Session,
  id: SourceId,
  from: readonly RevisionId[],
): Generator<undefined, Identity | null, void> {
  if (from.length === 0) return null
  const read = yield* identity.readSlowly(id, from)
  const [only, second] = read?.identities ?? []
  return read === null || read.notForUs > 0 || second !== undefined ? null : (only ?? null)
}

/** The identity that a save of a source carries over, and the revisions that it was read from. */
export type CarriedIdentity = {
  readonly from: readonly RevisionId[]
  readonly identity: Identity | null
}

/**
 * Reads it in turns: a contact may have sent thousands of seals that no key here opens.
 *
 * @param from the revisions that the save replaces.
 * @throws Failure 'not-found', 'tampered'.
 */
export const readCarriedIdentity = async (
  session: Session,
  id: SourceId,
  from: readonly RevisionId[],
): Promise<CarriedIdentity> => ({
  from,
  identity: await runPaced(readCarried(session, id, from), createYield()),
})

/** The revision that a save of a source replaces, if there is one. */
export const replacedBy = ({ store }: Session, id: SourceId): readonly RevisionId[] => {
  const head = store.revisions.heads(RecordId.parse(id))?.head ?? null
  return head === null ? [] : [head]
}

/**
 * The seal for a revision that replaces others without a new identity; null for a source on the
 * record. It carries nothing over if the desk's key was closed since the identity was read.
 */
export const freshSeal = (
  session: Session,
  id: SourceId,
  { kind }: SourceContent,
  { identity }: CarriedIdentity,
): Uint8Array | null =>
  kind === 'protected'
    ? sealFor(session.store, id, session.identity.secrets() === null ? null : identity)
    : null

/**
 * Every save of a source is a signed revision, and every save of a protected source reseals its
 * identity, so that an observer can't tell which saves changed it.
 *
 * @throws Failure as the store's save; 'conflict' also if another revision is to be replaced than
 *   the carried identity was read from; 'too-big' and 'invalid' for an identity that cannot be
 *   sealed.
 */
export const saveSource = (
  session: Session,
  input: {
    readonly id: SourceId
    readonly rev: number
    readonly content: SourceContent
    /** A new one, or the sealed one that is kept. */
    readonly identity: Identity | CarriedIdentity
  },
): Source => {
  const { id, rev, content, identity } = input
  const isCarried = 'from' in identity
  if (isCarried && identity.from[0] !== replacedBy(session, id)[0]) throw new Failure('conflict')
  const entered = isCarried || content.kind !== 'protected' ? null : identity
  const seal = isCarried
    ? freshSeal(session, id, content, identity)
    : entered && sealFor(session.store, id, entered)
  const subject = RecordId.parse(id)
  const revision = signRevision(session, { subject, kind: 'source', content, seal })
  const saved = session.store.sources.save({ id, rev, content, revision, seal })
  if (entered !== null) session.identity.sealed(id, entered)
  return saved
}

type PreparedSave = Parameters<Session['store']['sources']['save']>[0]

/**
 * Prepares a save of every protected source, unchanged, that seals its identity to other keys.
 * Sources that this vault may not revise keep the seals of their authors.
 *
 * @returns reads all sources, and seals those that are not prepared yet for these keys; yields after
 *   each. @throws Failure 'conflict' if the desk's key was closed; 'not-found', 'tampered'.
 */
export const prepareReseals = (session: Session) => {
  const { store } = session
  const prepared = new Map<SourceId, PreparedSave>()
  let sealedTo = ''
  const readSeal = function* (
    { id, rev, content }: Source,
    head: RevisionId,
    keys: readonly Uint8Array[],
  ): Generator<undefined, PreparedSave, void> {
    const subject = RecordId.parse(id)
    const identity = yield* readCarried(session, id, [head])
    if (session.identity.secrets() === null) throw new Failure('conflict')
    const bytes = sealTo(keys, id, identity)
    const revision = signRevision(session, { subject, kind: 'source', content, seal: bytes })
    return { id, rev, content, revision, seal: bytes }
  }
  return function* (keys: readonly Uint8Array[]): Generator<undefined, PreparedSave[], void> {
    const to = keys.map(identityKeyText).join(' ')
    if (to !== sealedTo) prepared.clear()
    sealedTo = to
    const saves: PreparedSave[] = []
    for (const source of store.sources.each()) {
      yield
      if (session.identity.secrets() === null) throw new Failure('conflict')
      const subject = RecordId.parse(source.id)
      const head = store.revisions.heads(subject)?.head ?? null
      if (source.content.kind !== 'protected' || head === null) continue
      if (!mayRevise(session, subject)) continue
      const known = prepared.get(source.id)
      const isCurrent = known?.rev === source.rev && known.revision.parents.includes(head)
      const save = isCurrent ? known : yield* readSeal(source, head, keys)
      prepared.set(source.id, save)
      saves.push(save)
    }
    return saves
  }
}
