import type { MessageKey } from '../i18n/messages.ts'
import type { ValueWords } from './value-words.ts'

/** How two versions of a field can be put together. */
export type FieldForm = 'text' | 'line' | 'list' | 'value'

type Spec<C, V> = {
  readonly label: MessageKey
  readonly form: FieldForm
  /** What a person reads of it; of a list, one line for each entry. */
  readonly say: (value: V, words: ValueWords, content: C) => string | readonly string[]
}

/**
 * What the fields of a content are called and how they are said, in the order of a page. A key either
 * stands for itself, or belongs to another that it cannot be chosen apart from. One that is missing
 * does not compile: a difference that is not shown would be lost.
 */
export type Specs<C> = {
  readonly [K in keyof C]-?: Spec<C, C[K]> | Exclude<keyof C, K>
}

/** One thing that versions can differ in. */
export type Field = {
  readonly id: string
  readonly label: MessageKey
  readonly form: FieldForm
  /** The keys of the content that it is made of, its own first. */
  readonly keys: readonly string[]
  readonly say: (content: VersionContent, words: ValueWords) => readonly string[]
}

/** A content of whatever kind, as far as fields are concerned. */
export type VersionContent = Readonly<Record<string, unknown>>

// The mapped type keeps each key and its way of saying together; no index can follow it.
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
