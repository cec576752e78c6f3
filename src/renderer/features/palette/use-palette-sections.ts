import type { ReactNode } from 'react'
import { useAct, useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import type { IconName } from '../../ui/icon.tsx'
import { areas, useView } from '../../view-state.tsx'

export interface PaletteItem {
  readonly id: string
  readonly label: string
  readonly icon: IconName
  readonly lang?: string
  readonly keys?: readonly string[]
  readonly run: () => void
}
export interface PaletteSection {
  readonly id: string
  readonly title: ReactNode
  readonly items: readonly PaletteItem[]
}

const recordsShown = 5
const reportsShown = 8
const themes = ['system', 'light', 'dark', 'contrast'] as const

const holds = (label: string, query: string): boolean =>
  label.toLocaleLowerCase().includes(query.toLocaleLowerCase())

/** What the palette offers for a query: views and acts at once, records as the vault finds them. */
export const usePaletteSections = (
  query: string,
  onHelp: () => void,
): readonly PaletteSection[] => {
  const text = useText()
  const { go, select, search } = useView()
  const cases = useDesk('cases.list', {})
  const sources = useDesk('sources.list', {})
  const settings = useDesk('settings.get', {})
  const setSettings = useAct('settings.set')
  const lock = useAct('app.lock', { changes: false })
  const found = useDesk(
    'search.query',
    { query, limit: reportsShown },
    { enabled: query !== '', gcTime: 0, placeholderData: (previous) => previous },
  )

  const views: readonly PaletteItem[] = areas.map((area, index) => ({
    id: `go-${area}`,
    label: text(`nav.${area}`),
    icon: area,
    keys: ['Ctrl', String(index + 1)],
    run: () => go(area),
  }))
  const acts: readonly PaletteItem[] = [
    {
      id: 'new-report',
      label: text('palette.newReport'),
      icon: 'plus',
      keys: ['Ctrl', 'N'],
      run: () => select('reports', 'new'),
    },
    {
      id: 'new-case',
      label: text('palette.newCase'),
      icon: 'plus',
      run: () => select('cases', 'new'),
    },
    {
      id: 'new-source',
      label: text('palette.newSource'),
      icon: 'plus',
      run: () => select('sources', 'new'),
    },
    {
      id: 'border',
      label: text('border.title'),
      icon: 'shield',
      run: () => go('border'),
    },
    {
      id: 'lock',
      label: text('palette.lock'),
      icon: 'lock',
      keys: ['Ctrl', 'L'],
      run: () => lock.mutate({}),
    },
    {
      id: 'shortcuts',
      label: text('palette.shortcuts'),
      icon: 'keyboard',
      keys: ['F1'],
      run: onHelp,
    },
    // Four more lines that few want: only for those who type for them.
    ...(query === '' ? [] : themes).map((theme) => ({
      id: `theme-${theme}`,
      label: text('palette.theme', { theme: text(`settings.theme.${theme}`) }),
      icon: 'settings' as const,
      run: () => {
        if (settings.data !== undefined) setSettings.mutate({ ...settings.data, theme })
      },
    })),
  ]
  const fit = (items: readonly PaletteItem[]): readonly PaletteItem[] =>
    items.filter((item) => holds(item.label, query))

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
    { id: 'views', title: text('palette.views'), items: fit(views) },
    { id: 'acts', title: text('palette.acts'), items: fit(acts) },
    { id: 'cases', title: text('palette.cases'), items: fit(caseItems).slice(0, recordsShown) },
    {
      id: 'sources',
      title: text('palette.sources'),
      items: fit(sourceItems).slice(0, recordsShown),
    },
    { id: 'reports', title: text('palette.reports'), items: [...all, ...reportItems] },
  ].filter((section) => section.items.length > 0)
}
