import { languageNames } from '../../i18n/languages.ts'
import type { Language } from '../../i18n/languages.ts'
import { messages } from '../../i18n/messages.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import type { Text, TextValues } from '../../i18n/use-text.ts'
import type { AvailableCommand } from '../../commands/commands.tsx'
import { commands } from '../../commands/registry.ts'
import { folded } from '../../lists/fits-words.ts'
import { capsOf } from '../../ui/chord.ts'
import type { Command } from '../../ui/command-list.tsx'

/** A line of the palette. */
export type PaletteItem = {
  /**
   * Folded search names in all languages: a user can find a command by the name learned in another
   * language.
   */
  readonly names: readonly string[]
} & Command

export const languages = Object.keys(languageNames) as readonly Language[]

/** A message with its values; plural syntax stays unformatted. */
const filled = (message: string, values: TextValues): string =>
  message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** The names of a command in all languages, folded. */
export const namesOf = (
  key: MessageKey,
  valuesIn: (language: Language) => TextValues,
): readonly string[] =>
  languages.map((language) => folded(filled(messages[language][key], valuesIn(language))))

export const itemOf = (text: Text, { name, values, run }: AvailableCommand): PaletteItem => {
  const { icon, shortcut, danger } = commands[name]
  const chord = shortcut?.keys[0]
  const label = text(name, values)
  return {
    id: name,
    label,
    names: [folded(label), ...namesOf(name, () => values ?? {})],
    icon,
    run,
    // What has a bin as its icon deletes something.
    ...(danger === true || icon === 'trash' ? { isDanger: true } : {}),
    ...(chord === undefined ? {} : { keys: capsOf(chord) }),
  }
}
