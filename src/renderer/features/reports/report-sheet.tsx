import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Report } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { languageName } from '../../records/options.ts'
import { handlingWords } from '../../records/vocabulary.ts'
import { utcDay } from '../../records/whole-day.ts'
import paper from '../../printing/paper-sheet.module.css'
import { keyOf } from './translation-keys.ts'
import styles from './report-sheet.module.css'

/**
 * A report for paper: its text and details, code names included. File names and overrides are left
 * out: they reveal more than the text.
 */
export const ReportSheet = ({ report }: { readonly report: Report }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const intl = useIntl()
  const { sourceById } = useSources()
  const { content, state } = report
  const sources = content.sourceIds.map((id) => {
    const source = sourceById.get(id)
    return source === undefined ? text('reports.unknownSource') : sourceName(source)
  })
  const facts = [
    [text('reports.sources'), sources.join(', ')],
    [
      text('reports.eventDate'),
      content.eventDate === '' ? '' : dateWords(content.eventDate, intl, text),
    ],
    [
      text('reports.received'),
      content.received === '' ? '' : dateWords(content.received, intl, text),
    ],
    [text('reports.place'), content.place.text],
    [text('reports.handling'), text(handlingWords[content.handling.level])],
  ].filter(([, value]) => value !== '')
  return (
    <article className={paper['sheet']}>
      <h2 className={paper['title']} lang={content.language}>
        {content.title === '' ? text('reports.untitled') : content.title}
      </h2>
      <p>
        {text(state === 'filed' ? 'reports.sheetFiled' : 'reports.sheetDraft')} ·{' '}
        {format.day(utcDay())}
      </p>
      <dl>
        {facts.map(([term, value]) => (
          <div key={term} className={styles['fact']}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['body']} lang={content.language} dir="auto">
        {content.body}
      </p>
      {content.translations.map((translation) => (
        <section key={keyOf(translation)} lang={translation.language}>
          <h3 className={paper['heading']}>
            {languageName(translation.language, text)} · {translation.title}
          </h3>
          <p className={styles['body']} dir="auto">
            {translation.body}
          </p>
        </section>
      ))}
    </article>
  )
}
