import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../scripts/demo/pdf-text.ts'
import { answerDialogs, button, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import {
  buildPublication,
  filesBelow,
  openPart,
  openPublication,
  rephrase,
  writePublication,
} from './page-objects/publications.ts'
import { overrideIssues, readReview, stopping } from './page-objects/review.ts'
import { scene, writeScene } from './fixtures/scene.ts'
import { addSecondReader, compareSlip, cosignField } from './page-objects/second-readers.ts'
import { openPrepared } from './prepared-vaults.ts'

const publication = {
  caseTitle: scene.caseTitle,
  title: 'Returns',
  summary: 'Told by a farmer in Hyesan.',
  method: 'Compared.',
  claims: [{ statement: scene.statement, phrase: scene.narrow }],
  texts: [
    {
      title: scene.reportTitle,
      phrase: scene.wide,
      removals: [{ words: 'beside the old mill', category: 'place' }],
    },
  ],
} as const

describe('what goes to the public', () => {
  const home = mkdtempSync(join(tmpdir(), 'publication-'))
  const out = join(home, 'out')
  let person: Person
  let source: string
  let files: string[]

  beforeAll(async () => {
    mkdirSync(out)
    person = await openPrepared('heron')
    source = await writeScene(person)
  }, 90_000)
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('is stopped by a phrase that fits three people', async () => {
    await buildPublication(person, publication)
    const stopped = await stopping(person)
    expect(stopped.map(({ record }) => record)).toEqual(
      expect.arrayContaining([expect.stringContaining(scene.narrow)]),
    )
    await openPart(person, 'writeTab')
    expect(await button(person, 'publications.write').isDisabled()).toBe(true)
  })

  test('is blocked by findings of the checks, and names the words', async () => {
    await openPart(person, 'review')
    expect((await stopping(person)).map(({ words }) => words)).toEqual(
      expect.arrayContaining([expect.stringContaining('a farmer in Hyesan')]),
    )
  })

  test('is written once the phrase is wide enough and the rest has a reason', async () => {
    await rephrase(person, scene.statement, scene.wide)
    await openPart(person, 'review')
    const overridden = await overrideIssues(person, () => 'Already printed elsewhere')
    expect(overridden.length).toBeGreaterThan(0)
    expect(await stopping(person)).toEqual([])
    files = await writePublication(person, out)
    expect(files.map((file) => basename(file)).sort()).toEqual([
      'SHA256SUMS',
      'record-notes.txt',
      'record.csv',
      'record.ftm.json',
      'record.html',
      'record.json',
      'record.pdf',
      'uwazi-mapping.json',
      'uwazi-notes.txt',
      'uwazi-template.json',
      'uwazi.csv',
    ])
  })

  test('contains no code name, no pseudonym and no redacted words, in any form', async () => {
    const never = [source, 'Heron', 'beside the old mill', scene.narrow, scene.reportTitle]
    for (const file of files) {
      const bytes = readFileSync(join(out, file))
      const pdf = file.endsWith('.pdf') ? await readPdf(bytes) : { text: '', unpacked: '' }
      const readings = [bytes.toString('utf8'), bytes.toString('utf16le'), pdf.unpacked]
      for (const word of never) {
        for (const reading of readings) expect(reading).not.toContain(word)
        expect(pdf.text).not.toContain(word.replaceAll(' ', ''))
      }
      // The same search finds the phrase that was meant to be published.
      if (file.endsWith('.pdf')) expect(pdf.text).toContain(scene.wide.replaceAll(' ', ''))
    }
  })

  test('fits its list of digests', () => {
    const list = files.find((file) => file.endsWith('SHA256SUMS')) ?? ''
    const lines = readFileSync(join(out, list), 'utf8').trim().split('\n')
    expect(lines).toHaveLength(files.length - 1)
    for (const line of lines) {
      const [digest, name = ''] = line.split(/\s+\*?/)
      const file = files.find((each) => basename(each) === basename(name)) ?? ''
      expect(
        createHash('sha256')
          .update(readFileSync(join(out, file)))
          .digest('hex'),
      ).toBe(digest)
    }
  })

  test('says so where consent holds', async () => {
    await openPublication(person)
    await openPart(person, 'review')
    expect(
      (await readReview(person)).filter(
        ({ record, words }) =>
          record.includes(source) && words.includes(person.text('review.say.agreed')),
      ),
    ).toHaveLength(1)
  })

  const second = { name: 'Crane', passphrase: 'copper kettle under a paper moon' }
  let slip: string[]

  test('waits for a second reader from the moment one is added, and says where they compare', async () => {
    slip = await addSecondReader(person, second)
    expect(new Set(slip).size).toBeGreaterThan(6)
    await openPublication(person)
    await openPart(person, 'writeTab')
    const { page, text } = person
    await page.getByText(text('reviewers.nobodyCompared')).waitFor()
    expect(await cosignField(person, second).count()).toBe(0)
    expect(await button(person, 'publications.write').isDisabled()).toBe(true)
    await press(person, 'identity.toSettings')
    await page.getByText(text('reviewers.notCompared')).waitFor()
  }, 120_000)

  test('needs the signature of a second reader, once their words were compared', async () => {
    await compareSlip(person, second, slip)
    await openPublication(person)
    await openPart(person, 'writeTab')
    const { page, text } = person
    await cosignField(person, second).waitFor()
    const alone = join(home, 'alone')
    mkdirSync(alone)
    await answerDialogs(person, alone)
    await press(person, 'publications.write')
    await page.getByText(text('unlock.needed')).first().waitFor()
    await cosignField(person, second).fill('copper kettle under a paper sun')
    await answerDialogs(person, alone)
    await press(person, 'publications.write')
    await page.getByText(text('reviewers.wrongPassphrase')).waitFor({ timeout: 45_000 })
    expect(filesBelow(alone)).toEqual([])
    const both = join(home, 'both')
    mkdirSync(both)
    const signed = await writePublication(person, both, second)
    expect(signed).toHaveLength(files.length)
    await page
      .getByText(new RegExp(`^Signed by ${second.name}`))
      .first()
      .waitFor()
    // The signature stays in the vault: the files do not name the second reader.
    for (const file of signed)
      expect(readFileSync(join(both, file)).includes(second.name)).toBe(false)
  }, 120_000)
})
