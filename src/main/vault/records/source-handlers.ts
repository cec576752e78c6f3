import type { VaultHandlers, Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Identity } from '../../../shared/identity.ts'
import { RecordId, SourceId } from '../../../shared/ids.ts'
import type { SourceContent } from '../../../shared/records.ts'
import { collectPaced, createYield, readConsistent, runPaced } from '../../exchange/pace.ts'
import { suggestCodeName } from './code-names.ts'
import { queueRegraded, queueWithdrawals } from '../custody/advisories.ts'
import { assertPoolCurrent, assertNotTooWide } from '../review/joint-pool.ts'
import { newRecordId } from '../session/record-id.ts'
import { isBlockedFor } from '../custody/source-consent.ts'
import { readWithdrawn } from '../custody/withdrawn-sources.ts'
import { readCarriedIdentity, replacedBy, saveSource } from '../identities/save-source.ts'
import type { Session } from '../session/session.ts'
import { readFootprint } from './source-footprint.ts'
import { eachSourceRevision } from './source-revisions.ts'

type Grade = Pick<SourceContent, 'reliability' | 'reliabilityReason'>

/**
 * The grades of a source over time, newest first: each revision whose grade or reason differs from
 * that of all its parents. Yields.
 *
 * @throws Failure 'not-found', 'tampered'.
 */
const sourceHistory = async (
  { store, author }: Session,
  id: SourceId,
): Promise<Out<'sources.history'>> => {
  const grades = new Map<string, Grade>()
  const found: Out<'sources.history'> = []
  const revisions = await collectPaced(eachSourceRevision(store, id))
  for (const { revision, content } of revisions.reverse()) {
    const { reliability, reliabilityReason } = content
    grades.set(revision.id, { reliability, reliabilityReason })
    const isKept = revision.parents.some((parent) => {
      const before = grades.get(parent)
      return before?.reliability === reliability && before.reliabilityReason === reliabilityReason
    })
    if (isKept) continue
    const byUs = revision.author === author
    found.push({ day: revision.day, reliability, reason: reliabilityReason, byUs })
  }
  return found.reverse()
}

type SourceChannel = 'sources.list' | 'sources.get' | 'sources.save' | 'sources.suggestCodeName'

/** @throws Failure 'invalid' if another source has the code name. */
const refuseTaken = ({ store }: Session, known: SourceId | null, content: SourceContent): void => {
  if (content.codeName === '') return
  if (known !== null && store.sources.get(known).content.codeName === content.codeName) return
  if (store.sources.codeNames().includes(content.codeName)) {
    throw new Failure('invalid', { fields: ['content.codeName'] })
  }
}

/**
 * A protected source must not become a source on the record: its code name in old reports would
 * lead to its name. A source on the record has no seal for an identity.
 *
 * @throws Failure 'invalid'
 */
const refuseTurned = (
  { store }: Session,
  known: SourceId | null,
  { kind, codeName }: SourceContent,
  identity: Identity | null,
): void => {
  const before = known === null ? null : store.sources.get(known).content
  const fields = [
    ...(before !== null && before.kind !== kind ? ['content.kind'] : []),
    ...(before !== null && before.codeName !== codeName ? ['content.codeName'] : []),
    ...(kind === 'on-record' && identity !== null ? ['identity'] : []),
  ]
  if (fields.length > 0) throw new Failure('invalid', { fields })
}

/**
 * The list of sources and their own fields; other parts of a source's page have separate handlers.
 */
export const sourceHandlers = (session: () => Session): Pick<VaultHandlers, SourceChannel> => ({
  'sources.list': () => collectPaced(session().store.sources.each()),
  'sources.get': ({ id }) => session().store.sources.get(id),
  'sources.save': async ({ id: known, rev, content, identity: entered }) => {
    const open = session()
    const id = known ?? SourceId.parse(newRecordId())
    const identity = entered ?? (await readCarriedIdentity(open, id, replacedBy(open, id)))
    // Synchronous from here on.
    refuseTurned(open, known, content, entered)
    refuseTaken(open, known, content)
    const before = known === null ? null : open.store.sources.get(known).content
    assertNotTooWide(open.store, before, content)
    assertPoolCurrent(open.store, before, content)
    const saved = open.store.together(() => {
      const result = saveSource(open, { id, rev, content, identity })
      queueWithdrawals(open, id)
      if (before !== null && before.reliability !== content.reliability) queueRegraded(open, id)
      return result
    })
    open.emit({ kind: 'changed' })
    return saved
  },
  'sources.suggestCodeName': () => ({
    codeName: suggestCodeName(new Set(session().store.sources.codeNames())),
  }),
})

/**
 * The parts of a source's page besides the source: the history of its grades, and its footprint.
 */
export const sourcePageHandlers = (
  session: () => Session,
): Pick<
  VaultHandlers,
  | 'sources.history'
  | 'sources.footprint'
  | 'sources.holdBack'
  | 'sources.heldBack'
  | 'sources.withdrawn'
> => ({
  'sources.history': ({ id }) => sourceHistory(session(), id),
  'sources.footprint': ({ id }) => runPaced(readFootprint(session(), id), createYield()),
  'sources.holdBack': ({ id, isHeld }) => {
    const { store, emit } = session()
    if (isBlockedFor(store, id) !== isHeld) {
      store.journal.noteRecord(isHeld ? 'source.held-back' : 'source.let-go', RecordId.parse(id))
      emit({ kind: 'changed' })
    }
    return {}
  },
  'sources.heldBack': () => session().store.journal.heldBack(),
  'sources.withdrawn': async () => {
    const { store, days } = session()
    const { withdrawn } = await readConsistent(store, () => readWithdrawn(store, days()))
    return withdrawn.map(({ id }) => id)
  },
})
