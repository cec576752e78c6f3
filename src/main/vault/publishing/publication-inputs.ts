import { RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Report } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'
import { sourcesIn } from '../custody/referenced-sources.ts'

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
 * Sources of a report's claims, in any revision: editing a source off a claim does not release it.
 */
const speakersIn = (store: Store, id: Report['id']): SourceId[] =>
  [...store.claims.each(id)].flatMap((claim) => [
    ...(claim.content.sourceIds ?? []),
    ...store.revisions
      .list(RecordId.parse(claim.id))
      .flatMap(({ revision }) => sourcesIn(revision)),
  ])

/**
 * The working content is only the latest edit, or one of two devices' revisions: removing a source
 * or an embargo from it must not be enough to print what was said under it. So the sources of every
 * revision count, and the requirements of every head and the draft.
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
      ...filed.flatMap(({ revision }) => sourcesIn(revision)),
      ...speakersIn(store, id),
    ]),
    versions: [content, ...heads],
  }
}
