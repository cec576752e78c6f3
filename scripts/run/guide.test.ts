import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { linesOf } from '../../src/renderer/help/guide-page.ts'
import type { GuidePage, GuidePart } from '../../src/renderer/help/guide-page.ts'
import { guideTopics } from '../../src/renderer/help/guide-topics.ts'
import { root } from '../setup/paths.ts'
import { buildInputs } from './build.ts'
import { cardFile, guideFiles, guideLanguages } from './guide-files.ts'
import type { GuideFile, GuideLanguage } from './guide-files.ts'

const messagesOf = (language: GuideLanguage): ReadonlyMap<string, string> => {
  const folder = join(root, 'src', 'renderer', 'i18n', language)
  return new Map(
    readdirSync(folder).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as object).map(
        ([key, text]): [string, string] => [key, String(text)],
      ),
    ),
  )
}
const messages = { en: messagesOf('en'), ko: messagesOf('ko'), zh: messagesOf('zh') }

const textsOf = (language: GuideLanguage): readonly GuideFile[] => [
  ...guideFiles(language),
  cardFile(language),
]

const partsOf = (page: GuidePage, kind: GuidePart['kind']): string[] =>
  page.blocks
    .flatMap(linesOf)
    .flat()
    .filter((part) => part.kind === kind)
    .map((part) => (part.kind === 'link' ? part.page : part.text))

/** The blocks of a page with their numbers of lines. */
const shapeOf = (page: GuidePage): string[] =>
  page.blocks.map((block) => `${block.kind} ${String(linesOf(block).length)}`)

/** The labels of a page that the English page does not name, by the keys of their messages. */
const otherLabels = (page: GuidePage, english: GuidePage, language: GuideLanguage): string[] => {
  const own = messages[language]
  const named = new Set(partsOf(page, 'label'))
  const keysOf = (label: string): string[] =>
    [...messages.en].filter(([, text]) => text === label).map(([key]) => key)
  return partsOf(english, 'label').filter(
    (label) => !keysOf(label).some((key) => named.has(own.get(key) ?? '')),
  )
}

describe.each(guideLanguages)('the guide in %s', (language) => {
  it('has the pages that the help shows, under the names that the help gives them', () => {
    const pages = guideFiles(language)
    expect(pages.map(({ name }) => name)).toEqual(guideTopics)
    expect(pages.map(({ page }) => page.title)).toEqual(
      guideTopics.map((topic) => messages[language].get(`help.${topic}`)),
    )
  })

  it('is built into the app again after a change of a page', () => {
    expect(buildInputs()).toEqual(
      expect.arrayContaining(guideFiles(language).map(({ path }) => join(root, path))),
    )
  })

  it('has the headings, steps, warnings, keys, links and pictures of the English pages', () => {
    const english = textsOf('en')
    for (const [at, { path, page }] of textsOf(language).entries()) {
      const model = english[at]?.page ?? page
      expect(shapeOf(page), path).toEqual(shapeOf(model))
      for (const kind of ['keys', 'link'] as const)
        expect(partsOf(page, kind).sort(), path).toEqual(partsOf(model, kind).sort())
    }
  })

  it('names only buttons and fields that the app has in this language', () => {
    const own = new Set(messages[language].values())
    for (const { path, page } of textsOf(language)) {
      const unknown = partsOf(page, 'label').filter((label) => !own.has(label))
      expect(unknown, path).toEqual([])
    }
  })

  it('names the same buttons and fields as the English pages', () => {
    const english = textsOf('en')
    for (const [at, { path, page }] of textsOf(language).entries()) {
      const model = english[at]?.page ?? page
      expect(otherLabels(page, model, language), path).toEqual([])
      expect(partsOf(page, 'label').length, path).toBe(partsOf(model, 'label').length)
    }
  })

  it('has links and pictures that lead somewhere, and links that are called like their pages', () => {
    const titles = new Map(guideFiles(language).map(({ name, page }) => [name, page.title]))
    for (const { path, page, markdown } of guideFiles(language)) {
      for (const [, text, file, name = ''] of markdown.matchAll(
        /(?<!!)\[([^\]]+)\]\((\d\d-([a-z]+)\.md)\)/g,
      )) {
        expect(text, path).toBe(titles.get(name))
        expect(existsSync(join(root, dirname(path), file ?? '')), `${path}: ${file ?? ''}`).toBe(
          true,
        )
      }
      for (const block of page.blocks)
        if (block.kind === 'picture')
          expect(existsSync(join(root, dirname(path), block.file)), block.file).toBe(true)
    }
  })
})
