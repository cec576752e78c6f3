import type { ReportContent } from '../../../shared/records.ts'
import { isDateText } from '../../records/edtf.ts'
import { standingIn } from '../../records/report-findings.ts'

const dateOr = (value: string, before: string | undefined): string =>
  isDateText(value) ? value : (before ?? '')

/**
 * The part of the typed content that can be saved: an invalid date keeps its last saved value (its
 * field says so), so that the rest never waits for it. Overrides are dropped when their words are
 * gone.
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
