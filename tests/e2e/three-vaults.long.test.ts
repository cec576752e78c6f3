import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { sweepVault } from './closed-vault.ts'
import { makeBackup, restoreVault, testBackup } from './page-objects/backups.ts'
import { openReport } from './page-objects/claims.ts'
import { handOver } from './page-objects/handing-over.ts'
import * as market from './fixtures/market-case.ts'
import { commit, preview, putTogether, revise, showChanges, take } from './page-objects/merging.ts'
import { button, goTo, personAt, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { openPart } from './page-objects/publications.ts'
import { clearSearch, editor, listed, search } from './page-objects/records.ts'
import {
  agreed,
  carry,
  craneCase,
  craneReports,
  deskChange,
  fieldChange,
  meet,
  observe,
  wrenCase,
  wrenReport,
} from './fixtures/three-vaults.ts'
import type { ThreeVaults } from './fixtures/three-vaults.ts'
import { lockByButton, passphrase } from './page-objects/vault.ts'
import { launch } from './launch.ts'
import { openPrepared } from './prepared-vaults.ts'

const forBackup = 'copper lantern under the seventh stair'
/**
 * Words that occur only in the handed-over records: in texts, titles and places, and in the search.
 */
const craneWords = [
  'brickworks',
  'kilns',
  'called in for them',
  'a second gate',
  'that is on no plan',
]
/** The words of a withdrawal notice, without author and day. */
const tookBack = ({ text }: Person): string =>
  text('custody.withdrawn')
    .split(/\{\w+\}/u)
    .reduce((longest, part) => (part.length > longest.length ? part : longest))
    .trim()

describe('two people in the field and their desk', () => {
  const home = mkdtempSync(join(tmpdir(), 'three-'))
  const people: Person[] = []
  let vaults: ThreeVaults
  let backup = ''

  beforeAll(async () => {
    const folder = join(home, 'carried')
    mkdirSync(folder)
    const open = async (name: 'wren' | 'crane' | 'desk'): Promise<Person> => {
      const vault = join(home, preparedVaults[name].pseudonym)
      const person = await openPrepared(name, { vault })
      people.push(person)
      return person
    }
    const [wren, crane, desk] = await Promise.all([open('wren'), open('crane'), open('desk')])
    vaults = { wren, crane, desk, folder }
  }, 90_000)
  afterAll(async () => {
    await Promise.all(people.map((person) => person.desk.close()))
    rmSync(home, { recursive: true, force: true })
  })

  const said = (effect: string): string => vaults.desk.text(`exchange.effect.${effect}`)

  test('cards change hands, words are compared, one names the desk; both report', async () => {
    await meet(vaults)
    await observe(vaults)
  })

  test('the desk takes what it chooses of a file, and the rest stays out', async () => {
    const { wren, crane, desk, folder } = vaults
    const all = await preview(desk, await carry(wren, 'Desk', wrenCase, folder))
    expect(all).toHaveLength(2)
    expect(all.every((line) => line.includes(said('new')))).toBe(true)
    expect(await showChanges(desk, wrenReport.title)).toContain(wrenReport.body)
    await commit(desk)
    await press(desk, 'exchange.done')

    const [kilns, gate] = craneReports
    expect(await preview(desk, await carry(crane, 'Desk', craneCase, folder))).toHaveLength(3)
    await take(desk, gate.title, false)
    await commit(desk)
    await press(desk, 'exchange.done')
    await goTo(desk, 'reports')
    await expect.poll(() => listed(desk).count()).toBe(2)
    const titles = (await listed(desk).allInnerTexts()).join('\n')
    expect(titles).toContain(kilns.title)
    expect(titles).not.toContain(gate.title)
  })

  test('the desk is told before it types that it may not revise a record by an author that did not name it', async () => {
    const { desk } = vaults
    await openReport(desk, craneReports[0].title)
    await desk.page.getByText(desk.text('contacts.theirs', { name: 'Crane' })).waitFor()
    expect(await button(desk, 'reports.revise').count()).toBe(0)
    await openReport(desk, wrenReport.title)
    await button(desk, 'reports.revise').waitFor()
  })

  test('both revise one report apart from each other; the desk puts the versions together', async () => {
    const { wren, desk, folder } = vaults
    await revise(wren, wrenReport.title, fieldChange)
    await revise(desk, wrenReport.title, deskChange)
    const lines = await preview(desk, await carry(wren, 'Desk', wrenCase, folder))
    expect(lines.filter((line) => line.includes(said('conflict')))).toHaveLength(1)
    expect(await showChanges(desk, wrenReport.title)).toContain(fieldChange.instead[1])
    await commit(desk)
    await putTogether(desk, deskChange.title, { body: agreed })
    await openReport(desk, deskChange.title)
    await expect.poll(() => editor(desk).innerText()).toBe(agreed)
  })

  test('the result travels back, and there is one version everywhere', async () => {
    const { wren, desk, folder } = vaults
    const lines = await preview(wren, await carry(desk, 'Wren', wrenCase, folder))
    expect(lines.filter((line) => line.includes(said('update')))).toHaveLength(1)
    expect(lines.filter((line) => line.includes(said('conflict')))).toHaveLength(0)
    await commit(wren)
    await press(wren, 'exchange.done')
    await openReport(wren, deskChange.title)
    await expect.poll(() => editor(wren).innerText()).toBe(agreed)
    expect(await wren.page.getByText(wren.text('versions.conflictTitle')).count()).toBe(0)
  })

  test('a withdrawal arrives as a notice with the next file, and stops what the desk would let out', async () => {
    const { desk } = vaults
    const source = await market.tellMarket(vaults)
    await market.printMarket(desk)
    expect(await market.countBlockers(desk, source)).toBe(0)

    const told = await market.openNotices(desk, await market.takeBack(vaults, source, wrenCase))
    expect(told).toContain(source)
    expect(told).toContain(tookBack(desk))
    await market.takeNotices(desk)
    const banner = await market.bannerOfReport(desk, source)
    expect(banner).toContain('Wren')
    expect(banner).toContain(desk.text('consent.goneNamed', { name: source }))
    const stopped = await market.stoppedAfter(desk, source)
    expect(stopped.exports).toBeGreaterThan(0)
    expect(stopped.publications).toBeGreaterThan(0)
    await openPart(desk, 'writeTab')
    expect(await button(desk, 'publications.write').isDisabled()).toBe(true)
  })

  test('one hands over: the file is read back, and its records are gone from that vault', async () => {
    const { crane, desk, folder } = vaults
    const place = join(home, 'Crane')
    const pages = await sweepVault(place, passphrase)
    // The sweep sees what is there: it can find something.
    expect(pages.found(craneWords)).toEqual(craneWords)
    // Stays open, so that the window has something to forget.
    await openReport(crane, craneReports[1].title)
    const { file, told } = await handOver(crane, { to: 'Desk', caseTitle: craneCase, folder })
    expect(told).toMatch(/\b2 reports\b/)
    expect(told).toMatch(/\b1 case\b/)
    for (const area of ['cases', 'claims', 'exchange', 'journal', 'reports'] as const) {
      await goTo(crane, area)
      await crane.page.waitForTimeout(300)
      const shown = (await crane.page.getByRole('main').innerText()).toLowerCase()
      expect(craneWords.filter((word) => shown.includes(word))).toEqual([])
    }
    await crane.page.getByText(crane.text('reports.emptyTitle'), { exact: true }).waitFor()
    expect(await search(crane, 'kilns')).toBe(0)
    await lockByButton(crane)
    expect(pages.found(craneWords)).toEqual([])

    // One of the two was left out before; the other is known.
    const lines = await preview(desk, file)
    expect(lines.filter((line) => line.includes(said('new')))).toHaveLength(1)
    expect(lines.filter((line) => line.includes(said('known')))).toHaveLength(2)
    await commit(desk)
    await press(desk, 'exchange.done')
    for (const { title, body } of craneReports) {
      await openReport(desk, title)
      await expect.poll(() => editor(desk).innerText()).toBe(body)
    }
    expect(await search(desk, 'kilns')).toBe(1)
    await clearSearch(desk)
  })

  test('the desk makes a backup, and a drill finds in it what was counted when it was made', async () => {
    const { desk } = vaults
    backup = await makeBackup(desk, { folder: vaults.folder, passphrase: forBackup })
    const { told, counted } = await testBackup(desk, { file: backup, passphrase: forBackup })
    expect(told).toContain(desk.text('backup.held').split('{')[0])
    expect(told).toContain(desk.text('backup.asNoted'))
    expect(counted).toHaveLength(4)
    for (const { expected, found } of counted) expect(found).toBe(expected)
    expect(Number(counted[0]?.found)).toBeGreaterThan(4)
    await goTo(desk, 'journal')
    await desk.page.getByText(desk.text('journal.kind.vault.backup-tested')).first().waitFor()
  })

  test('the backup is restored into a new vault, and everything is there', async () => {
    const restored = personAt(await launch({ vault: join(home, 'Restored') }))
    people.push(restored)
    await restoreVault(restored, {
      file: backup,
      passphrase: forBackup,
      newPassphrase: 'winter orchard stands behind nine walls',
    })
    await goTo(restored, 'reports')
    await expect.poll(() => listed(restored).count()).toBe(4)
    await openReport(restored, deskChange.title)
    await expect.poll(() => editor(restored).innerText()).toBe(agreed)
    expect(await search(restored, 'kilns')).toBe(1)
  })
})
