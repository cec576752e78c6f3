import type { Command } from '../../ui/command-list.tsx'

/** A line of the palette. */
export type PaletteItem = {
  /**
   * Folded search names in all languages: a user can find a command by the name learned in another
   * language.
   */
  readonly names: readonly string[]
} & Command
