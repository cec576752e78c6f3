import type { Command } from '../../ui/command-list.tsx'

/** One line of the palette. */
export interface PaletteItem extends Command {
  /**
   * Folded, what it is found by: its name in all languages, as whoever learned the app in one finds it
   * in each.
   */
  readonly names: readonly string[]
}
