import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csv } from '../../src/publication/csv.ts'
import { formulaPayloads } from './formula-payloads.ts'

/*
 * What a spreadsheet makes of our tables: LibreOffice Calc opens them in three locales, each with
 * its list separator and with tabs, and evaluates every formula that it finds.
 */

const office = 'soffice'

const isInstalled = (): boolean => {
  try {
    execFileSync(office, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Language numbers of LibreOffice, and the code of the list separator. */
const locales = [
  { name: 'English, United States', language: 1033, separator: 44 },
  { name: 'German, Germany', language: 1031, separator: 59 },
  { name: 'Korean', language: 1042, separator: 44 },
] as const
const semicolon = 59
const tab = 9

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-calc-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The formula cells of a table. */
const formulasIn = (table: string, language: number, separator: number): string[] => {
  const path = join(folder, 'table.csv')
  writeFileSync(path, table)
  // Separator, quote, UTF-8, first line, columns, language, quoted as text: no, special numbers:
  // yes, four for exports, spaces: keep, sheets, formulas: yes.
  const options = [separator, 34, 76, 1, '', language, false, true, '', '', false, '', true]
  execFileSync(
    office,
    [
      '--headless',
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      `--infilter=CSV:${options.map(String).join(',')}`,
      ...['--convert-to', 'fods', '--outdir', folder, path],
    ],
    { stdio: 'ignore', timeout: 120_000 },
  )
  const sheet = readFileSync(join(folder, 'table.fods'), 'utf8')
  return [...sheet.matchAll(/table:formula="([^"]*)"/g)].map(([, formula = '']) => formula)
}

const plainCsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`)
    .join('')

const rows = formulaPayloads.map((payload, i) => [`C${String(i + 1)}`, payload, 'last'])

// Without LibreOffice Calc (Debian: libreoffice-calc) there is nothing to ask.
describe.skipIf(!isInstalled())(
  'LibreOffice Calc (skipped where `soffice` is not installed)',
  () => {
    for (const { name, language, separator } of locales) {
      for (const by of new Set([separator, semicolon, tab])) {
        it(`finds no formula in our tables: ${name}, separator ${String(by)}`, () => {
          // The same texts without apostrophes do become formulas, so this test could fail.
          expect(formulasIn(plainCsv(rows), language, by).length).toBeGreaterThan(0)
          expect(formulasIn([...csv(rows)].join(''), language, by)).toEqual([])
        }, 300_000)
      }
    }
  },
)
