import type { Command } from '../../ui/command-list.tsx'

/** One line of the palette. */
export type PaletteItem = {
  /**
   * Folded, what it is found by: its name in all languages, as whoever learned the app in one finds it
   * in each.
   */
  readonly names: readonly string[]
} & Command
