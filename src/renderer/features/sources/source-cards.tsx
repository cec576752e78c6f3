import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Source, SourceContent } from '../../../shared/records.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { dateWords } from '../../records/date-words.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { reliabilityWords } from '../../records/vocabulary.ts'
import { localDay } from '../../records/whole-day.ts'
import { Banner } from '../../ui/banner.tsx'
import { Chip } from '../../ui/tag.tsx'
import { checkInOn } from './check-in.ts'
import { IdentityCard } from './identity-card.tsx'
import { SourceCard } from './source-card.tsx'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

const grades = ['F', 'E', 'D', 'C', 'B', 'A'] as const
const shownGrades = 12

/** The grades of a source as bars, the newest last; the list of them is the tab "History". */
const GradeBars = ({ id }: { readonly id: string }): ReactElement | null => {
  const { data: history = [] } = useVaultQuery('sources.history', { id })
  if (history.length < 2) return null
  return (
    <p className={styles['grades']} aria-hidden="true">
      {history
        .slice(0, shownGrades)
        .reverse()
        .map(({ reliability }, index) => (
          <span
            key={`${index}`}
            data-grade={reliability}
            style={{ blockSize: `${(grades.indexOf(reliability) + 1) * 3}px` }}
          />
        ))}
    </p>
  )
}

/** How far the source is trusted. F is no judgement: nobody has graded it, or nobody could. */
const TrustCard = ({ source: { id, content } }: { readonly source: Source }): ReactElement => {
  const text = useText()
  const { reliability, reliabilityReason } = content
  return (
    <SourceCard title={text('sources.reliability')}>
      <p className={styles['grade']}>
        {reliability === 'F' && reliabilityReason === ''
          ? text('sources.notGraded')
          : text('vocab.reliability.graded', {
              grade: reliability,
              meaning: text(reliabilityWords[reliability]),
            })}
      </p>
      <GradeBars id={id} />
      {reliabilityReason !== '' && <p className={page['quiet']}>{reliabilityReason}</p>}
    </SourceCard>
  )
}

/** When the source was heard of last, and when the next check-in is due. */
const ContactCard = ({ source }: { readonly source: Source }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const intl = useIntl()
  const { id, rev, content } = source
  const mayWrite = useRevisable(id) === 'yes'
  const save = useAction('sources.save')
  const today = localDay()
  const isDue = checkInOn(content.checkInDue, today) !== 'none'
  return (
    <SourceCard title={text('sources.contact')}>
      <dl className={styles['dates']}>
        <div>
          <dt>{text('sources.lastContact')}</dt>
          <dd>
            {content.lastContact === ''
              ? text('sources.noContact')
              : dateWords(content.lastContact, intl, text)}
          </dd>
        </div>
        <div>
          <dt>{text('sources.checkInDue')}</dt>
          <dd>
            {content.checkInDue === '' ? text('sources.noCheckIn') : format.day(content.checkInDue)}
          </dd>
        </div>
      </dl>
      <FailureBanner failure={save.error} />
      {isDue && !content.doNotContact && (
        <div>
          <CommandButton
            words="sources.checkedIn"
            size="small"
            icon="calendar"
            isDisabled={!mayWrite}
            isPending={save.isPending}
            onPress={() =>
              save.mutate({ id, rev, content: { ...content, lastContact: today, checkInDue: '' } })
            }
          />
        </div>
      )}
    </SourceCard>
  )
}

/** Who may know who it is, how much to trust it, when to call. */
export const SourceCards = ({ source }: { readonly source: Source }): ReactElement => (
  <div className={styles['cards']}>
    {source.sealBytes > 0 && <IdentityCard source={source} />}
    <TrustCard source={source} />
    <ContactCard source={source} />
  </div>
)

/** Warnings against contacting a source now, or reminders to do so. */
export const ContactBanners = ({
  content,
}: {
  readonly content: SourceContent
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  if (content.doNotContact) {
    return (
      <Banner tone="danger" title={text('sources.doNotContact')}>
        <p>{text('sources.doNotContactHint')}</p>
      </Banner>
    )
  }
  switch (checkInOn(content.checkInDue, localDay())) {
    case 'none':
      return null
    case 'today':
      return <Banner icon="clock" title={text('sources.dueToday')} />
    case 'overdue': {
      const title = text('sources.overdue', { day: format.day(content.checkInDue) })
      return <Banner tone="warn" icon="clock" title={title} />
    }
  }
}

/** The grades of a source over time, each with its reason. */
export const GradeHistory = ({ id }: { readonly id: string }): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const { data: history = [], error } = useVaultQuery('sources.history', { id })
  if (error !== null) return <FailureBanner failure={error} />
  if (history.length === 0) return null
  return (
    <section className={page['section']}>
      <h2 className={page['heading']}>{text('sources.history')}</h2>
      <ol className={styles['list']} aria-label={text('sources.history')}>
        {history.map(({ day, reliability, byUs, reason }, index) => (
          <li key={`${index}`} className={styles['row']}>
            <span className={styles['side']}>{format.day(day)}</span>
            <span className={styles['main']}>
              {text('vocab.reliability.graded', {
                grade: reliability,
                meaning: text(reliabilityWords[reliability]),
              })}
            </span>
            {!byUs && <Chip>{text('sources.historyElsewhere')}</Chip>}
            <span className={styles['note']}>
              {reason === '' ? text('sources.historyNoReason') : reason}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
