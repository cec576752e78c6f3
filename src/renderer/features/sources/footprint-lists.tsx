import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useSources } from '../../records/names.ts'
import { ReportListRow } from '../../records/report-list-row.tsx'
import { Button } from '../../ui/button.tsx'
import { useView } from '../../view-state.tsx'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

export type Footprint = Out<'sources.footprint'>

const Part = ({
  heading,
  count,
  children,
}: {
  readonly heading: string
  readonly count: number
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  return (
    <section className={page['section']}>
      <h2 className={page['heading']}>
        {heading} <span className={page['quiet']}>{count}</span>
      </h2>
      {count === 0 ? (
        <p className={page['quiet']}>{text('sources.foundNothing')}</p>
      ) : (
        <ul className={styles['list']} aria-label={heading}>
          {children}
        </ul>
      )}
    </section>
  )
}

/** Each kind of record in which a source appears, with the way to it. */
export const FootprintLists = ({ found }: { readonly found: Footprint }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { select } = useView()
  const { sourceById } = useSources()
  const { reports, claims, attributions, exports, publications } = found
  return (
    <>
      <Part heading={text('sources.foundExports')} count={exports.length}>
        {exports.map(({ exportId, day, to, purpose }) => (
          <li key={exportId} className={styles['row']}>
            <span className={styles['side']}>{format.day(day)}</span>
            <span className={styles['main']}>
              {to
                .map((who) => (who === 'passphrase' ? text('sources.foundPassphrase') : who))
                .join(', ')}
            </span>
            {purpose !== '' && <span className={styles['note']}>{purpose}</span>}
          </li>
        ))}
      </Part>
      <Part heading={text('sources.foundPublications')} count={publications.length}>
        {publications.map(({ id, title, written }) => (
          <li key={id} className={styles['row']}>
            <span className={styles['main']}>{title}</span>
            <span className={styles['side']}>
              {written.length === 0
                ? text('sources.foundNotWritten')
                : text('sources.foundWritten', { days: written.map(format.day).join(', ') })}
            </span>
          </li>
        ))}
      </Part>
      <Part heading={text('sources.foundPhrases')} count={attributions.length}>
        {attributions.map(({ id, content, usedIn }) => (
          <li key={id} className={styles['row']}>
            <span className={styles['main']} lang={content.language}>
              {content.phrase}
            </span>
            <span className={styles['side']}>
              {text('sources.foundPrinted', { count: usedIn.length })}
            </span>
          </li>
        ))}
      </Part>
      <Part heading={text('sources.foundReports')} count={reports.length}>
        {reports.map((row) => (
          <li key={row.id}>
            <ReportListRow
              row={row}
              sourceById={sourceById}
              onOpen={(id) => select('reports', id)}
            />
          </li>
        ))}
      </Part>
      <Part heading={text('sources.foundClaims')} count={claims.length}>
        {claims.map(({ id, statement, reportId }) => (
          <li key={id} className={styles['row']}>
            <span className={styles['main']}>{statement}</span>
            <Button size="small" onPress={() => select('reports', reportId)}>
              {text('record.open')}
            </Button>
          </li>
        ))}
      </Part>
    </>
  )
}
