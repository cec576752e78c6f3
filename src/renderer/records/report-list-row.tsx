import type { MouseEvent, PointerEvent, ReactElement, ReactNode } from 'react'
import { useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { ReportRow, Source } from '../../shared/records.ts'
import { useText } from '../i18n/use-text.ts'
import { ChoiceBox } from '../ui/choice-box.tsx'
import type { BoxChoice } from '../ui/choice-box.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Chip } from '../ui/tag.tsx'
import { dateWords } from './date-words.ts'
import { sourceName } from './names.ts'
import { PinnedStar, usePinned } from './pins.tsx'
import { StateChip } from './state-chip.tsx'
import { useHasWithdrawn } from './use-withdrawn.ts'

/** What rows tell of their records, read once for all rows of a list. */
export type RowMarks = {
  readonly pinned: readonly string[]
  readonly hasWithdrawn: (source: Source) => boolean
}

export const useRowMarks = (): RowMarks => {
  const pinned = usePinned()
  const hasWithdrawn = useHasWithdrawn()
  return useMemo(() => ({ pinned, hasWithdrawn }), [pinned, hasWithdrawn])
}

/** A report in a list: title, first words or search match, date and sources. */
export const ReportListRow = ({
  row,
  sourceById,
  marks: { pinned, hasWithdrawn },
  title,
  detail,
  note,
  isSelected = false,
  choice,
  tabIndex,
  onDown,
  onOpen,
  onDrag,
}: {
  readonly row: ReportRow
  readonly sourceById: ReadonlyMap<string, Source>
  readonly marks: RowMarks
  /** Replace the title and the first words, with search matches marked. */
  readonly title?: ReactNode
  readonly detail?: ReactNode
  /** Why the report is in the list. */
  readonly note?: string
  readonly isSelected?: boolean
  readonly tabIndex?: 0 | -1
  readonly onDown?: ((event: PointerEvent) => void) | undefined
  readonly onOpen: (id: string, event: MouseEvent) => void
  readonly onDrag?: (() => void) | undefined
  /** For lists with multiple selection; the checkbox is shown while selecting. */
  readonly choice?: BoxChoice
}): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const sources = row.sourceIds.flatMap((id) => sourceById.get(id) ?? [])
  const isWithdrawn = sources.some(hasWithdrawn)
  const shown = detail ?? row.excerpt
  const name = row.title === '' ? text('reports.untitled') : row.title
  return (
    <ListRow
      title={title ?? name}
      {...(shown === '' ? {} : { detail: shown })}
      lang={row.title === '' && row.excerpt === '' ? undefined : row.language}
      end={row.state === 'filed' ? undefined : <StateChip state={row.state} />}
      facts={
        <>
          {pinned.includes(row.id) && <PinnedStar />}
          {isWithdrawn && (
            <Chip tone="danger" icon="alert">
              {text('consent.goneShort')}
            </Chip>
          )}
          {row.conflicted && (
            <Chip tone="warn" icon="branch">
              {text('reports.conflicted')}
            </Chip>
          )}
          {note !== undefined && <Chip>{note}</Chip>}
          {row.eventDate !== '' && <span>{dateWords(row.eventDate, intl, text)}</span>}
          {sources.map((source) => (
            <span key={source.id}>{sourceName(source)}</span>
          ))}
        </>
      }
      isSelected={isSelected}
      tabIndex={tabIndex}
      {...(choice === undefined
        ? {}
        : {
            isChosen: choice.isChosen,
            lead: choice.isShown && <ChoiceBox name={name} choice={choice} />,
          })}
      onDown={onDown}
      onPress={(event) => onOpen(row.id, event)}
      onDrag={onDrag}
    />
  )
}
