import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { ReportItems } from '../../records/report-items.tsx'
import { Button } from '../../ui/button.tsx'
import { usePages } from '../../ui/pages.tsx'
import { RecipientChip } from '../../recipients/recipient-chip.tsx'
import { useView } from '../../app/view-state.ts'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

export type Footprint = Out<'sources.footprint'>

const perPage = 50

/** Lets the checklist scroll to the publications. */
export const publicationsId = 'found-publications'

const Open = ({
  name,
  onPress,
}: {
  readonly name: string
  readonly onPress: () => void
}): ReactElement => {
  const text = useText()
  return (
    <Button size="small" aria-label={`${text('journal.open')}: ${name}`} onPress={onPress}>
      {text('journal.open')}
    </Button>
  )
}

const Part = <T,>({
  heading,
  id,
  items,
  children,
}: {
  readonly heading: string
  readonly id?: string
  readonly items: readonly T[]
  /** Content of one page of the list. */
  readonly children: (shown: readonly T[]) => ReactNode
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { shown, pager } = usePages(items, perPage, heading)
  return (
    <section id={id} className={page['section']}>
      <h2 className={page['heading']}>
        {heading} <span className={page['quiet']}>{format.number(items.length)}</span>
      </h2>
      {items.length === 0 ? (
        <p className={page['quiet']}>{text('sources.foundNothing')}</p>
      ) : (
        <ul className={styles['list']} aria-label={heading}>
          {children(shown)}
        </ul>
      )}
      {pager}
    </section>
  )
}

/** The records in which a source appears, by kind, with links. */
export const FootprintLists = ({
  found,
  onPhrases,
}: {
  readonly found: Footprint
  /** Goes to the phrases of the source. */
  readonly onPhrases: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { go, select } = useView()
  const { sourceById } = useSources()
  const { reports, claims, attributions, exports, publications, twins } = found
  return (
    <>
      <Part heading={text('sources.foundExports')} items={exports}>
        {(shown) =>
          shown.map(({ exportId, day, to, names, purpose }) => (
            <li key={exportId} className={styles['row']}>
              <span className={styles['side']}>{format.day(day)}</span>
              <span className={styles['main']}>
                {to.map((one, at) =>
                  one === 'passphrase' ? (
                    <span key={one}>{text('sources.foundPassphrase')}</span>
                  ) : (
                    <RecipientChip key={one} fingerprint={one} name={names[at] ?? null} />
                  ),
                )}
              </span>
              <Button
                size="small"
                aria-label={`${text('sources.foundToExports')}: ${format.day(day)}`}
                onPress={() => go('exchange')}
              >
                {text('sources.foundToExports')}
              </Button>
              {purpose !== '' && <span className={styles['note']}>{purpose}</span>}
            </li>
          ))
        }
      </Part>
      <Part id={publicationsId} heading={text('sources.foundPublications')} items={publications}>
        {(shown) =>
          shown.map(({ id, title, written }) => (
            <li key={id} className={styles['row']}>
              <span className={styles['main']}>{title ?? text('sources.foundGone')}</span>
              <span className={styles['side']}>
                {written.length === 0
                  ? text('sources.foundNotWritten')
                  : text('sources.foundWritten', { days: written.map(format.day).join(', ') })}
              </span>
              {title !== null && <Open name={title} onPress={() => select('publications', id)} />}
            </li>
          ))
        }
      </Part>
      <Part heading={text('sources.foundPhrases')} items={attributions}>
        {(shown) =>
          shown.map(({ id, content, usedIn }) => (
            <li key={id} className={styles['row']}>
              <span className={styles['main']} lang={content.language}>
                {content.phrase}
              </span>
              <span className={styles['side']}>
                {text('sources.foundPrinted', { count: usedIn.length })}
              </span>
              <Open name={content.phrase} onPress={onPhrases} />
            </li>
          ))
        }
      </Part>
      <Part heading={text('sources.foundReports')} items={reports}>
        {(shown) => <ReportItems rows={shown} />}
      </Part>
      {twins.map(({ sourceId, reports: theirs }) => {
        const twin = sourceById.get(sourceId)
        return (
          <Part
            key={sourceId}
            heading={text('sources.foundTwin', {
              name: twin === undefined ? text('versions.notHere') : sourceName(twin),
            })}
            items={theirs}
          >
            {(shown) => <ReportItems rows={shown} />}
          </Part>
        )
      })}
      <Part heading={text('sources.foundClaims')} items={claims}>
        {(shown) =>
          shown.map(({ id, statement, reportId }) => (
            <li key={id} className={styles['row']}>
              <span className={styles['main']}>{statement}</span>
              <Open name={statement} onPress={() => select('reports', reportId)} />
            </li>
          ))
        }
      </Part>
    </>
  )
}
