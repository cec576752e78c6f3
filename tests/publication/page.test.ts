import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages } from '../../src/shared/vocabularies.ts'
import { filesOf, sampleRecord } from './sample-record.ts'

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Audit = { readonly violations: readonly { readonly id: string }[] }

describe('the page, opened in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'page-'))
  let browser: Browser

  beforeAll(async () => {
    // Chromium refuses its sandbox to root; what it opens then is a page that we just wrote.
    browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
    for (const language of languages) {
      const [page] = filesOf(
        {
          ...sampleRecord(language),
          summary: 'A-word-that-has-no-end-'.repeat(12),
        },
        'html',
      )
      writeFileSync(join(folder, `${language}.html`), page!.text)
    }
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  it.each(
    languages.flatMap((one) => (['light', 'dark'] as const).map((two) => [one, two] as const)),
  )(
    'can be read by everybody, on a narrow screen too, and asks for nothing: %s, %s',
    async (language, colorScheme) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 360, height: 800 },
        bypassCSP: true,
      })
      const page = await context.newPage()
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      const address = pathToFileURL(join(folder, `${language}.html`)).href
      await page.goto(address)
      await page.addScriptTag({ content: axe })
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run: () => Promise<Audit> } }).axe.run(),
      )
      expect(violations.map(({ id }) => id)).toEqual([])
      const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(wider).toBe(0)
      expect(asked).toEqual([address])
      await context.close()
    },
  )

  it('prints, even where it is shown dark, with dark letters', async () => {
    const context = await browser.newContext({ colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto(pathToFileURL(join(folder, 'en.html')).href)
    await page.emulateMedia({ media: 'print' })
    const colour = await page.evaluate('getComputedStyle(document.body).color')
    expect(colour).toBe('rgb(26, 29, 27)')
    await context.close()
  })
})
