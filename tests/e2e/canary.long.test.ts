import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canary } from './canaries.ts'
import { makeBackup } from './page-objects/backups.ts'
import { markClaim } from './page-objects/claims.ts'
import { exportCase } from './page-objects/exchange.ts'
import {
  makeIdentityKey,
  openIdentity,
  openIdentityKey,
  sealIdentity,
} from './page-objects/identities.ts'
import { overrideFinding, waitForMarks } from './page-objects/lint.ts'
import {
  answerDialogs,
  button,
  goTo,
  goToSettings,
  personAt,
  press,
} from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { buildPublication, openPart, writePublication } from './page-objects/publications.ts'
import * as records from './page-objects/records.ts'
import { overrideIssues } from './page-objects/review.ts'
import { scene, writeScene } from './fixtures/scene.ts'
import { addPhrase, changeSource } from './page-objects/sources.ts'
import { lockByButton, opened, setUpVault, tryUnlock, unlock } from './page-objects/vault.ts'
import { beginning } from './page-objects/words.ts'
import { everywhere } from './everywhere.ts'
import { pasteFile } from './page-objects/pasted-file.ts'
import { launch } from './launch.ts'
import { plantedForms } from './planted-forms.ts'
import { sweep } from './sweep.ts'

describe('nothing that is typed reaches a disk in the clear', () => {
  const home = mkdtempSync(join(tmpdir(), 'canary-'))
  const vault = join(home, 'Understory')
  const outgoing = join(home, 'out')
  const began = Date.now() - 1000
  const typed: string[] = []
  const published = canary.latin()
  let person: Person
  let source = ''

  const next = (script: keyof typeof canary): string => {
    const word = canary[script]()
    typed.push(word)
    return word
  }
  const type = async (field: Locator, script: keyof typeof canary): Promise<string> => {
    const word = next(script)
    await field.click()
    await person.page.keyboard.type(word)
    return word
  }
  const box = (key: string): Locator => person.page.getByLabel(beginning(person.text(key))).last()

  beforeAll(async () => {
    mkdirSync(outgoing)
    person = personAt(await launch({ vault }))
  })
  afterAll(async () => {
    await person.desk.kill9()
    rmSync(home, { recursive: true, force: true })
  })

  test('twenty words in three scripts are typed into every kind of field', async () => {
    const passphrase = `${next('latin')} ${next('hangul')}`
    await setUpVault(person, { passphrase, pseudonym: next('latin') })

    await goTo(person, 'cases')
    await press(person, 'cases.new')
    const caseTitle = await type(box('cases.name'), 'hangul')
    await type(box('cases.question'), 'han')
    await press(person, 'cases.save')
    await button(person, 'cases.save').waitFor({ state: 'detached' })

    await goTo(person, 'sources')
    await press(person, 'sources.new')
    await person.page
      .getByRole('radio', { name: person.text('sources.kindOnRecord') })
      .click({ force: true })
    await type(box('sources.name'), 'latin')
    await type(box('sources.reliabilityReason'), 'hangul')
    await type(
      person.page.getByRole('textbox', { name: person.text('sources.note'), exact: true }),
      'han',
    )
    await press(person, 'sources.save')
    await button(person, 'sources.save').waitFor({ state: 'detached' })

    await records.newReport(person)
    await type(records.titleField(person), 'latin')
    await records.writeDetails(person, { caseTitle })
    const body = await type(records.editor(person), 'hangul')
    await person.page.keyboard.type(`\n${next('han')}`)
    await records.openMoreDetails(person)
    await type(box('reports.place'), 'hangul')
    await type(box('reports.tags'), 'latin')
    await person.page.keyboard.press('Enter')
    await type(box('reports.handlingNote'), 'han')
    await person.page
      .getByRole('tab', { name: beginning(person.text('reports.tabTranslations')) })
      .click()
    await press(person, 'reports.addTranslation')
    await type(box('reports.translationTitle'), 'hangul')
    await type(records.editor(person, 'reports.translationBody'), 'latin')
    await type(box('reports.translator'), 'han')
    await records.saved(person)

    // The editor's own search, the search box, the palette.
    await person.page.getByRole('tab', { name: person.text('reports.tabText') }).click()
    await records.editor(person).click()
    await person.page.keyboard.press('Control+F')
    await person.page.keyboard.type(next('latin'))
    await person.page.keyboard.press('Escape')
    expect(await records.search(person, body)).toBe(1)
    await type(records.searchBox(person), 'han')
    await records.clearSearch(person)
    await goTo(person, 'settings')
    await person.page.keyboard.press('Control+K')
    await person.page.keyboard.type(next('hangul'))
    // The first one empties the field.
    await person.page.keyboard.press('Escape')
    await person.page.keyboard.press('Escape')

    await goTo(person, 'reports')
    await records.listed(person).getByRole('button').first().click()
    await records.file(person)
    await goTo(person, 'cases')
    await exportCaseWithReport(passphrase)
    await lockByButton(person)
    await tryUnlock(person, `${next('latin')} wrong`)
    await person.page.getByRole('alert').waitFor({ timeout: 30_000 })
    await unlock(person, passphrase)
    await opened(person)
    expect(new Set(typed).size).toBeGreaterThanOrEqual(20)
  }, 120_000)

  /** Exports what was filed under a passphrase and a purpose that are canaries too. */
  const exportCaseWithReport = async (vaultPassphrase: string): Promise<void> => {
    const passphrase = `${next('latin')} ${next('han')} ${vaultPassphrase}`
    await exportCase(person, { whom: { passphrase }, purpose: next('hangul'), folder: outgoing })
  }

  test('so are an identity, its opening, and what protects a source', async () => {
    const passphrase = `${next('latin')} ${next('hangul')} ${next('latin')}`
    await makeIdentityKey(person, passphrase)
    source = await writeScene(person)
    await sealIdentity(person, source, {
      name: next('hangul'),
      otherNames: [next('latin'), next('han')],
      contact: next('latin'),
      note: next('han'),
    })
    const shown = await openIdentity(person, source, { passphrase, reason: next('latin') })
    expect(shown).toContain(typed.at(-2))
    await openIdentityKey(person, { passphrase, reason: next('hangul') })
    await changeSource(person, source, { reliabilityReason: next('latin') })
    await addPhrase(person, source, {
      phrase: next('latin'),
      language: person.text('vocab.language.en'),
      low: 30,
      high: 40,
      basis: next('han'),
    })
    await records.newReport(person)
    const spoken = next('latin')
    await records.writeText(person, {
      title: next('hangul'),
      body: `Call 010-5550-1234, ${spoken}.`,
      fast: true,
    })
    await waitForMarks(person, ['phone'])
    await overrideFinding(person, '010-5550-1234', next('hangul'))
    await records.saved(person)
  }, 120_000)

  test('so are a claim, the name of a file, what is copied and pasted, a tag of many reports, spellings, a backup, and a wipe passphrase', async () => {
    const { page, text } = person
    // A report of its own, whose words are canaries and are marked as a claim.
    await records.newReport(person)
    const quote = next('latin')
    await records.writeText(person, {
      title: next('hangul'),
      body: `${quote} crossed.`,
      fast: true,
    })
    await records.saved(person)
    await records.file(person)
    await markClaim(person, {
      quote,
      statement: next('hangul'),
      act: next('latin'),
      whom: next('han'),
      byWhom: next('hangul'),
      from: next('latin'),
      to: next('han'),
      credibility: '3',
      reason: next('latin'),
    })

    await records.newReport(person)
    const copied = next('hangul')
    await records.writeText(person, { title: copied, body: next('latin'), fast: true })
    await records.titleField(person).press('Control+A')
    await records.titleField(person).press('Control+C')
    await expect
      .poll(() => person.desk.app.evaluate(({ clipboard }) => clipboard.readText()))
      .toBe(copied)
    // Its name is in the folder that it is taken from, which is not looked at.
    const attached = mkdtempSync(join(homedir(), 'given-'))
    const file = join(attached, `${next('latin')}.txt`)
    writeFileSync(file, next('hangul'))
    await page.getByRole('tab', { name: beginning(text('attachments.tab')) }).click()
    await answerDialogs(person, file)
    await press(person, 'attachments.add')
    await page.getByText(text('attachments.notCleaned'), { exact: true }).waitFor()
    await records.saved(person)
    rmSync(attached, { recursive: true })
    await pasteFile(person, next('latin'), next('hangul'))
    await page.getByText(text('attachments.notCleaned'), { exact: true }).nth(1).waitFor()
    await records.saved(person)
    const tag = next('latin')
    await records.tagAll(person, tag)
    expect(await records.search(person, `tag:${tag}`)).toBeGreaterThan(0)
    await records.clearSearch(person)

    await goToSettings(person, 'pools')
    await press(person, 'spellings.add')
    await type(box('spellings.preferred'), 'hangul')
    await type(box('spellings.variants'), 'latin')
    const spellings = page.locator('form').filter({ has: box('spellings.variants') })
    const save = spellings.getByRole('button', { name: text('common.save'), exact: true })
    await save.click()
    // Everything is saved: the vault has it.
    await expect.poll(() => save.isDisabled()).toBe(true)

    const backups = join(home, 'backups')
    mkdirSync(backups)
    const key = `${next('latin')} ${next('han')} ${next('latin')}`
    await makeBackup(person, { folder: backups, passphrase: key })
    const [passphrase, wipe] = [typed.slice(0, 2).join(' '), `${next('hangul')} ${next('latin')}`]
    await goToSettings(person, 'wipe')
    await press(person, 'wipe.set')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(text('unlock.passphraseCurrent'), { exact: true }).fill(passphrase)
    await dialog.getByLabel(text('wipe.words'), { exact: true }).fill(wipe)
    await dialog.getByLabel(text('unlock.repeat'), { exact: true }).fill(wipe)
    await page.getByText(text('wipe.understood'), { exact: true }).click()
    await dialog.getByRole('button', { name: text('wipe.setNow'), exact: true }).click()
    await page.getByText(text('wipe.isSet'), { exact: true }).waitFor({ timeout: 45_000 })
    expect(new Set(typed).size).toBeGreaterThanOrEqual(50)
  }, 180_000)

  test('a public record is printed and written; it alone holds its own words', async () => {
    const folder = join(outgoing, 'public')
    mkdirSync(folder)
    await buildPublication(person, {
      caseTitle: scene.caseTitle,
      title: published,
      summary: '',
      method: '',
      claims: [{ statement: scene.statement, phrase: scene.wide }],
      texts: [
        {
          title: scene.reportTitle,
          phrase: scene.wide,
          removals: [{ words: 'beside the old mill', category: 'place' }],
        },
      ],
    })
    await openPart(person, 'review')
    const reason = next('latin')
    await overrideIssues(person, () => reason)
    const files = await writePublication(person, folder)
    expect(files.some((file) => file.endsWith('.pdf'))).toBe(true)
  }, 120_000)

  test('after kill -9 no file contains any of the test words, in any form', async () => {
    await person.desk.kill9()
    const { files, bytes, hits } = sweep(everywhere, [...typed, source], began)
    expect(hits).toEqual([])
    // Published words are in the chosen folder, and nowhere else.
    const own = sweep(everywhere, [published], began).hits
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter(({ file }) => !file.startsWith(join(outgoing, 'public')))).toEqual([])
    // The vault's files and the profile at least.
    expect(files).toBeGreaterThan(10)
    expect(bytes).toBeGreaterThan(100_000)
  }, 180_000)

  test('the same search finds what was planted, in every form', () => {
    const word = canary.hangul()
    const planted = plantedForms(word)
    for (const [index, content] of planted.entries())
      writeFileSync(
        join(home, `planted-${String(index)}`),
        Buffer.concat([Buffer.from('....'), content]),
      )
    const found = new Set(sweep(everywhere, [word], began).hits.map(({ file }) => file))
    expect(found.size).toBe(planted.length)
  })
})
