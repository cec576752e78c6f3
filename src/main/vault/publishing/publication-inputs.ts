import { RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Report } from '../../../shared/records.ts'
import type { Store } from '../../store/types.ts'
import { referencedSources } from '../custody/referenced-sources.ts'

/** What a report asks of whoever prints it or a claim of it. */
export type PublicationInputs = {
  /**
   * Everybody whom any filed revision names, or the draft on top, and whoever says a claim of it now or
   * said one by any revision.
   */
  readonly sources: ReadonlySet<SourceId>
  /** All that holds of it at once: the filed revisions that nothing replaced, and the draft. */
  readonly standing: readonly ReportContent[]
}

/** Whoever says a claim of a report: a claim is not theirs no more because somebody edited them off it. */
const sayersIn = (store: Store, id: Report['id']): SourceId[] =>
  store.claims
    .list()
    .filter(({ content }) => content.reportId === id)
    .flatMap((claim) => [
      ...(claim.content.sourceIds ?? []),
      ...referencedSources(
        store.revisions.list(RecordId.parse(claim.id)).map(({ revision }) => revision),
      ),
    ])

/**
 * The working content alone would be whatever somebody typed last, and of two devices' revisions one:
 * leaving a source out, or an embargo, must not be enough to print what was told under it. So every
 * revision's sources count, and what any head or the draft asks for.
 *
 * @throws Failure 'tampered', 'damaged'.
 */
export const publicationInputs = (store: Store, { id, content }: Report): PublicationInputs => {
  const filed = store.revisions.list(RecordId.parse(id))
  const heads = filed
    .filter(({ isHead }) => isHead)
    .map(({ revision }) => ReportContent.parse(JSON.parse(revision.content)))
  return {
    sources: new Set([
      ...content.sourceIds,
      ...referencedSources(filed.map(({ revision }) => revision)),
      ...sayersIn(store, id),
    ]),
    standing: [content, ...heads],
  }
}
