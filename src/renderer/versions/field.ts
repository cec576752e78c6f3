import type { MessageKey } from '../i18n/messages.ts'
import type { ValueWords } from './value-words.ts'

/** How two versions of a field can be merged. */
export type FieldForm = 'text' | 'line' | 'list' | 'value'

type Spec<C, V> = {
  readonly label: MessageKey
  readonly form: FieldForm
  /** Text for display; for a list, one line per entry. */
  readonly say: (value: V, words: ValueWords, content: C) => string | readonly string[]
}

/**
 * Labels and display texts of a content's fields, in page order. A key has its own spec, or names
 * the key that it can only be chosen together with. A missing key does not compile: a difference
 * that is not shown would be lost.
 */
export type Specs<C> = {
  readonly [K in keyof C]-?: Spec<C, C[K]> | Exclude<keyof C, K>
}

/** A field in which versions can differ. */
export type Field = {
  readonly id: string
  readonly label: MessageKey
  readonly form: FieldForm
  /** Its keys in the content, its own first. */
  readonly keys: readonly string[]
  readonly say: (content: VersionContent, words: ValueWords) => readonly string[]
}

/** A content of any kind, seen as fields. */
export type VersionContent = Readonly<Record<string, unknown>>

// The mapped type ties each key to its spec; TypeScript cannot follow that through an index.
const entriesOf = <C extends object>(specs: Specs<C>) =>
  Object.entries(specs as unknown as Record<string, Spec<C, C[keyof C]> | string>)

export const fieldsFrom = <C extends object>(specs: Specs<C>): readonly Field[] =>
  entriesOf(specs).flatMap(([id, spec], _, all) => {
    if (typeof spec !== 'object') return []
    const others = all.flatMap(([key, of]) => (of === id ? [key] : []))
    const say: Field['say'] = (content, words) => {
      const said = spec.say(content[id] as C[keyof C], words, content as C)
      const lines = typeof said === 'string' ? [said] : said
      return lines.filter((line) => line !== '')
    }
    return [{ id, label: spec.label, form: spec.form, keys: [id, ...others], say }]
  })
