import { RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Report, Revision } from '../../../shared/records.ts'
import { referencesIn, toldSources } from '../../../shared/references.ts'
import type { Store } from '../../store/store.ts'

/** The requirements of a report for printing it or one of its claims. */
export type PublicationInputs = {
  /**
   * Every source that a filed revision or the current draft names, and every source of a claim of
   * the report, in any revision of the claim.
   */
  readonly sources: ReadonlySet<SourceId>
  /** All current versions: the filed heads and the draft. */
  readonly versions: readonly ReportContent[]
}

/**
 * The working content is only the latest edit, or one of two devices' revisions: removing a source
 * or an embargo from it must not be enough to print what was said under it. So the sources of every
 * revision count, of the report and of its claims, and the requirements of every head and the
 * draft. Yields after each revision: a contact may have sent thousands.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const readInputs = function* (
  store: Store,
  { id, content }: Report,
): Generator<undefined, PublicationInputs, void> {
  const sources = new Set<SourceId>(content.sourceIds)
  const heads: ReportContent[] = []
  for (const { revision, isHead } of store.revisions.each(RecordId.parse(id))) {
    for (const source of sourcesIn(revision)) sources.add(source)
    if (isHead) heads.push(ReportContent.parse(JSON.parse(revision.content)))
    yield
  }
  for (const claim of store.claims.each(id)) {
    for (const source of claim.content.sourceIds ?? []) sources.add(source)
    // Editing a source off a claim does not release it.
    for (const { revision } of store.revisions.each(RecordId.parse(claim.id))) {
      for (const source of sourcesIn(revision)) sources.add(source)
      yield
    }
  }
  return { sources, versions: [content, ...heads] }
}

/** The sources whose statements are in one revision. */
const sourcesIn = ({ kind, content }: Revision): readonly SourceId[] =>
  toldSources(kind, referencesIn(kind, JSON.parse(content)))
