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

/** Longer than the titles beside a text. */
const titles = 1_000

/**
 * Such a part that still has too many different words: its text in pieces that are too short to have
 * them.
 */
export const piecesOf = (part: ReportContent): readonly ReportContent[] => {
  const [translation] = part.translations
  const text = translation?.body ?? part.body
  const pieces: ReportContent[] = []
  for (let from = 0; from < text.length;) {
    const end = from + limits.differentWords - titles
    // Not in the middle of a pair.
    const to = /^[\udc00-\udfff]/.test(text.slice(end, end + 1)) ? end - 1 : end
    const body = text.slice(from, to)
    const shown = pieces.length === 0 ? part : { ...part, attachments: [] }
    pieces.push(
      translation === undefined
        ? { ...shown, body }
        : { ...shown, translations: [{ ...translation, body }] },
    )
    from = to
  }
  return pieces
}
