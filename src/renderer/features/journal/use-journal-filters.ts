import { useMemo } from 'react'
import type { In } from '../../../shared/contract.ts'
import { useText } from '../../i18n/use-text.ts'
import type { ListFilter } from '../../lists/filters.tsx'
import { useView } from '../../app/view-state.ts'
import { kindIcons } from './journal-row.tsx'

type JournalFilterRecords = Pick<In<'journal.list'>, 'kind' | 'about'>

const kinds = Object.keys(kindIcons) as (keyof typeof kindIcons)[]
const subjects = [
  'vault',
  'case',
  'source',
  'report',
  'claim',
  'attribution',
  'publication',
] as const satisfies readonly JournalFilterRecords['about'][]

/** Filters of the journal: kind of action and kind of subject. */
export const useJournalFilters = (): {
  readonly those: JournalFilterRecords
  readonly filters: readonly ListFilter[]
  readonly isNarrowed: boolean
  readonly clear: () => void
} => {
  const text = useText()
  const { view, arrangeList } = useView()
  const values = view.lists.journal.filters
  const kind = kinds.find((one) => one === values['kind'])
  const about = subjects.find((one) => one === values['about'])
  // Memoized: the journal renders again with each loaded page.
  const options = useMemo(
    () => ({
      kind: kinds.map((value) => ({ value, label: text(`journal.kind.${value}`) })),
      about: subjects.map((value) => ({ value, label: text(`journal.subject.${value}`) })),
    }),
    [text],
  )
  const any = text('selection.any')
  const set = (name: string) => (value: string) =>
    arrangeList('journal', { filters: { ...values, [name]: value } })
  return {
    those: { ...(kind === undefined ? {} : { kind }), ...(about === undefined ? {} : { about }) },
    filters: [
      {
        name: 'kind',
        label: text('journal.act'),
        any,
        options: options.kind,
        value: kind ?? '',
        onChange: set('kind'),
      },
      {
        name: 'about',
        label: text('journal.about'),
        any,
        options: options.about,
        value: about ?? '',
        onChange: set('about'),
      },
    ],
    isNarrowed: kind !== undefined || about !== undefined,
    clear: () => arrangeList('journal', { filters: {} }),
  }
}
