import type { ReportContent } from '../../../shared/records.ts'
import type { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { savableContent } from './draft-saver.ts'

/** Content of the separate drafts that are saved when the report itself cannot be. */
export const copiedContent = (
  text: ReturnType<typeof useText>,
  content: ReportContent,
): ReportContent => ({
  ...savableContent(content, null),
  title: text('reports.copyTitle', { title: content.title }).slice(0, limits.title),
})
