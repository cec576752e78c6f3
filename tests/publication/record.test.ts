import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csv as csvPieces } from '../../src/publication/csv.ts'
import { formulaPayloads } from './formula-payloads.ts'
import type { TextFormat } from '../../src/publication/formats.ts'
import { recordHtml } from '../../src/publication/html.ts'
import { itemsOf, sha256 } from '../../src/publication/items.ts'
import type { PublicRecord } from '../../src/publication/public-record.ts'
import { redact } from '../../src/publication/redact.ts'
import { meaningOf, wordsOf } from '../../src/publication/words.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { languages } from '../../src/shared/vocabularies.ts'
import { filesOf, removedWords, sampleRecord } from './sample-record.ts'
import { cpuTime, growth, linear } from '../exchange/cpu-time.ts'

const formats: readonly TextFormat[] = ['html', 'csv', 'json', 'ftm', 'uwazi']
const golden = join(import.meta.dirname, '..', 'fixtures', 'record')

const all = (record: PublicRecord): { name: string; text: string }[] =>
  formats.flatMap((format) => [...filesOf(record, format)])

const csv = (rows: readonly (readonly string[])[]): string => [...csvPieces(rows)].join('')

/** A reader of RFC 4180, written from the RFC. */
const readCsv = (text: string): string[][] => {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') {
      rows.push(row)
      row = []
    }
  }
  return rows
}

describe.each(languages)('the public record in %s', (language) => {
  const record = sampleRecord(language)
  const files = all(record)

  it('is the same, byte for byte, as the one that was laid down', () => {
    for (const { name, text } of files) {
      const path = join(golden, language, name)
      if (!existsSync(path) && process.env['UNDERSTORY_WRITE_GOLDEN'] === '1') {
        mkdirSync(join(golden, language), { recursive: true })
        writeFileSync(path, text)
      }
      expect(text).toBe(readFileSync(path, 'utf8'))
    }
  })

  it('holds what was removed in no form', () => {
    for (const { text } of files) {
      expect(text).not.toContain(removedWords[language])
      expect(text.normalize('NFD')).not.toContain(removedWords[language].normalize('NFD'))
    }
  })

  it('does not reveal its author, place, time or tools', () => {
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
    const telling = [
      hostname(),
      userInfo().homedir,
      tmpdir(),
      process.cwd(),
      process.version,
      'Understory',
      'Chromium',
      'Electron',
      new Date().toISOString().slice(0, 10),
      ...(zone === 'UTC' ? [] : [zone]),
    ].filter((word) => word.length > 3)
    for (const { text } of files) {
      for (const word of telling) expect(text.toLowerCase()).not.toContain(word.toLowerCase())
    }
  })

  it('says the language, the method and the grades', () => {
    const html = files[0]!.text
    expect(html).toContain(`<html lang="${language === 'zh' ? 'zh-Hans' : language}">`)
    expect(html.match(/<th scope="row">[1-6]<\/th>/g)).toHaveLength(6)
    expect(html).toContain('=1+1')
  })
})

describe.each(languages)('the tables in %s', (language) => {
  const record = sampleRecord(language)

  it.each(['csv', 'uwazi'] as const)(
    'of %s go with method, grades, digests in its language',
    (form) => {
      const files = filesOf(record, form)
      const notes = files.find(({ name }) => name.endsWith('-notes.txt'))?.text ?? ''
      const words = wordsOf(language)
      expect(notes).toContain(`${words.method}\n\n${record.method}\n`)
      expect(notes).toContain(words.gradingText)
      for (const [grade, meaning] of Object.entries(words.credibilities)) {
        expect(notes).toContain(`\n${grade}  ${meaning}\n`)
      }
      const claims = [...itemsOf(record).claims]
      const { texts } = itemsOf(record)
      for (const { number, digest } of [...claims, ...texts]) {
        expect(notes).toContain(`\n${number}  ${digest}\n`)
      }
      const [header, ...rows] = readCsv(files[0]!.text)
      for (const column of header!) expect(notes).toMatch(new RegExp(`^${column}  \\S`, 'm'))
      const kinds = new Set(rows.map((row) => row[header!.indexOf('kind')]))
      expect(kinds).toEqual(new Set([words.claim, words.text]))
      const meanings = rows.map((row) => row[header!.indexOf('grade_meaning')])
      expect(meanings[0]).toBe(meaningOf(claims[0]!, language))
    },
  )
})

describe('redacted text', () => {
  it.each(languages)('does not affect a byte of any output, whatever it was, in %s', (language) => {
    const record = sampleRecord(language)
    const withName = (name: string): PublicRecord => ({
      ...record,
      texts: record.texts.map((text) => ({
        ...text,
        parts: redact(`They say ${name} left.`, [
          { start: 9, end: 9 + name.length, category: 'name' },
        ]),
      })),
    })
    expect(all(withName('Pak Yong-ho'))).toEqual(all(withName('이순희')))
  })

  it.each(languages)('is not confirmed by any digest, in %s', (language) => {
    const record = sampleRecord(language)
    const name = removedWords[language]
    const [text] = record.texts
    const body = text!.parts.map((part) => ('text' in part ? part.text : name)).join('')
    const whole = { ...text!, parts: [{ text: body }] }
    const guesses = [name, body, `${body}\n`].flatMap((guess) => [guess, canonicalJson(guess)])
    guesses.push(canonicalJson(whole), canonicalJson({ ...whole, number: 'T1' }))
    for (const { text: file } of all(record)) {
      for (const guess of guesses) {
        expect(file).not.toContain(sha256(guess))
        expect(file).not.toContain(Buffer.from(guess).toString('base64').slice(0, -4))
      }
    }
  })
})

describe('the page', () => {
  const html = filesOf(sampleRecord('en'), 'html')[0]!.text

  it('runs nothing and loads nothing', () => {
    expect(html).not.toMatch(
      /<script|\son\w+=|javascript:|<(?:link|img|iframe|object|embed|form)\b/i,
    )
    expect(html).not.toMatch(/\b(?:src|href|action|srcset|background)=/i)
    expect(html).not.toMatch(/url\(|@import|https?:/i)
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`)
  })

  it('shows text as text, whatever it looks like', () => {
    const trick = `</p></style><script>alert(1)</script>"'><img src=x>`
    const { text } = filesOf(
      {
        ...sampleRecord('en'),
        title: trick,
        summary: trick,
        texts: [{ language: 'en" x="', attribution: trick, parts: [{ text: trick }] }],
      },
      'html',
    )[0]!
    expect(text).not.toContain('<script')
    expect(text).not.toContain('<img')
    expect(text).not.toContain('lang="en" x=')
  })
})

describe('the digest list', () => {
  it('can be recomputed from the JSON form alone', () => {
    const read = JSON.parse(filesOf(sampleRecord('ko'), 'json')[0]!.text) as {
      claims: Record<string, Canonical>[]
      texts: Record<string, Canonical>[]
    }
    const html = filesOf(sampleRecord('ko'), 'html')[0]!.text
    for (const { digest, ...item } of [...read.claims, ...read.texts]) {
      expect(sha256(canonicalJson(item))).toBe(digest)
      expect(html).toContain(digest as string)
    }
  })
})

describe('the tables', () => {
  it('begin no formula, whatever white space or wide sign it hides behind', () => {
    for (const sign of ['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
      for (const lead of ['', ' ', '\u3000', '\u00a0 ', '\t', '\r', '\n']) {
        const [, [cell] = []] = readCsv(csv([['head'], [`${lead}${sign}cmd|' /C calc'!A0`]]))
        expect(cell).toBe(`${lead}'${sign}cmd|' /C calc'!A0`)
      }
    }
    expect(csv([['a "b", c'], ['plain']])).toBe('"a ""b"", c"\r\nplain\r\n')
  })

  it.each(formulaPayloads)('begin no formula after a separator or line break: %j', (payload) => {
    const [, [cell] = []] = readCsv(csv([['head'], [payload]]))
    // The same text, with apostrophes only.
    expect(cell?.replaceAll("'", '')).toBe(payload)
    for (const separator of [',', ';', '\t']) {
      // The crudest reader: it cuts at every separator and line break, and drops quotes.
      const cells = csv([['head'], [payload]]).split(new RegExp(`[${separator}\r\n]`))
      for (const each of cells) expect(each.replace(/^[\s"]+/, '')).not.toMatch(/^[=+\-@＝＋－＠]/)
    }
  })

  it('take linear time, whatever a text is made of', () => {
    const begun = cpuTime()
    csv([['\n'.repeat(1_000_000), ' '.repeat(1_000_000), ';'.repeat(1_000_000)]])
    expect(cpuTime() - begun).toBeLessThan(10_000)
  })

  it('can be read back, and begin no formula', () => {
    for (const format of ['csv', 'uwazi'] as const) {
      const rows = readCsv(filesOf(sampleRecord('en'), format)[0]!.text)
      const [header, ...body] = rows
      expect(body).toHaveLength(3)
      for (const row of body) {
        expect(row).toHaveLength(header!.length)
        for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/)
      }
    }
  })

  it('go with a template and a mapping that name the same columns', () => {
    const [table, template, mapping] = filesOf(sampleRecord('zh'), 'uwazi')
    const [header] = readCsv(table!.text)
    const made = JSON.parse(template!.text) as {
      commonProperties: { name: string }[]
      properties: { name: string; label: string }[]
    }
    // Its own properties of every entity; only the title is in the table, the dates it fills in.
    expect(made.commonProperties.map(({ name }) => name)).toEqual([
      'title',
      'creationDate',
      'editDate',
    ])
    const names = ['title', ...made.properties.map(({ name }) => name)]
    expect(header).toEqual(names)
    for (const { name, label } of made.properties) {
      // How Uwazi derives a name from a label, and finds the column of a property.
      expect(name).toBe(label.replace(/[^a-z0-9]+/gi, '_').toLowerCase())
      // Columns that its import takes for itself.
      expect(['language', 'id', 'file', 'attachments']).not.toContain(name)
    }
    expect(
      (JSON.parse(mapping!.text) as { columns: { column: string }[] }).columns.map((c) => c.column),
    ).toEqual(names)
  })
})

describe('redaction', () => {
  it('leaves nothing of what it takes, of any text and any removals', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(70), fc.nat(70)), { maxLength: 8 }),
        (body, spans) => {
          const removals = spans.map(([a, b]) => ({
            start: Math.min(a, b),
            end: Math.max(a, b),
            category: 'name' as const,
          }))
          const kept = redact(body, removals)
            .map((part) => ('text' in part ? part.text : ''))
            .join('')
          const expected = body
            .split('')
            .filter((_, i) => !removals.some(({ start, end }) => i >= start && i < end))
          // The kept text is never longer than the text outside, and has no half of a character.
          expect(kept.length).toBeLessThanOrEqual(expected.length)
          expect(Buffer.from(kept, 'utf8').toString('utf8')).toBe(Buffer.from(kept).toString())
          for (let i = 0, at = 0; i < kept.length; i++) {
            at = expected.indexOf(kept[i]!, at) + 1
            expect(at).toBeGreaterThan(0)
          }
        },
      ),
    )
  })

  it('joins removals that touch, so that their number tells nothing', () => {
    const two = redact('Kim Chol-su came', [
      { start: 0, end: 4, category: 'name' },
      { start: 4, end: 11, category: 'name' },
    ])
    expect(two).toEqual([{ removed: 'name' }, { text: ' came' }])
  })

  it('is linear in marks and removals, and takes all marks of a letter', async () => {
    const growing = await growth(10_000, (n) => {
      const body = `a${'\u0301'.repeat(n)}b`
      const removals = Array.from({ length: n / 10 }, (_, i) => ({
        ...{ start: 10 * i, end: 10 * i + 2, category: 'name' as const },
      }))
      return () => expect(redact(body, removals)).toEqual([{ removed: 'name' }, { text: 'b' }])
    })
    expect(growing).toBeLessThan(linear)
  })

  it('covers a whole character when the selection has half', () => {
    expect(redact('a𠀀b', [{ start: 2, end: 3, category: 'name' }])).toEqual([
      { text: 'a' },
      { removed: 'name' },
      { text: 'b' },
    ])
    expect(redact('é!', [{ start: 0, end: 1, category: 'other' }])).toEqual([
      { removed: 'other' },
      { text: '!' },
    ])
  })
})

describe('the page that a PDF is made of', () => {
  it('asks for the fonts beside it and for nothing else', () => {
    const page = [...recordHtml(sampleRecord('ko'), undefined, true)].join('')
    expect(page.match(/\b(?:src|href)="[^"]*"/g)).toEqual(['href="fonts.css"'])
    expect(page).toContain(`default-src 'none'`)
  })
})
