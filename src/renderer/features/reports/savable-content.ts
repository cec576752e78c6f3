import type { ReportContent } from '../../../shared/records.ts'
import { isDateText } from '../../records/edtf.ts'
import { standingIn } from '../../records/report-findings.ts'

const dateOr = (value: string, before: string | undefined): string =>
  isDateText(value) ? value : (before ?? '')

/**
 * What can be saved of what was typed: a date that cannot be read is held back (its field says so)
 * and keeps its last saved value, so that the rest is never kept waiting for it. A reason for letting
 * words stand goes when the words are gone.
 */
export const savableContent = (
  { attachments = [], ...content }: ReportContent,
  saved: ReportContent | null,
): ReportContent => ({
  ...content,
  ...(attachments.length > 0 && { attachments }),
  received: dateOr(content.received, saved?.received),
  eventDate: dateOr(content.eventDate, saved?.eventDate),
  handling: {
    ...content.handling,
    note: content.handling.level === 'permitted' ? '' : content.handling.note,
    until:
      content.handling.level === 'embargo'
        ? dateOr(content.handling.until, saved?.handling.until)
        : '',
  },
  overrides: [...standingIn({ ...content, attachments })],
})
