import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReport } from './hands/claims.ts'
import { commit, preview, putTogether, revise, showChanges, take } from './hands/merging.ts'
import { button, goTo, personAt, press } from './hands/person.ts'
import type { Person } from './hands/person.ts'
import { editor, listed } from './hands/records.ts'
import {
  agreed,
  carry,
  craneCase,
  craneReports,
  deskChange,
  fieldChange,
  meet,
  observe,
  setUpThree,
  wrenCase,
  wrenReport,
} from './hands/three-vaults.ts'
import type { ThreeVaults } from './hands/three-vaults.ts'
import { launch } from './launch.ts'

describe('two people in the field and their desk', () => {
  const home = mkdtempSync(join(tmpdir(), 'three-'))
  const people: Person[] = []
  let vaults: ThreeVaults

  beforeAll(async () => {
    vaults = await setUpThree(async (vault) => {
      const person = personAt(await launch({ vault }))
      people.push(person)
      return person
    }, home)
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

  test('the desk is told before it types that it may not revise what somebody signed who did not name it', async () => {
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
    expect(await editor(desk).innerText()).toBe(agreed)
  })

  test('the result travels back, and there is one version everywhere', async () => {
    const { wren, desk, folder } = vaults
    const lines = await preview(wren, await carry(desk, 'Wren', wrenCase, folder))
    expect(lines.filter((line) => line.includes(said('update')))).toHaveLength(1)
    expect(lines.filter((line) => line.includes(said('conflict')))).toHaveLength(0)
    await commit(wren)
    await press(wren, 'exchange.done')
    await openReport(wren, deskChange.title)
    expect(await editor(wren).innerText()).toBe(agreed)
    expect(await wren.page.getByText(wren.text('versions.conflictTitle')).count()).toBe(0)
  })
})
