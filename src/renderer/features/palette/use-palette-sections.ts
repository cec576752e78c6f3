import { useDeferredValue, useMemo } from 'react'
import type { Case } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import type { Text } from '../../i18n/use-text.ts'
import { folded } from '../../lists/fits-words.ts'
import { useAvailableCommands } from '../../commands/commands.tsx'
import type { AvailableCommand } from '../../commands/commands.tsx'
import type { CommandName } from '../../commands/registry.ts'
import { sourceName } from '../../records/names.ts'
import type { Command, CommandSection } from '../../ui/command-list.tsx'
import { useView } from '../../app/view-state.ts'
import { itemOf } from './names.ts'
import type { PaletteItem } from './names.ts'
import type { PaletteActions } from './use-palette-actions.ts'

const recordsShown = 5
const reportsShown = 8
/** Number of commands shown before typing; the others are found by typing. */
const actionsShown = 9

/** Limit on commands of the open record shown at once; a long list may offer one per row. */
const openShown = 60

/** The first items whose names contain the query; the search stops at the limit. */
const firstHolding = <Item extends Pick<PaletteItem, 'names'>>(
  items: readonly Item[],
  wanted: string,
  most: number,
): readonly Item[] => {
  const found: Item[] = []
  for (const item of items) {
    if (found.length === most) break
    if (item.names.some((name) => name.includes(wanted))) found.push(item)
  }
  return found
}

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

const titleOf = ({ content }: Case): string => content.title

/**
 * Palette results for a query: views and commands at once, records as the vault process finds them.
 */
export const usePaletteSections = (
  query: string,
  { views, actions }: PaletteActions,
): readonly CommandSection[] => {
  const text = useText()
  const { go, select, search } = useView()
  const cases = useVaultQuery('cases.list', {})
  const sources = useVaultQuery('sources.list', {})
  // Views and commands follow each key at once, so that Enter matches the typed text. The search of
  // the vault is deferred.
  const asked = useDeferredValue(query)
  const found = useVaultQuery(
    'search.query',
    { query: asked, limit: reportsShown },
    { enabled: asked !== '', gcTime: 0, placeholderData: (previous) => previous },
  )

  const wanted = folded(query)
  const isTyped = query !== ''
  const open = useOpenItems()
  const provided = new Set(open.map(({ name }) => name))
  const actionsElsewhere = actions.filter(
    ({ providedAs }) => providedAs === undefined || !provided.has(providedAs),
  )
  const caseNames = useNamed(cases.data, titleOf)
  const sourceNames = useNamed(sources.data, sourceName)
  const records = (
    area: 'cases' | 'sources',
    named: readonly PaletteRecord[],
  ): readonly PaletteItem[] =>
    isTyped
      ? firstHolding(named, wanted, recordsShown).map((one) => ({
          ...one,
          icon: area,
          run: () => select(area, one.id),
        }))
      : []
  const reportItems: readonly Command[] = !isTyped
    ? []
    : (found.data?.hits ?? []).map(({ row }) => ({
        id: row.id,
        label: row.title === '' ? text('palette.untitled') : row.title,
        icon: 'reports',
        lang: row.language,
        run: () => select('reports', row.id),
      }))
  const all: readonly Command[] = !isTyped
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

  // Search results come last, so that the focused line does not move when they arrive.
  return [
    { id: 'open', title: text('palette.open'), items: firstHolding(open, wanted, openShown) },
    { id: 'views', title: text('palette.views'), items: firstHolding(views, wanted, views.length) },
    {
      id: 'actions',
      title: text('palette.actions'),
      items: firstHolding(actionsElsewhere, wanted, isTyped ? actions.length : actionsShown),
    },
    { id: 'cases', title: text('palette.cases'), items: records('cases', caseNames) },
    { id: 'sources', title: text('palette.sources'), items: records('sources', sourceNames) },
    { id: 'reports', title: text('palette.reports'), items: [...all, ...reportItems] },
  ].filter((section) => section.items.length > 0)
}
