import type { PaletteItem } from './names.ts'

/** A line of the palette with its kind: a view goes before a record, a record before a command. */
export type RankedItem = {
  readonly item: PaletteItem
  readonly rank: 'view' | 'record' | 'command'
  /** How often it was used; more goes first among equals. */
  readonly times?: number
}

const kinds = { view: 0, record: 1, command: 2 } as const

/** How well a name fits: exactly 0, from its beginning 1, from a word's 2, anywhere 3; null: not. */
const fitOf = (names: readonly string[], wanted: string): number | null => {
  let best: number | null = null
  for (const name of names) {
    const at = name.indexOf(wanted)
    if (at < 0) continue
    const fit = name === wanted ? 0 : at === 0 ? 1 : name.includes(` ${wanted}`) ? 2 : 3
    if (best === null || fit < best) best = fit
  }
  return best
}

/**
 * The items whose names hold the wanted words, the obvious first: by how the name fits, then by
 * kind, then by use, then in the given order.
 *
 * @param wanted folded.
 */
export const ranked = (items: readonly RankedItem[], wanted: string): readonly PaletteItem[] =>
  items
    .flatMap((one, at) => {
      const fit = fitOf(one.item.names, wanted)
      return fit === null ? [] : [{ ...one, at, fit }]
    })
    .sort(
      (a, b) =>
        a.fit - b.fit ||
        kinds[a.rank] - kinds[b.rank] ||
        (b.times ?? 0) - (a.times ?? 0) ||
        a.at - b.at,
    )
    .map(({ item }) => item)
