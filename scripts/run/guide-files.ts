import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseGuidePage } from '../../src/renderer/help/guide-page.ts'
import type { GuidePage } from '../../src/renderer/help/guide-page.ts'
import { root } from '../setup/paths.ts'

export const guideLanguages = ['en', 'ko', 'zh'] as const
export type GuideLanguage = (typeof guideLanguages)[number]

export type GuideFile = {
  /** From the root of the project. */
  readonly path: string
  /** The name of the page: `sources` of `04-sources.md`. */
  readonly name: string
  readonly markdown: string
  readonly page: GuidePage
}

const readPage = (path: string, name: string): GuideFile => {
  const markdown = readFileSync(join(root, path), 'utf8')
  try {
    return { path, name, markdown, page: parseGuidePage(markdown) }
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : ''}`, { cause: error })
  }
}

/**
 * The pages of the user guide in a language, in their order.
 *
 * @throws Error for a file with another kind of name, or with Markdown that the help cannot show.
 */
export const guideFiles = (language: GuideLanguage): readonly GuideFile[] =>
  readdirSync(join(root, 'docs', 'guide', language))
    .sort()
    .map((file) => {
      const [, name] = /^\d\d-([a-z]+)\.md$/.exec(file) ?? []
      if (name === undefined) throw new Error(`docs/guide/${language}/${file}: not a page`)
      return readPage(`docs/guide/${language}/${file}`, name)
    })

/** The texts of the printed card in a language. */
export const cardFile = (language: GuideLanguage): GuideFile =>
  readPage(`docs/card/${language}.md`, 'card')
