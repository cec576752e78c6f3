import type { VaultHandlers } from '../../../shared/contract.ts'
import { CaseId, RecordId } from '../../../shared/ids.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'

type Channels = 'cases.list' | 'cases.get' | 'cases.save'

/** Every save of a case is a signed revision. */
export const caseHandlers = (session: () => Session): Pick<VaultHandlers, Channels> => ({
  'cases.list': () => session().store.cases.list(),
  'cases.get': ({ id }) => session().store.cases.get(id),
  'cases.save': ({ id: known, rev, content }) => {
    const open = session()
    const id = known ?? CaseId.parse(newRecordId())
    const revision = signRevision(open, { subject: RecordId.parse(id), kind: 'case', content })
    const saved = open.store.cases.save({ id, rev, content, revision })
    open.emit({ kind: 'changed' })
    return saved
  },
})
