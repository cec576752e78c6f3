import type { MessageKey } from '../i18n/messages.ts'
import { letterOf } from '../typing.ts'

/** What of a key press is looked at; React's and the document's both have it. */
export type KeyPress = {
  readonly key: string
  readonly code: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/**
 * One act and the keys that do it. What hears the keys and what shows them read the same table, so
 * that neither knows of one that the other does not. A chord is written as it is shown: `Ctrl+Shift+Z`,
 * `F8`, `←→` for either of two arrows.
 */
export type Shortcut = {
  readonly says: MessageKey
  readonly keys: readonly string[]
  /** Do the same and are not shown: where a hand may slip, or another keyboard needs them. */
  readonly also?: readonly string[]
  /** Shown with the others, and heard by what has the focus itself. */
  readonly native?: readonly string[]
}

export type Shortcuts = Readonly<Record<string, Shortcut>>

const names: Readonly<Record<string, string>> = {
  '←': 'ArrowLeft',
  '↑': 'ArrowUp',
  '→': 'ArrowRight',
  '↓': 'ArrowDown',
  Esc: 'Escape',
  Space: ' ',
}

type ChordKeys = {
  readonly held: readonly string[]
  readonly key: string
}

const partsOf = (chord: string): ChordKeys => {
  const key = chord.endsWith('+') ? '+' : chord.slice(chord.lastIndexOf('+') + 1)
  return { held: chord.slice(0, -key.length).split('+').filter(Boolean), key }
}

const isArrows = (key: string): boolean => /^[←↑→↓]+$/.test(key)

/** What stands on a key: `Page Down`, and a space between several arrows. */
const capOf = (key: string): string =>
  isArrows(key) ? [...key].join(' ') : key.replace(/^Page/, 'Page ')

/** A chord as key caps. */
export const capsOf = (chord: string): readonly string[] => {
  const { held, key } = partsOf(chord)
  return [...held, capOf(key)]
}

const isKey = (event: KeyPress, key: string): boolean => {
  if (/^[A-Z]$/.test(key)) {
    // Named one by one: an event has these from its class, and a copy of it would have none.
    const alone = { altKey: false, ctrlKey: false, metaKey: false }
    return letterOf({ key: event.key, code: event.code, ...alone }) === key.toLowerCase()
  }
  if (isArrows(key)) return [...key].some((arrow) => names[arrow] === event.key)
  // The key of plus says `=` as long as Shift is not held.
  return event.key === (names[key] ?? key) || (key === '+' && event.key === '=')
}

/** Is it that one? Shift counts where the chord has a name or a command; a sign may need it to be typed. */
export const isChord = (event: KeyPress, chord: string): boolean => {
  const { held, key } = partsOf(chord)
  const isCommand = held.includes('Ctrl')
  if (isCommand !== (event.ctrlKey || event.metaKey)) return false
  if (held.includes('Alt') !== event.altKey) return false
  const isFree = key.length === 1 && !(key in names) && !(isCommand && /[A-Z]/.test(key))
  return (isFree || held.includes('Shift') === event.shiftKey) && isKey(event, key)
}

/** The act that a key asks for, by its name in the table; null for none of them. */
export const actIn = <T extends Shortcuts>(event: KeyPress, table: T): keyof T | null =>
  Object.keys(table).find((name) => {
    const { keys = [], also = [] } = table[name] ?? {}
    return [...keys, ...also].some((chord) => isChord(event, chord))
  }) ?? null
