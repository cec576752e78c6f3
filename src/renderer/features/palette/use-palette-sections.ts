import { useDeferredValue, useMemo } from 'react'
import { useIntl } from 'react-intl'
import type { Case } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useForms, windowScoped } from '../../data/form-store.tsx'
import { useText } from '../../i18n/use-text.ts'
import type { Text } from '../../i18n/use-text.ts'
import { folded } from '../../lists/fits-words.ts'
import { useAvailableCommands } from '../../commands/commands.tsx'
import type { AvailableCommand } from '../../commands/commands.tsx'
import type { CommandName } from '../../commands/registry.ts'
import { dateWords } from '../../records/date-words.ts'
import { sourceName } from '../../records/names.ts'
import type { Command, CommandSection } from '../../ui/command-list.tsx'
import { useView } from '../../app/view-state.ts'
import { itemOf } from './names.ts'
import type { PaletteItem } from './names.ts'
import { ranked } from './ranking.ts'
import type { RankedItem } from './ranking.ts'
import type { PaletteActions } from './use-palette-actions.ts'

const reportsShown = 8
/** Number of commands shown before typing; the others are found by typing. */
const actionsShown = 9

/** Limit on what is shown at once; a long list may offer one command per row. */
const shownMost = 60

const isDanger = (item: PaletteItem): boolean => item.isDanger === true
const isSafe = (item: PaletteItem): boolean => !isDanger(item)

type PaletteRecord = {
  readonly id: string
  readonly label: string
  readonly names: readonly string[]
}

/** Records with their names folded once instead of on each letter: there may be thousands. */
const useNamed = <Item extends { readonly id: string }>(
  records: readonly Item[] | undefined,
  nameOf: (record: Item) => string,
): readonly PaletteRecord[] =>
  useMemo(
    () =>
      (records ?? []).map((record) => {
        const label = nameOf(record)
        return { id: record.id, label, names: [folded(label)] }
      }),
    [nameOf, records],
  )

/** Computes the line of each command once: a view may provide one per row. */
const itemCache = (text: Text): ((command: AvailableCommand) => PaletteItem) => {
  const known = new WeakMap<AvailableCommand, PaletteItem>()
  return (command) => {
    const item = known.get(command) ?? itemOf(text, command)
    known.set(command, item)
    return item
  }
}

/** Commands for the open record, as possible now. */
const useOpenItems = (): readonly (PaletteItem & { readonly name: CommandName })[] => {
  const text = useText()
  const itemFor = useMemo(() => itemCache(text), [text])
  // Several components may provide the same command.
  return useAvailableCommands().map((command, at) => ({
    ...itemFor(command),
    id: `open-${at}-${command.name}`,
    name: command.name,
  }))
}

/** How often each command was run from the palette since the vault was opened. */
const uses = windowScoped(() => new Map<string, number>())

const counted = <Item extends PaletteItem>(
  item: Item,
  key: string,
  times: Map<string, number>,
): Item => ({
  ...item,
  run: () => {
    times.set(key, (times.get(key) ?? 0) + 1)
    item.run()
  },
})

const areaOf = {
  case: 'cases',
  source: 'sources',
  report: 'reports',
  claim: 'claims',
  publication: 'publications',
} as const

/** Records shown last, with their titles; from the memory of the window alone. */
const useRecent = (): readonly PaletteItem[] => {
  const text = useText()
  const { view, select } = useView()
  const { data } = useVaultQuery(
    'overview.titles',
    // Ids are strings in the window; the vault process validates each of them.
    { ids: view.recent.map(({ id }) => id) },
    { enabled: view.recent.length > 0, gcTime: 0 },
  )
  return (data ?? []).flatMap(({ id, kind, title, language }) => {
    if (kind === 'attribution') return []
    const label = title === '' ? text('palette.untitled') : title
    return [
      {
        id,
        label,
        names: [folded(label)],
        icon: areaOf[kind],
        kind: text(`nav.one.${kind}`),
        ...(title === '' || language === null ? {} : { lang: language }),
        run: () => select(areaOf[kind], id),
      },
    ]
  })
}

const titleOf = ({ content }: Case): string => content.title

/** Reports that the vault process finds, and a search for all of them. */
const useFoundReports = (query: string): readonly Command[] => {
  const text = useText()
  const intl = useIntl()
  const { go, select, search } = useView()
  // Views and commands follow each key at once, so that Enter matches the typed text. The search of
  // the vault is deferred.
  const asked = useDeferredValue(query)
  const found = useVaultQuery(
    'search.query',
    { query: asked, limit: reportsShown },
    { enabled: asked !== '', gcTime: 0, placeholderData: (previous) => previous },
  )
  if (query === '') return []
  return [
    {
      id: 'search-all',
      label: text('palette.all', { query }),
      icon: 'search',
      run: () => {
        search(query)
        go('reports')
      },
    },
    ...(found.data?.hits ?? []).map(({ row }) => ({
      id: `hit-${row.id}`,
      label: row.title === '' ? text('palette.untitled') : row.title,
      icon: 'reports' as const,
      lang: row.language,
      ...(row.eventDate === '' ? {} : { kind: dateWords(row.eventDate, intl, text) }),
      run: () => select('reports', row.id),
    })),
  ]
}

/**
 * Palette results for a query: one ranked list of views, records and commands at once, then reports
 * as the vault process finds them. What deletes something is last. Without a query: what the open
 * screen offers, then the records shown last.
 */
export const usePaletteSections = (
  query: string,
  { views, actions }: PaletteActions,
): readonly CommandSection[] => {
  const text = useText()
  const { select } = useView()
  const times = uses(useForms())
  const cases = useVaultQuery('cases.list', {})
  const sources = useVaultQuery('sources.list', {})
  const recent = useRecent()
  const open = useOpenItems()
  const caseNames = useNamed(cases.data, titleOf)
  const sourceNames = useNamed(sources.data, sourceName)
  const reports = useFoundReports(query)

  const provided = new Set(open.map(({ name }) => name))
  const here = open.map((item) => counted(item, item.name, times))
  const elsewhere = actions
    .filter(({ providedAs }) => providedAs === undefined || !provided.has(providedAs))
    .map((item) => counted(item, item.providedAs ?? item.id, times))
  const section = (id: string, title: string, items: readonly Command[]): CommandSection => ({
    id,
    title,
    items,
  })
  const shown = (sections: readonly CommandSection[]): readonly CommandSection[] =>
    sections.filter(({ items }) => items.length > 0)

  if (query === '') {
    return shown([
      section('open', text('palette.open'), here.filter(isSafe).slice(0, shownMost)),
      section('recent', text('palette.recent'), recent),
      section('views', text('palette.views'), views),
      section('actions', text('palette.actions'), elsewhere.filter(isSafe).slice(0, actionsShown)),
      section('danger', text('palette.danger'), here.filter(isDanger)),
    ])
  }

  const recordsOf = (
    area: 'cases' | 'sources',
    kind: 'case' | 'source',
    named: readonly PaletteRecord[],
  ): readonly RankedItem[] =>
    named
      .filter(({ id }) => !recent.some((one) => one.id === id))
      .map((one) => ({
        item: {
          ...one,
          icon: area,
          kind: text(`nav.one.${kind}`),
          run: () => select(area, one.id),
        },
        rank: 'record',
      }))
  const commandOf = (item: PaletteItem & { readonly name?: string }): RankedItem => ({
    item: { ...item, ...(item.keys === undefined ? { kind: text('palette.command') } : {}) },
    rank: 'command',
    times: times.get(item.name ?? item.id) ?? 0,
  })
  const wanted = folded(query)
  const safe = ranked(
    [
      ...views.map((item) => ({ item, rank: 'view' as const })),
      ...recent.map((item) => ({ item, rank: 'view' as const })),
      ...recordsOf('cases', 'case', caseNames),
      ...recordsOf('sources', 'source', sourceNames),
      ...[...here, ...elsewhere].filter(isSafe).map(commandOf),
    ],
    wanted,
  )
  const dangerous = ranked([...here, ...elsewhere].filter(isDanger).map(commandOf), wanted)
  // Search results come after, so that the focused line does not move when they arrive.
  return shown([
    section('found', text('palette.results'), safe.slice(0, shownMost)),
    section('reports', text('palette.reports'), reports),
    section('danger', text('palette.danger'), dangerous.slice(0, shownMost)),
  ])
}
