import { attachedFiles } from '../../shared/attachments.ts'
import type { AttachedFile } from '../../shared/attachments.ts'
import type { RecordId } from '../../shared/ids.ts'
import { ReportContent } from '../../shared/records.ts'
import type { Revision } from '../../shared/records.ts'
import { contentBounds } from './content-bounds.ts'
import { isWithin } from './strict-json.ts'

/** A file that a revision names. */
export type NamedFile = {
  /** The first record, in the order of the revisions, that names it. */
  readonly subject: RecordId
  readonly digest: string
  readonly length: number
}

/** The files that a revision names; none if its content is not that of a report. */
export const filesOf = ({ kind, content }: Revision): readonly AttachedFile[] => {
  // Most reports have no files, and parsing a content costs more than searching for the word.
  if (kind !== 'report' || !content.includes('"attachments":')) return []
  // The content may be unverified.
  if (!isWithin(content, contentBounds[kind])) return []
  try {
    const parsed = ReportContent.safeParse(JSON.parse(content))
    return parsed.success ? attachedFiles(parsed.data) : []
  } catch {
    return []
  }
}

/** Every file that these revisions name, once. */
export const filesNamedIn = (revisions: Iterable<Revision>): NamedFile[] => {
  const named = new Map<string, NamedFile>()
  for (const revision of revisions) {
    for (const { digest, bytes } of filesOf(revision)) {
      if (named.has(digest)) continue
      named.set(digest, { subject: revision.subject, digest, length: bytes })
    }
  }
  return [...named.values()]
}
