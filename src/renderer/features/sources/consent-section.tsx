import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { dateWords } from '../../records/date-words.ts'
import { Banner } from '../../ui/banner.tsx'
import { Chip } from '../../ui/tag.tsx'
import { daysNow } from '../../records/whole-day.ts'
import { consentState, isTakenBack } from '../../records/consent-state.ts'
import { consentUseWords } from '../../records/protection-words.ts'
import type { Consent } from '../../records/protection-words.ts'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

const StateChip = ({ consent }: { readonly consent: Consent }): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const { withdrawn } = consent
  switch (consentState(consent, daysNow())) {
    case 'gone':
      return (
        <Chip tone="danger" icon="close">
          {text('consent.gone')} {dateWords(withdrawn, intl, text)}
        </Chip>
      )
    case 'ahead':
      return <Chip icon="clock">{text('consent.ahead')}</Chip>
    case 'valid':
      return (
        <Chip tone="accent" icon="check">
          {withdrawn === ''
            ? text('consent.stands')
            : text('consent.standsUntil', { date: dateWords(withdrawn, intl, text) })}
        </Chip>
      )
  }
}

/** After a withdrawal: what is refused from now on, and what had been exported by then. */
export const WithdrawnBanner = ({
  source,
  onShowAll,
}: {
  readonly source: Source
  /** Shows every record that contains the source, publications included. */
  readonly onShowAll: () => void
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const { consents } = source.content
  const isWithdrawn = isTakenBack(consents, daysNow())
  const { data: exports = [] } = useVaultQuery('exports.list', {}, { enabled: isWithdrawn })
  const out = exports.filter(({ withdrawn }) => withdrawn.includes(source.id))
  const { data: found } = useVaultQuery(
    'sources.footprint',
    { id: source.id },
    { enabled: isWithdrawn },
  )
  const printed = found?.publications.filter(({ written }) => written.length > 0) ?? []
  if (!isWithdrawn) return null
  return (
    <Banner
      tone="danger"
      title={text('consent.goneTitle')}
      actions={<CommandButton words="consent.showAll" size="small" onPress={onShowAll} />}
    >
      <p>{text('consent.goneText')}</p>
      {out.length > 0 && (
        <>
          <p>{text('consent.wentOut', { count: out.length })}</p>
          <ul>
            {out.map(({ exportId, day, to, purpose }) => (
              <li key={exportId}>
                {format.day(day)} ·{' '}
                {to
                  .map((who) => (who === 'passphrase' ? text('sources.foundPassphrase') : who))
                  .join(', ')}
                {purpose !== '' && ` · ${purpose}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {printed.length > 0 && (
        <>
          <p>{text('consent.wasPublished', { count: printed.length })}</p>
          <ul>
            {printed.map(({ id, title, written }) => (
              <li key={id}>
                {title} · {written.map(format.day).join(', ')}
              </li>
            ))}
          </ul>
        </>
      )}
    </Banner>
  )
}

/** Consents of a source. */
export const ConsentSection = ({ source }: { readonly source: Source }): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const { consents } = source.content
  return (
    <section className={page['section']}>
      <h2 className={page['heading']}>{text('consent.title')}</h2>
      {consents.length === 0 && <p className={page['quiet']}>{text('consent.none')}</p>}
      {consents.length > 0 && (
        <ul className={styles['list']} aria-label={text('consent.title')}>
          {consents.map((consent, index) => (
            <li key={`${index}`} className={styles['row']}>
              <span className={styles['main']}>
                {text(consentUseWords[consent.use])} ·{' '}
                {consent.audience === '' ? text('consent.anybody') : consent.audience}
              </span>
              {consent.given !== '' && (
                <span className={styles['side']}>
                  {text('consent.givenDate', { date: dateWords(consent.given, intl, text) })}
                </span>
              )}
              <StateChip consent={consent} />
              {consent.note !== '' && <span className={styles['note']}>{consent.note}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
