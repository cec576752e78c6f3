import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportCase, prepareExport } from './page-objects/exchange.ts'
import { button, goTo, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import {
  buildPublication,
  openPart,
  openPublication,
  writePublication,
} from './page-objects/publications.ts'
import { overrideIssues, stopping } from './page-objects/review.ts'
import { scene, writeScene } from './fixtures/scene.ts'
import { openSource, withdrawConsents } from './page-objects/sources.ts'
import { openPrepared } from './prepared-vaults.ts'

const whom = { passphrase: 'green window stays open until noon' } as const

describe('a source that takes its word back', () => {
  const home = mkdtempSync(join(tmpdir(), 'consent-'))
  const out = join(home, 'out')
  let person: Person
  let source: string

  beforeAll(async () => {
    mkdirSync(out)
    person = await openPrepared('heron')
    source = await writeScene(person)
  }, 90_000)
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  /** Number of blocking issues about this source that cannot be overridden. */
  const countBlockers = async (): Promise<number> =>
    (await stopping(person)).filter(
      ({ record, words }) =>
        record.includes(source) && words.includes(person.text('review.notOverridable')),
    ).length

  test('had agreed: an export and a public record leave', async () => {
    await exportCase(person, { whom, purpose: 'Before', folder: out })
    await buildPublication(person, {
      caseTitle: scene.caseTitle,
      title: 'Returns',
      summary: '',
      method: '',
      claims: [{ statement: scene.statement, phrase: scene.wide }],
      texts: [],
    })
    await openPart(person, 'review')
    await overrideIssues(person, () => 'Already printed elsewhere')
    await writePublication(person, out)
  })

  test('stops every export that carries it, whatever the reason', async () => {
    await withdrawConsents(person, source)
    const before = readdirSync(out)
    await prepareExport(person, { whom, purpose: 'After' })
    expect(await countBlockers()).toBeGreaterThan(0)
    await overrideIssues(person, () => 'It would be so useful')
    expect(await countBlockers()).toBeGreaterThan(0)
    expect(await button(person, 'exchange.save').isDisabled()).toBe(true)
    expect(readdirSync(out)).toEqual(before)
  })

  test('stops the public record', async () => {
    await openPublication(person)
    await openPart(person, 'review')
    expect(await countBlockers()).toBeGreaterThan(0)
    await openPart(person, 'writeTab')
    expect(await button(person, 'publications.write').isDisabled()).toBe(true)
  })

  test('is marked where it had gone out already', async () => {
    await goTo(person, 'exchange')
    await person.page
      .getByText(/since withdrawn consent/)
      .first()
      .waitFor()
    await openSource(person, source)
    await person.page.getByText(person.text('consent.goneTitle')).waitFor()
    await press(person, 'consent.showAll')
    const { page, text } = person
    await page
      .getByRole('heading', { name: text('sources.foundTitle', { name: source }) })
      .waitFor()
    for (const key of ['sources.foundExports', 'sources.foundPublications', 'sources.foundPhrases'])
      await page.getByRole('heading', { name: new RegExp(`^${text(key)}`) }).waitFor()
    expect(await page.locator('body').innerText()).toContain('Before')
  })
})
