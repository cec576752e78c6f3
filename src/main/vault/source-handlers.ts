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
 * Every save of a source is a signed revision, and every save of a protected one seals its identity
 * anew: so nobody can tell which saves changed it. Until a desk's key is known the seal is real and
 * empty, to four keys that nobody has.
 */
export const sourceHandlers = (session: () => Session): Pick<VaultHandlers, Channels> => ({
  'sources.list': () => session().store.sources.list(),
  'sources.get': ({ id }) => session().store.sources.get(id),
  'sources.save': ({ id: known, rev, content }) => {
    const open = session()
    refuseTaken(open, known, content)
    const id = known ?? SourceId.parse(newRecordId())
    const seal =
      content.kind === 'protected'
        ? sealIdentity(new Uint8Array(0), [], Buffer.from(id, 'hex'))
        : null
    const revision = signRevision(open, {
      subject: RecordId.parse(id),
      kind: 'source',
      content,
      seal,
    })
    const saved = open.store.sources.save({ id, rev, content, revision, seal })
    open.emit({ kind: 'changed' })
    return saved
  },
  'sources.suggestCodeName': () => ({
    codeName: suggestCodeName(new Set(session().store.sources.codeNames())),
  }),
})
