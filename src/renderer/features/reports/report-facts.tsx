import type { ReactElement, ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { ReportContent } from '../../../shared/records.ts'
import { CustodyPart } from '../../custody/custody-part.tsx'
import { Deferred } from '../../data/deferred.tsx'
import { visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { dateWords } from '../../records/date-words.ts'
import { sourceName, useCases, useSources } from '../../records/names.ts'
import { languageName } from '../../records/options.ts'
import { channelWords, handlingWords, precisionWords } from '../../records/vocabulary.ts'
import { useMustNotBeUsed } from '../../records/use-withdrawn.ts'
import { RetentionPart } from '../../retention/retention-part.tsx'
import { Chip, Tag } from '../../ui/tag.tsx'
import { useRecordView } from '../../app/view-state.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { ReportDetails } from './report-details.tsx'
import shared from '../../ui/shared.module.css'
import styles from './report-facts.module.css'

const Fact = ({
  term,
  children,
}: {
  readonly term: string
  readonly children: ReactNode
}): ReactElement => (
  <div className={styles['fact']}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

/** Details of a filed report without its text; only nonempty ones. */
export const ReportFacts = ({ content }: { readonly content: ReportContent }): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const { select } = useRecordView()
  const { caseById } = useCases()
  const { sourceById } = useSources()
  const { place, handling, caseId } = content
  const isWithdrawn = useMustNotBeUsed(content)
  const of = caseId === null ? undefined : caseById.get(caseId)
  return (
    <dl className={shared['stack4']}>
      {of !== undefined && (
        <Fact term={text('reports.case')}>
          <LinkButton onPress={() => select('cases', of.id)}>{of.content.title}</LinkButton>
        </Fact>
      )}
      {content.sourceIds.length > 0 && (
        <Fact term={text('reports.sources')}>
          <ul className={styles['list']}>
            {content.sourceIds.map((id) => {
              const source = sourceById.get(id)
              return (
                <li key={id}>
                  {source === undefined ? (
                    text('reports.unknownSource')
                  ) : (
                    <LinkButton onPress={() => select('sources', id)}>
                      {sourceName(source)}
                    </LinkButton>
                  )}
                </li>
              )
            })}
          </ul>
        </Fact>
      )}
      {content.channel !== 'unstated' && (
        <Fact term={text('reports.channel')}>{text(channelWords[content.channel])}</Fact>
      )}
      {content.eventDate !== '' && (
        <Fact term={text('reports.eventDate')}>{dateWords(content.eventDate, intl, text)}</Fact>
      )}
      {content.received !== '' && (
        <Fact term={text('reports.received')}>{dateWords(content.received, intl, text)}</Fact>
      )}
      {place.text !== '' && (
        <Fact term={text('reports.place')}>
          <span lang={content.language}>{place.text}</span>
          {place.precision !== 'unstated' && (
            <span className={styles['more']}>{text(precisionWords[place.precision])}</span>
          )}
        </Fact>
      )}
      <Fact term={text('reports.language')}>{languageName(content.language, text)}</Fact>
      {content.tags.length > 0 && (
        <Fact term={text('reports.tags')}>
          <ul className={styles['tags']}>
            {content.tags.map((tag) => (
              <li key={tag}>
                <Tag>{tag}</Tag>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      <Fact term={text('reports.handling')}>
        {isWithdrawn && (
          <Chip tone="danger" icon="alert">
            {text('reports.mustNotBeUsed')}
          </Chip>
        )}
        <Chip tone={handling.level === 'permitted' ? 'plain' : 'warn'}>
          {isWithdrawn ? (
            <s>{text(handlingWords[handling.level])}</s>
          ) : (
            text(handlingWords[handling.level])
          )}
        </Chip>
        {handling.until !== '' && (
          <span className={styles['more']}>
            {text('reports.until')}: {dateWords(handling.until, intl, text)}
          </span>
        )}
        {handling.note !== '' && <p className={styles['more']}>{handling.note}</p>}
      </Fact>
      {content.overrides.length > 0 && (
        <Fact term={text('lint.overridden')}>
          <ul>
            {content.overrides.map(({ family, quote, reason }) => (
              <li key={`${family} ${quote}`}>
                <span lang={content.language}>{visibleWords(quote)}</span>
                <span className={styles['more']}>{text('lint.because', { reason })}</span>
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </dl>
  )
}

/** The details of a report and its findings, beside its text. */
export const ReportInspector = ({
  id,
  content,
  onEdit,
  findings,
}: {
  readonly id: string | null
  readonly content: ReportContent
  /** null: read only. */
  readonly onEdit: ((part: Partial<ReportContent>) => void) | null
  readonly findings: ReactNode
}): ReactElement => (
  <Deferred>
    {onEdit === null ? (
      <ReportFacts content={content} />
    ) : (
      <ReportDetails content={content} onEdit={onEdit} />
    )}
    {findings}
    {id !== null && <RetentionPart id={id} isFolded />}
    {id !== null && <CustodyPart id={id} isFolded />}
  </Deferred>
)
