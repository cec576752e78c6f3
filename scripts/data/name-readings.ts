/**
 * Writes src/disclosure-checks/names/unihan.ts out of Unicode's Unihan database (ADR 0020):
 *
 *   node scripts/data/name-readings.ts FOLDER > src/disclosure-checks/names/unihan.ts
 *
 * FOLDER holds Unihan_Readings.txt and Unihan_Variants.txt, as unicode.org and Debian's package
 * `unicode-data` give them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2] ?? '.'

type Fields = Map<string, Map<string, string>>

const read = (name: string): Fields => {
  const fields: Fields = new Map()
  for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
    const [code, field, value] = line.split('\t')
    if (!code?.startsWith('U+') || field === undefined || value === undefined) continue
    const character = String.fromCodePoint(Number.parseInt(code.slice(2), 16))
    const values = fields.get(field) ?? new Map<string, string>()
    fields.set(field, values)
    values.set(character, value)
  }
  return fields
}

/** One UTF-16 unit, as the linter reads Han characters. */
const isPlain = (character: string): boolean => /^[\u3400-\u9fff]$/.test(character)

const readings = read('Unihan_Readings.txt')
const variants = read('Unihan_Variants.txt')
const of = (fields: Fields, field: string): Map<string, string> => fields.get(field) ?? new Map()

const others = new Map<string, Set<string>>()
const link = (left: string, right: string): void => {
  if (left === right || !isPlain(left) || !isPlain(right)) return
  others.set(left, (others.get(left) ?? new Set()).add(right))
  others.set(right, (others.get(right) ?? new Set()).add(left))
}
for (const field of ['kSimplifiedVariant', 'kTraditionalVariant', 'kZVariant']) {
  for (const [character, value] of of(variants, field)) {
    for (const [, code = ''] of value.matchAll(/U\+([0-9A-F]+)/g)) {
      link(character, String.fromCodePoint(Number.parseInt(code, 16)))
    }
  }
}

const korean = new Map<string, { usual: Set<string>; rare: Set<string> }>()
const koreanCharacters = new Set<string>()
for (const [character, value] of of(readings, 'kHangul')) {
  if (!isPlain(character)) continue
  for (const entry of value.split(' ')) {
    const [syllable = '', source = ''] = entry.split(':')
    const group = korean.get(syllable) ?? { usual: new Set(), rare: new Set() }
    korean.set(syllable, group)
    // E: taught at school; N: allowed in names by law.
    const list = /[EN]/.test(source) ? group.usual : group.rare
    for (const one of [character, ...(others.get(character) ?? [])]) {
      list.add(one)
      koreanCharacters.add(one)
    }
  }
}

const toneless = (reading: string): string =>
  reading
    .normalize('NFD')
    .replaceAll(/[\u0300\u0301\u0304\u030c]/g, '')
    .normalize('NFC')

const mandarinOf = (character: string): Set<string> => {
  const found = new Set<string>()
  for (const one of [character, ...(others.get(character) ?? [])]) {
    for (const field of ['kMandarin', 'kTGHZ2013', 'kXHC1983']) {
      const value = of(readings, field).get(one) ?? ''
      for (const [reading] of value.matchAll(/[\p{Ll}\p{M}]+/gu)) {
        const plain = toneless(reading)
        if (/^[a-zü]+$/.test(plain)) found.add(plain)
      }
    }
  }
  return found
}
const mandarin = new Map<string, Set<string>>()
const characters = new Set([...of(readings, 'kTGHZ2013').keys(), ...koreanCharacters])
for (const character of [...characters].filter(isPlain)) {
  for (const reading of mandarinOf(character)) {
    mandarin.set(reading, (mandarin.get(reading) ?? new Set()).add(character))
  }
}

const sorted = <T>(map: Map<string, T>): [string, T][] =>
  [...map].sort(([left], [right]) => (left < right ? -1 : 1))
const known = new Set([...characters, ...koreanCharacters])
const families: string[] = []
const grouped = new Set<string>()
for (const character of [...known].sort()) {
  if (grouped.has(character)) continue
  const family = [character, ...[...(others.get(character) ?? [])].sort()]
  if (family.length === 1) continue
  for (const one of family) grouped.add(one)
  families.push(family.join(''))
}

const perLine = 14
const lines = (entries: readonly string[]): string =>
  Array.from({ length: Math.ceil(entries.length / perLine) }, (_, line) =>
    entries.slice(line * perLine, (line + 1) * perLine).join(' '),
  ).join('\n')

process.stdout.write(`/**
 * Readings and variant forms of Chinese characters. Made by scripts/data/name-readings.ts from the
 * Unihan database 15.1: fields kHangul, kMandarin, kTGHZ2013, kXHC1983, kSimplifiedVariant,
 * kTraditionalVariant and kZVariant, regrouped by reading.
 * © 1991-2023 Unicode, Inc. Used under the Unicode License: docs/licences/unicode.txt.
 */

/** By Korean reading: characters that a name may have by law, a slash, and the rest. */
export const koreanGroups = \`
${lines(sorted(korean).map(([syllable, { usual, rare }]) => `${syllable}:${[...usual].join('')}/${[...rare].filter((one) => !usual.has(one)).join('')}`))}\`

/** By pinyin without tones. */
export const mandarinGroups = \`
${lines(sorted(mandarin).map(([reading, set]) => `${reading}:${[...set].join('')}`))}\`

/** Written forms of one character: the first, then all others. */
export const writings = \`
${lines(families)}\`
`)
