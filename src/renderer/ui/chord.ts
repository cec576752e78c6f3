import type { MessageKey } from '../i18n/messages.ts'
import { letterOf } from '../typing.ts'

/** The inspected properties of a key press; React events and document events both have them. */
export type KeyPress = {
  readonly key: string
  readonly code: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/**
 * An action and its keys. Key handling and help read the same table, so that they always agree.
 * Chords are written as displayed: `Ctrl+Shift+Z`, `F8`, `←→` for either of two arrows.
 */
export type Shortcut = {
  readonly says: MessageKey
  readonly keys: readonly string[]
  /** Alternatives that are not displayed: for slips, or for other keyboards. */
  readonly also?: readonly string[]
  /** Displayed, but handled by the focused element itself. */
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

/** The label of a key: `Page Down`, and a space between several arrows. */
const capOf = (key: string): string =>
  isArrows(key) ? [...key].join(' ') : key.replace(/^Page/, 'Page ')

/** A chord as a list of key labels. */
export const capsOf = (chord: string): readonly string[] => {
  const { held, key } = partsOf(chord)
  return [...held, capOf(key)]
}

const isKey = (event: KeyPress, key: string): boolean => {
  if (/^[A-Z]$/.test(key)) {
    // Listed one by one: an event inherits these from its class, so a copy has none of them.
    const alone = { altKey: false, ctrlKey: false, metaKey: false }
    return letterOf({ key: event.key, code: event.code, ...alone }) === key.toLowerCase()
  }
  if (isArrows(key)) return [...key].some((arrow) => names[arrow] === event.key)
  // The plus key reports `=` without Shift.
  return event.key === (names[key] ?? key) || (key === '+' && event.key === '=')
}

/**
 * Does the event match the chord? Shift is compared for named keys and commands; a sign may need it
 * to be typed.
 */
export const isChord = (event: KeyPress, chord: string): boolean => {
  const { held, key } = partsOf(chord)
  const isCommand = held.includes('Ctrl')
  if (isCommand !== (event.ctrlKey || event.metaKey)) return false
  if (held.includes('Alt') !== event.altKey) return false
  const isFree = key.length === 1 && !(key in names) && !(isCommand && /[A-Z]/.test(key))
  return (isFree || held.includes('Shift') === event.shiftKey) && isKey(event, key)
}

/** The name of the action in the table; null for none. */
export const actIn = <T extends Shortcuts>(event: KeyPress, table: T): keyof T | null =>
  Object.keys(table).find((name) => {
    const { keys = [], also = [] } = table[name] ?? {}
    return [...keys, ...also].some((chord) => isChord(event, chord))
  }) ?? null
