import type { Command } from '../../ui/command-list.tsx'

/** One line of the palette. */
export interface PaletteItem extends Command {
  /** What it is called in the other languages: whoever learned the app in one finds it in all. */
  readonly otherNames?: readonly string[]
}
