import type { ReactElement, ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { ReportContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { DateField } from '../../records/date-field.tsx'
import { dateWords } from '../../records/date-words.ts'
import { isDateText } from '../../records/edtf.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { Button } from '../../ui/button.tsx'
import { PopoverDialog } from '../../ui/popover.tsx'
import { PlaceOf, SourcesField } from './report-details.tsx'
import type { Edit } from './report-details.tsx'
import styles from './report-record.module.css'

const Fact = ({
  label,
  words,
  missing,
  children,
}: {
  readonly label: string
  readonly words: string
  /** Shown while it is not stated. */
  readonly missing: string
  /** The field that changes it. */
  readonly children: ReactNode
}): ReactElement => (
  <PopoverDialog
    label={label}
    placement="bottom start"
    button={
      <Button
        variant="quiet"
        size="small"
        aria-label={words === '' ? missing : `${label}: ${words}`}
      >
        {words === '' ? missing : words}
      </Button>
    }
  >
    <div className={styles['factField']}>{children}</div>
  </PopoverDialog>
)

/** The facts that every report needs, in one line under its title: who told it, when, and where. */
export const FactsLine = ({
  content,
  onEdit,
}: {
  readonly content: ReportContent
  /** null: read only. */
  readonly onEdit: Edit | null
}): ReactElement | null => {
  const text = useText()
  const intl = useIntl()
  const { sourceById } = useSources()
  const sources = content.sourceIds
    .map((id) => {
      const source = sourceById.get(id)
      return source === undefined ? text('reports.unknownSource') : sourceName(source)
    })
    .join(', ')
  const { eventDate } = content
  const when = eventDate !== '' && isDateText(eventDate) ? dateWords(eventDate, intl, text) : ''
  const where = content.place.text
  if (onEdit === null) {
    const said = [sources, when, where].filter((one) => one !== '')
    return said.length === 0 ? null : <p className={styles['facts']}>{said.join(' · ')}</p>
  }
  return (
    <div className={styles['facts']} data-facts>
      <Fact label={text('reports.sources')} words={sources} missing={text('reports.addSource')}>
        <SourcesField content={content} onEdit={onEdit} />
      </Fact>
      <Fact label={text('reports.eventDate')} words={when} missing={text('reports.addDate')}>
        <DateField
          label={text('reports.eventDate')}
          value={eventDate}
          onChange={(next) => onEdit({ eventDate: next })}
        />
      </Fact>
      <Fact label={text('reports.place')} words={where} missing={text('reports.addPlace')}>
        <PlaceOf content={content} onEdit={onEdit} />
      </Fact>
    </div>
  )
}
