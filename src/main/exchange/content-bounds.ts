import { contentSchemas } from '../../shared/content-schemas.ts'
import { limits } from '../../shared/limits.ts'
import type { Revision } from '../../shared/records.ts'
import { boundsOf } from './json-bounds.ts'
import type { JsonBounds } from './json-bounds.ts'

/**
 * The list that can be longest, a publication's redactions, has four marks in 38 characters at least:
 * a content is full long before it holds as many as its schema would let it.
 */
const marksInText = Math.floor(limits.revisionContent / 9)

const of = (kind: Revision['kind']): JsonBounds => {
  const { marks, members } = boundsOf(contentSchemas[kind])
  return { marks: Math.min(marks, marksInText), members }
}

/** Upper bounds for the content of a revision, by its kind. */
export const contentBounds: Readonly<Record<Revision['kind'], JsonBounds>> = {
  case: of('case'),
  source: of('source'),
  report: of('report'),
  claim: of('claim'),
  attribution: of('attribution'),
  publication: of('publication'),
}
