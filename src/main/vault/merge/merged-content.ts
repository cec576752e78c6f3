import { canonicalJson } from '../../../shared/canonical.ts'
import type {
  AttributionContent,
  ClaimContent,
  PublicationContent,
} from '../../../shared/claims.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { ReportContent, Revision, SourceContent } from '../../../shared/records.ts'
import { checkPhrase } from '../records/attribution-handlers.ts'
import { checkClaim } from '../records/claim-handlers.ts'
import { readPublicationCheck } from '../publishing/publication-handlers.ts'
import type { Session } from '../session/session.ts'

const invalid = (...fields: string[]): Failure =>
  new Failure('invalid', { fields: fields.map((field) => `content.${field}`) })

/** A merge can't add overrides: each must come from one of the versions. */
const checkOverrides = <T>(
  content: { readonly overrides: readonly T[] },
  sides: readonly { readonly overrides: readonly T[] }[],
): void => {
  const known = new Set(
    sides.flatMap(({ overrides }) => overrides.map((one) => canonicalJson(one as never))),
  )
  if (!content.overrides.every((one) => known.has(canonicalJson(one as never)))) {
    throw invalid('overrides')
  }
}

const checkReport = (content: ReportContent, sides: readonly ReportContent[]): void => {
  if (`${content.title}${content.body}`.trim() === '') throw invalid('body')
  checkOverrides(content, sides)
}

/**
 * A source that was ever protected stays protected: otherwise its code name would lead to its name.
 */
const checkSource = (content: SourceContent, sides: readonly SourceContent[]): void => {
  const wasProtected = sides.some(({ kind }) => kind === 'protected')
  if (wasProtected && content.kind !== 'protected') throw invalid('kind')
  const isOne = sides.some(
    ({ kind, codeName }) => kind === content.kind && codeName === content.codeName,
  )
  if (!isOne) throw invalid('codeName')
}

/**
 * Applies the checks of a save of this kind, with all versions as the earlier content: references
 * in any version may have been deleted since, all others must exist here. Yields.
 *
 * @throws Failure 'invalid', 'not-found'; 'in-use' for a printed phrase with changed text.
 */
export const readMergeCheck = function* (
  session: Session,
  id: RecordId,
  kind: Revision['kind'],
  content: unknown,
  sides: readonly unknown[],
): Generator<undefined, void, void> {
  if (kind === 'report') checkReport(content as ReportContent, sides as ReportContent[])
  if (kind === 'source') checkSource(content as SourceContent, sides as SourceContent[])
  if (kind === 'claim') checkClaim(session, id, sides as ClaimContent[], content as ClaimContent)
  if (kind === 'attribution') {
    checkPhrase(session, id, sides as AttributionContent[], content as AttributionContent)
  }
  if (kind === 'publication') {
    yield* readPublicationCheck(
      session,
      sides as PublicationContent[],
      content as PublicationContent,
    )
    checkOverrides(content as PublicationContent, sides as PublicationContent[])
  }
}
