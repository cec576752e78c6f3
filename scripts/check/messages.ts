import { TYPE } from '@formatjs/icu-messageformat-parser'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOtherWords, parseGlossary } from '../../tools/repo-rules/glossary.ts'
import {
  bareNumbers,
  compareLanguages,
  findUses,
  parseArea,
} from '../../tools/repo-rules/messages.ts'
import type { Catalogue } from '../../tools/repo-rules/messages.ts'
import { terms } from '../../tools/repo-rules/terms.ts'
import { findMisprints } from '../../tools/repo-rules/typography.ts'
import { mainChannels, vaultChannels } from '../../src/shared/channels.ts'
import { journalKind } from '../../src/shared/vocabularies.ts'
import { guideFiles } from '../run/guide-files.ts'
import { proseOf } from '../../src/renderer/help/guide-page.ts'
import { root } from '../setup/paths.ts'

/**
 * `npm run check:messages`: the three languages have the same keys with the same arguments, every
 * key is used, every key that the code names exists, what the glossary has one word for is called by
 * no other, and quotes, particles and numbers are written alike. The pages of the user guide are
 * checked like messages.
 */
const languages = ['en', 'ko', 'zh'] as const
const folder = join(root, 'src', 'renderer', 'i18n')
const faults: string[] = []

const catalogues: Record<string, Catalogue> = {}
const texts = {
  en: new Map<string, string>(),
  ko: new Map<string, string>(),
  zh: new Map<string, string>(),
}
for (const language of languages) {
  const own: Catalogue = new Map()
  const files = existsSync(join(folder, language)) ? readdirSync(join(folder, language)) : []
  for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
    const area = file.replace(/\.json$/, '')
    const json = readFileSync(join(folder, language, file), 'utf8')
    const read = parseArea(area, json, language)
    for (const [key, text] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
      texts[language].set(key, String(text))
    }
    faults.push(...read.faults.map((fault) => `${language}/${file}: ${fault}`))
    for (const [key, message] of read.messages) own.set(key, message)
  }
  const pages: Catalogue = new Map()
  for (const { name, page } of guideFiles(language)) {
    // Its headings are texts that users see as well; what is typed is written as it is typed.
    const prose = proseOf(page)
    texts[language].set(`guide.${name}`, prose)
    pages.set(`guide.${name}`, [{ type: TYPE.literal, value: prose }])
  }
  faults.push(...findMisprints(pages, language))
  faults.push(...bareNumbers(own).map((fault) => `${language}: ${fault}`))
  faults.push(...findMisprints(own, language))
  catalogues[language] = own
}
const glossary = parseGlossary(readFileSync(join(root, 'docs', 'GLOSSARY.md'), 'utf8'))
faults.push(...compareLanguages(catalogues), ...findOtherWords(texts, glossary, terms))

const known = catalogues['en'] ?? new Map()
const sources = readdirSync(join(root, 'src', 'renderer'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.test|\.d)\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
const { unused, unknown } = findUses(
  known,
  sources,
  new Set([...mainChannels, ...vaultChannels, ...journalKind]),
)
faults.push(...unused.map((key) => `unused: ${key}`), ...unknown.map((key) => `missing: ${key}`))
if (known.size === 0) faults.push('no messages found')

for (const fault of faults) process.stdout.write(`${fault}\n`)
process.stdout.write(
  `${String(known.size)} messages in ${String(languages.length)} languages, ${String(faults.length)} faults\n`,
)
process.exitCode = faults.length === 0 ? 0 : 1
