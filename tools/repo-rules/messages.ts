import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser'

/** Key to ICU message. */
export type Catalogue = Map<string, MessageFormatElement[]>

const keyForm = /^[a-z][a-zA-Z0-9]*(\.[a-zA-Z0-9_-]+)+$/

/** Reads one area file; each fault is a sentence for the developer. */
export const parseArea = (
  area: string,
  json: string,
  language: string,
): { messages: Catalogue; faults: string[] } => {
  const messages: Catalogue = new Map()
  const faults: string[] = []
  const seen = new Set<string>()
  for (const [, key = ''] of json.matchAll(/^\s*"([^"]+)"\s*:/gm)) {
    if (seen.has(key)) faults.push(`${key} stands there twice`)
    seen.add(key)
  }
  for (const [key, text] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
    if (!keyForm.test(key) || !key.startsWith(`${area}.`)) {
      faults.push(`${key} is not of the form ${area}.name`)
    }
    if (typeof text !== 'string' || text.trim() === '') {
      faults.push(`${key} is empty`)
      continue
    }
    if (text !== text.normalize('NFC')) faults.push(`${key} is not NFC`)
    try {
      messages.set(key, parse(text, { locale: new Intl.Locale(language) }))
    } catch (error) {
      faults.push(`${key} is no ICU message: ${error instanceof Error ? error.message : ''}`)
    }
  }
  return { messages, faults }
}

/**
 * The arguments and tags of a message, each with its kind, sorted. A number is written in the
 * digits and groups of a language and a word is not changed: `{count}` differs from `{count,
 * number}`.
 */
export const argumentsOf = (elements: readonly MessageFormatElement[]): string[] => {
  const found = new Set<string>()
  const walk = (parts: readonly MessageFormatElement[]): void => {
    for (const part of parts) {
      switch (part.type) {
        case TYPE.argument:
          found.add(part.value)
          break
        case TYPE.number:
          found.add(`${part.value} (number)`)
          break
        case TYPE.date:
        case TYPE.time:
          found.add(`${part.value} (time)`)
          break
        case TYPE.select:
          found.add(`${part.value} (${Object.keys(part.options).sort().join('|')})`)
          for (const option of Object.values(part.options)) walk(option.value)
          break
        case TYPE.plural:
          // The plural forms differ between languages, and a language may have only one.
          found.add(`${part.value} (number)`)
          for (const option of Object.values(part.options)) walk(option.value)
          break
        case TYPE.tag:
          found.add(`<${part.value}>`)
          walk(part.children)
          break
        case TYPE.literal:
        case TYPE.pound:
          break
      }
    }
  }
  walk(elements)
  return [...found].sort()
}

/** Arguments that are numbers in every message, so that no language may take them as words. */
const numbers = new Set(['at', 'count', 'line', 'max', 'most', 'number', 'shown', 'total'])

/** Numbers that a message takes as words: it would show them without a thousands separator. */
export const bareNumbers = (catalogue: Catalogue): string[] =>
  [...catalogue].flatMap(([key, message]) =>
    argumentsOf(message)
      .filter((argument) => numbers.has(argument))
      .map((argument) => `${key} takes {${argument}} as a word: write {${argument}, number}`),
  )

/** Faults where languages differ in keys, or in the arguments of a key. */
export const compareLanguages = (catalogues: Readonly<Record<string, Catalogue>>): string[] => {
  const faults: string[] = []
  const all = new Set(Object.values(catalogues).flatMap((catalogue) => [...catalogue.keys()]))
  for (const key of [...all].sort()) {
    const shapes = new Map<string, string>()
    for (const [language, catalogue] of Object.entries(catalogues)) {
      const message = catalogue.get(key)
      if (message === undefined) faults.push(`${key} is missing in ${language}`)
      else shapes.set(language, argumentsOf(message).join(', '))
    }
    if (new Set(shapes.values()).size > 1) {
      const each = [...shapes].map(([language, shape]) => `${language} {${shape}}`)
      faults.push(`${key} takes different arguments: ${each.join(', ')}`)
    }
  }
  return faults
}

/**
 * Keys that no source names, and names that no catalogue has. A key counts as used where it is a
 * whole string, or where a template begins with its first parts (`vocab.role.${role}`).
 */
export const findUses = (
  known: ReadonlyMap<string, unknown>,
  sources: readonly string[],
  /** Names of the same form that are not messages: channels of the bridge. */
  others: ReadonlySet<string> = new Set(),
): { unused: string[]; unknown: string[] } => {
  const areas = new Set([...known.keys()].map((key) => key.split('.')[0] ?? ''))
  const literals = new Set<string>()
  const prefixes = new Set<string>()
  for (const source of sources) {
    for (const [, text = ''] of source.matchAll(
      /['"`]([a-z][a-zA-Z0-9]*(?:\.[a-zA-Z0-9_-]+)+)['"`]/g,
    ))
      literals.add(text)
    for (const [, text = ''] of source.matchAll(/`([a-z][a-zA-Z0-9]*\.[a-zA-Z0-9_.-]*)\$\{/g))
      prefixes.add(text)
  }
  const byPrefix = (key: string): boolean =>
    [...prefixes].some((prefix) => key.startsWith(prefix) && key.length > prefix.length)
  return {
    unused: [...known.keys()].filter((key) => !literals.has(key) && !byPrefix(key)).sort(),
    unknown: [...literals]
      .filter(
        (text) => areas.has(text.split('.')[0] ?? '') && !known.has(text) && !others.has(text),
      )
      .sort(),
  }
}
