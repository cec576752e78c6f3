import { RecordId } from '../../shared/ids.ts'
import type { SourceId } from '../../shared/ids.ts'
import { ReportContent } from '../../shared/records.ts'
import type { Report } from '../../shared/records.ts'
import type { Store } from '../store/types.ts'

/** What a report asks of whoever prints it or a claim of it. */
export type Grounds = {
  /** Everybody whom any filed revision names, or the draft on top. */
  readonly sources: ReadonlySet<SourceId>
  /** All that holds of it at once: the filed revisions that nothing replaced, and the draft. */
  readonly standing: readonly ReportContent[]
}

/**
 * The working content alone would be whatever somebody typed last, and of two devices' revisions one:
 * leaving a source out, or an embargo, must not be enough to print what was told under it. So every
 * revision's sources count, and what any head or the draft asks for.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const groundsOf = (store: Store, { id, content }: Report): Grounds => {
  const filed = store.revisions.list(RecordId.parse(id)).map(({ revision, isHead }) => ({
    isHead,
    content: ReportContent.parse(JSON.parse(revision.content)),
  }))
  const standing = [content, ...filed.filter(({ isHead }) => isHead).map((one) => one.content)]
  return {
    sources: new Set([...standing, ...filed.map((one) => one.content)].flatMap((c) => c.sourceIds)),
    standing,
  }
}
