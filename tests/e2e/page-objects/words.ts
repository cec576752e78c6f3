import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../src/renderer/i18n')

export type Language = 'en' | 'ko' | 'zh'

/** A word of the interface by its key, `{name}` filled in. Plurals are not formed: match by pattern. */
export type Words = (key: string, values?: Readonly<Record<string, string>>) => string

/** The messages of a language, from the files that the window is built from. */
export const wordsOf = (language: Language): Words => {
  const all = Object.assign(
    {},
    ...readdirSync(join(folder, language)).map((name): unknown =>
      JSON.parse(readFileSync(join(folder, language, name), 'utf8')),
    ),
  ) as Readonly<Record<string, string>>
  return (key, values = {}) => {
    const message = all[key]
    if (message === undefined) throw new Error(`the window has no words for ${key}`)
    return message.replaceAll(
      /\{(\w+)(?:, number)?\}/g,
      (whole, name: string) => values[name] ?? whole,
    )
  }
}

/** Matches a name that begins with these words: labels carry notes such as "optional" at their end. */
export const beginning = (words: string): RegExp =>
  new RegExp(`^${words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`)

/** Matches a name that ends with these words: a choice's button reads its value before its label. */
export const ending = (words: string): RegExp =>
  new RegExp(`${words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}$`)
