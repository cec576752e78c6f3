import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Source } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { stateWords } from '../../records/vocabulary.ts'
import { utcDay } from '../../records/whole-day.ts'
import type { Footprint } from './footprint-lists.tsx'
import { exposureSteps } from './footprint-steps.ts'
import { riskLevelWords, riskWhoWords } from '../../records/protection-words.ts'
import { othersAtRisk } from './risk-section.tsx'
import styles from '../../printing/paper-sheet.module.css'

const ref = (id: string): string => id.slice(0, 8)

const Part = ({
  heading,
  lines,
  none,
}: {
  readonly heading: string
  readonly lines: readonly string[]
  /** Instead of “None”. */
  readonly none?: string
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <section>
      <h3 className={styles['heading']}>
        {heading} ({format.number(lines.length)})
      </h3>
      {lines.length === 0 ? (
        <p>{none ?? text('sources.foundNothing')}</p>
      ) : (
        <ul className={styles['lines']}>
          {lines.map((line, index) => (
            <li key={`${index}`}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/**
 * A footprint for paper: records by the start of their ids; no code name, title or purpose, and no
 * text from a report. Only phrases made for printing are included as they are.
 */
export const FootprintSheet = ({
  source,
  found,
}: {
  readonly source: Source
  readonly found: Footprint
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const intl = useIntl()
  const who = (to: string): string => (to === 'passphrase' ? text('sources.foundPassphrase') : to)
  return (
    <div className={styles['sheet']}>
      <h2 className={styles['title']}>
        {text('sources.foundSheet', { ref: ref(source.id) })} · {format.day(utcDay())}
      </h2>
      <ol className={styles['lines']}>
        {exposureSteps.map((step) => (
          <li key={step}>{text(`sources.foundStep.${step}`)}</li>
        ))}
      </ol>
      <Part
        heading={text('sources.risks')}
        none={text('sources.foundNoOthers')}
        lines={othersAtRisk(source.content.risks).map(
          (risk) => `${text(riskWhoWords[risk.who])} · ${text(riskLevelWords[risk.level])}`,
        )}
      />
      <Part
        heading={text('sources.foundExports')}
        lines={found.exports.map(
          ({ exportId, day, to }) =>
            `${format.day(day)} · ${to.map(who).join(', ')} · ${ref(exportId)}`,
        )}
      />
      <Part
        heading={text('sources.foundPublications')}
        lines={found.publications.map(({ id, written }) =>
          [
            ref(id),
            written.length === 0
              ? text('sources.foundNotWritten')
              : text('sources.foundWritten', { days: written.map(format.day).join(', ') }),
          ].join(' · '),
        )}
      />
      <Part
        heading={text('sources.foundPhrases')}
        lines={found.attributions.map(
          ({ content, usedIn }) =>
            `${content.phrase} · ${text('sources.foundPrinted', { count: usedIn.length })}`,
        )}
      />
      <Part
        heading={text('sources.foundReports')}
        lines={found.reports.map(({ id, state, eventDate }) =>
          [ref(id), text(stateWords[state]), dateWords(eventDate, intl, text)]
            .filter((part) => part !== '')
            .join(' · '),
        )}
      />
      <Part
        heading={text('sources.foundClaims')}
        lines={found.claims.map(
          ({ id, reportId }) =>
            `${ref(id)} · ${text('sources.foundOfReport', { ref: ref(reportId) })}`,
        )}
      />
    </div>
  )
}
