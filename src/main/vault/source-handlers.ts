import { sealIdentity } from '../../crypto/v1/identity-seal.ts'
import type { VaultHandlers } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { RecordId, SourceId } from '../../shared/ids.ts'
import type { SourceContent } from '../../shared/records.ts'
import { suggestCodeName } from './code-names.ts'
import { newRecordId } from './record-id.ts'
import { signRevision } from './revise.ts'
import type { Session } from './session.ts'

type Channels = 'sources.list' | 'sources.get' | 'sources.save' | 'sources.suggestCodeName'

/** @throws Failure 'invalid' when another source has the code name. */
const refuseTaken = ({ store }: Session, known: SourceId | null, content: SourceContent): void => {
  if (content.codeName === '') return
  if (known !== null && store.sources.get(known).content.codeName === content.codeName) return
  if (store.sources.codeNames().includes(content.codeName)) {
    throw new Failure('invalid', { fields: ['content.codeName'] })
  }
}

/**
 * The seal of a protected source's next revision. Ours are sealed anew at every save, so nobody can
 * tell which saves changed the identity; until a desk's key is known the seal is real and empty, to
 * four keys that nobody has. Where others had a hand in it, theirs is kept: we could not open it,
 * and a fresh one would lose who the source is.
 */
const nextSeal = ({ store, author }: Session, id: SourceId, isKnown: boolean): Uint8Array => {
  const byOthers =
    isKnown &&
    store.revisions.list(RecordId.parse(id)).some(({ revision }) => revision.author !== author)
  const kept = byOthers ? store.sources.seal(id) : null
  return kept ?? sealIdentity(new Uint8Array(0), [], Buffer.from(id, 'hex'))
}

/** Every save of a source is a signed revision, and every protected one has a seal. */
export const sourceHandlers = (session: () => Session): Pick<VaultHandlers, Channels> => ({
  'sources.list': () => session().store.sources.list(),
  'sources.get': ({ id }) => session().store.sources.get(id),
  'sources.save': ({ id: known, rev, content }) => {
    const open = session()
    refuseTaken(open, known, content)
    const id = known ?? SourceId.parse(newRecordId())
    const seal = content.kind === 'protected' ? nextSeal(open, id, known !== null) : null
    const revision = signRevision(open, { subject: RecordId.parse(id), kind: 'source', content })
    const saved = open.store.sources.save({ id, rev, content, revision, seal })
    open.emit({ kind: 'changed' })
    return saved
  },
  'sources.suggestCodeName': () => ({
    codeName: suggestCodeName(new Set(session().store.sources.codeNames())),
  }),
})
