import type { ReportContent } from '../../../shared/records.ts'
import type { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { savableContent } from './draft-saver.ts'

/** Content of the separate draft that is saved when the report itself cannot be. */
export const copiedContent = (
  text: ReturnType<typeof useText>,
  content: ReportContent,
): ReportContent => ({
  ...savableContent(content, null),
  title: text('reports.copyTitle', { title: content.title }).slice(0, limits.title),
})

/** A report that is too long for one record, as several: its text, and each translation. */
export const partsOf = (content: ReportContent): readonly ReportContent[] => [
  { ...content, translations: [] },
  ...content.translations.map((translation) => ({
    ...{ ...content, body: '', attachments: [], translations: [translation] },
  })),
]
