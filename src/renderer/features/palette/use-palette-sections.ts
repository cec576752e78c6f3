import { useDeferredValue } from 'react'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { folded } from '../../lists/fits-words.ts'
import type { CommandSection } from '../../ui/command-list.tsx'
import { useView } from '../../view-state.tsx'
import type { PaletteItem } from './palette-item.ts'
import { usePaletteActs } from './use-palette-acts.ts'

const recordsShown = 5
const reportsShown = 8
/** Acts that are shown before anything is typed; the rest come to who types for them. */
const actsShown = 9

/** Acts of what is open that are shown at once; a long list may offer as many as it has rows. */
const openShown = 60

const holds = ({ label, otherNames = [] }: PaletteItem, wanted: string): boolean =>
  [label, ...otherNames].some((name) => folded(name).includes(wanted))

/** What the palette offers for a query: views and acts at once, records as the vault finds them. */
export const usePaletteSections = (
  query: string,
  onHelp: () => void,
): readonly CommandSection[] => {
  const text = useText()
  const { go, select, search } = useView()
  const cases = useDesk('cases.list', {})
  const sources = useDesk('sources.list', {})
  // Views and acts follow each key at once: Enter does what is typed. The vault may take its time.
  const asked = useDeferredValue(query)
  const found = useDesk(
    'search.query',
    { query: asked, limit: reportsShown },
    { enabled: asked !== '', gcTime: 0, placeholderData: (previous) => previous },
  )

  const { views, open, acts } = usePaletteActs(onHelp)
  const wanted = folded(query)
  const fit = (items: readonly PaletteItem[]): readonly PaletteItem[] =>
    items.filter((item) => holds(item, wanted))

  const caseItems = (query === '' ? [] : (cases.data ?? [])).map((record) => ({
    id: record.id,
    label: record.content.title,
    icon: 'cases' as const,
    run: () => select('cases', record.id),
  }))
  const sourceItems = (query === '' ? [] : (sources.data ?? [])).map((record) => ({
    id: record.id,
    label: record.content.kind === 'protected' ? record.content.codeName : record.content.name,
    icon: 'sources' as const,
    run: () => select('sources', record.id),
  }))
  const reportItems: readonly PaletteItem[] =
    query === ''
      ? []
      : (found.data?.hits ?? []).map(({ row }) => ({
          id: row.id,
          label: row.title === '' ? text('palette.untitled') : row.title,
          icon: 'reports',
          lang: row.language,
          run: () => select('reports', row.id),
        }))
  const all: readonly PaletteItem[] =
    query === ''
      ? []
      : [
          {
            id: 'search-all',
            label: text('palette.all', { query }),
            icon: 'search',
            run: () => {
              search(query)
              go('reports')
            },
          },
        ]

  // What the vault has yet to find comes last: what has the focus must not move under the hand.
  return [
    { id: 'open', title: text('palette.open'), items: fit(open).slice(0, openShown) },
    { id: 'views', title: text('palette.views'), items: fit(views) },
    {
      id: 'acts',
      title: text('palette.acts'),
      items: query === '' ? acts.slice(0, actsShown) : fit(acts),
    },
    { id: 'cases', title: text('palette.cases'), items: fit(caseItems).slice(0, recordsShown) },
    {
      id: 'sources',
      title: text('palette.sources'),
      items: fit(sourceItems).slice(0, recordsShown),
    },
    { id: 'reports', title: text('palette.reports'), items: [...all, ...reportItems] },
  ].filter((section) => section.items.length > 0)
}
