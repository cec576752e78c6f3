import type { In } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { ReportId, RevisionId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'

/** Acts on versions of a record, in the vault that `open` returns. */
export const mergingIn = (open: () => TestVault) => {
  const versions = (id: RecordId) => open().handlers['records.versions']({ id })
  return {
    versions,
    merge: async (id: RecordId, content: unknown, change: Partial<In<'records.merge'>> = {}) => {
      const { rev, heads } = await versions(id)
      const input = { id, rev, heads, content, ...change }
      return open().handlers['records.merge'](input as never)
    },
    headOf: (id: RecordId): RevisionId => {
      const head = session(open()).store.revisions.heads(id)?.head ?? null
      if (head === null) throw new Error('never filed')
      return head
    },
    /** Saves and files a report: a new one, or a new revision of the given one. */
    file: async (body: string, id: ReportId | null = null): Promise<RecordId> => {
      const { handlers } = open()
      const rev = id === null ? 0 : (await handlers['reports.get']({ id })).rev
      const saved = await handlers['reports.save']({ id, rev, content: reportContent(body) })
      await handlers['reports.file']({ id: saved.id, rev: saved.rev })
      return RecordId.parse(saved.id)
    },
  }
}

/** The code of a failure and the fields that it names, or `done`. */
export const refusal = async (act: () => unknown): Promise<unknown> => {
  try {
    await act()
    return 'done'
  } catch (cause) {
    if (!(cause instanceof Failure)) throw cause
    return [cause.code, cause.fields]
  }
}
