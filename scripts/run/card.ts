import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright'
import type { GuideBlock, GuidePage, GuidePart } from '../../src/renderer/help/guide-page.ts'
import { languageTags } from '../../src/renderer/i18n/languages.ts'
import { nodeModules, root } from '../setup/paths.ts'
import { cardFile, guideLanguages } from './guide-files.ts'
import type { GuideLanguage } from './guide-files.ts'

/**
 * `npm run docs:card`: prints the texts of docs/card as one sheet of A4, a third of it for each
 * language, to be folded twice. Needs Chromium (`CHROMIUM`, or /usr/bin/chromium) and no network.
 */
const folder = join(root, 'dist', 'card')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const partHtml = ({ kind, text }: GuidePart): string => {
  switch (kind) {
    case 'label':
      return `<b>${escaped(text)}</b>`
    case 'keys':
      return `<kbd>${escaped(text)}</kbd>`
    case 'text':
    case 'link':
      return escaped(text)
  }
}

const lineHtml = (line: readonly GuidePart[]): string => line.map(partHtml).join('')

const itemsHtml = (lines: readonly (readonly GuidePart[])[]): string =>
  lines.map((line) => `<li>${lineHtml(line)}</li>`).join('')

const blockHtml = (block: GuideBlock): string => {
  switch (block.kind) {
    case 'heading':
      return `<h2>${lineHtml(block.line)}</h2>`
    case 'paragraph':
      return `<p>${lineHtml(block.line)}</p>`
    case 'warning':
      return `<p class="warning">${lineHtml(block.line)}</p>`
    case 'steps':
      return `<ol>${itemsHtml(block.lines)}</ol>`
    case 'list':
      return `<ul>${itemsHtml(block.lines)}</ul>`
    case 'picture':
      throw new Error(`the card has no room for a picture: ${block.file}`)
  }
}

const columnHtml = (language: GuideLanguage, { title, blocks }: GuidePage): string =>
  `<section lang="${languageTags[language]}"><h1>${escaped(title)}</h1>${blocks.map(blockHtml).join('')}</section>`

const fontLinks = ['noto-sans-kr', 'noto-sans-sc']
  .flatMap((family) =>
    ['400', '700'].map((weight) => join(nodeModules, '@fontsource', family, `${weight}.css`)),
  )
  .map((file) => `<link rel="stylesheet" href="${pathToFileURL(file).href}">`)
  .join('')

const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Understory</title>
${fontLinks}
<style>${readFileSync(join(root, 'scripts', 'run', 'card.css'), 'utf8')}</style>
${guideLanguages.map((language) => columnHtml(language, cardFile(language).page)).join('\n')}
</html>
`
mkdirSync(folder, { recursive: true })
const source = join(folder, 'quick-card.html')
writeFileSync(source, html)

/** In the page, which has types that this file has not. */
const languagesTooLong = `[...document.querySelectorAll('section')]
  .filter((each) => each.scrollHeight > each.clientHeight)
  .map(({ lang }) => lang)`

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  // It refuses to start as root with its sandbox, and the page is ours.
  chromiumSandbox: false,
})
try {
  const context = await browser.newContext({ offline: true })
  const page = await context.newPage()
  await page.emulateMedia({ media: 'print' })
  await page.goto(pathToFileURL(source).href)
  await page.evaluate('document.fonts.ready')
  const tooLong = await page.evaluate<string[]>(languagesTooLong)
  if (tooLong.length > 0) throw new Error(`does not fit on the sheet: ${tooLong.join(', ')}`)
  const card = join(folder, 'quick-card.pdf')
  await page.pdf({ path: card, preferCSSPageSize: true, printBackground: true })
  process.stdout.write(`${card}\n`)
} finally {
  await browser.close()
}
