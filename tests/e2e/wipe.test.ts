import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { inFull, several } from '../in-full.ts'
import { call } from './call.ts'
import { refusal } from './page-objects/exchange.ts'
import { button, goToSettings, personAt, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, passphrase, setUpVault, tryUnlock, unlock } from './page-objects/vault.ts'
import { launch } from './launch.ts'
import { nextWindow, slow } from './next-window.ts'
import { copyPrepared, openPrepared } from './prepared-vaults.ts'

const wipe = 'bright pepper mill turns every evening'

const home = mkdtempSync(join(tmpdir(), 'wipe-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('a wipe passphrase', () => {
  const vault = join(home, 'Understory')
  let person: Person
  let ordinaryMs = 0
  beforeAll(async () => {
    if (inFull) {
      person = personAt(await launch({ vault }))
      await setUpVault(person)
    } else person = await openPrepared('heron', { vault })
    await records.newReport(person)
    await records.writeText(person, { title: 'Kept', body: 'Ptarmigan at Sulphur Ford.' })
    await records.saved(person)
  })
  afterAll(() => person.desk.close())

  const fill = (key: string, words: string): Promise<void> =>
    person.page.getByRole('dialog').getByLabel(person.text(key), { exact: true }).fill(words)
  const pressHere = (key: string): Promise<void> =>
    person.page
      .getByRole('dialog')
      .getByRole('button', { name: person.text(key), exact: true })
      .first()
      .click()

  test('is set and tried in a dry run in the settings, which changes nothing', async () => {
    const { page, text } = person
    await goToSettings(person, 'wipe')
    await press(person, 'wipe.set')
    await fill('unlock.passphraseCurrent', passphrase)
    await fill('wipe.words', wipe)
    await fill('unlock.repeat', wipe)
    await page.getByText(text('wipe.understood'), { exact: true }).click()
    await pressHere('wipe.setNow')
    await page.getByText(text('wipe.isSet'), { exact: true }).waitFor(slow)
    await press(person, 'wipe.dryRun')
    await fill('wipe.words', wipe)
    await pressHere('wipe.dryRunNow')
    await page.getByText(text('wipe.would'), { exact: true }).waitFor(slow)
    await pressHere('common.close')
    await lockByShortcut(person)
    const began = Date.now()
    await unlock(person)
    ordinaryMs = Date.now() - began
    await expect.poll(() => records.listed(person).count()).toBe(1)
  })

  test('typed at the unlock screen, shows an empty vault and no sign of the wipe', async () => {
    await lockByShortcut(person)
    const before = await person.page.locator('main').innerText()
    const began = Date.now()
    await unlock(person, wipe)
    const ms = Date.now() - began
    expect(await records.listed(person).count()).toBe(0)
    const shown = await person.page.locator('body').innerText()
    expect(shown).not.toMatch(/wipe|destroy|Ptarmigan|Kept/i)
    expect(await person.page.getByRole('alert').count()).toBe(0)

    await lockByShortcut(person)
    expect(await person.page.locator('main').innerText()).toBe(before)
    await tryUnlock(person)
    expect(await refusal(person)).toContain(person.text('failures.wrong-passphrase.title'))
    const again = Date.now()
    await unlock(person, wipe)
    const laterMs = Date.now() - again
    console.log(
      `wipe: unlock ${String(ordinaryMs)} ms, with a wipe ${String(ms)} ms, later ${String(laterMs)} ms`,
    )
    // An unlock several times as long as the others would reveal the wipe to an observer. Other work
    // on the machine may delay any of them.
    expect(ms).toBeLessThan(2.5 * Math.max(ordinaryMs, laterMs) + 500)
  })

  test('opens a vault that can be destroyed at a border, and the first screen is shown', async () => {
    const { page, text } = person
    await goToSettings(person, 'wipe')
    await press(person, 'border.open')
    await press(person, 'border.destroyStart')
    await page.getByText(text('border.loss'), { exact: true }).click()
    await fill('unlock.passphrase', wipe)
    await page
      .getByRole('dialog')
      .getByLabel(text('border.type', { word: text('border.word') }))
      .fill(text('border.word'))
    const [next] = await Promise.all([nextWindow(person.desk.app), pressHere('border.destroyNow')])
    person.page = next
    await button(person, 'unlock.begin').waitFor(slow)
    expect(readdirSync(vault)).toEqual(['lock'])
  })
})

describe('the panic lock', () => {
  const vault = copyPrepared('heron', join(home, 'Panic'))
  const barMs = 1_000

  /**
   * Milliseconds from the key press until the vault process, and until every window's process, has
   * ended.
   */
  const measured = async (): Promise<{ readonly vault: number; readonly window: number }> => {
    const desk = await launch({ vault })
    const opening = { passphrase: preparedVaults.heron.passphrase, keyFile: null }
    expect(await call(desk.window, 'vault.unlock', opening)).toMatchObject({ ok: true })
    const of = (mark: string): number[] =>
      desk
        .pids()
        .map(({ pid }) => pid)
        .filter((pid) => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(mark))
    const watched = { vault: of('node.mojom.NodeService'), window: of('--type=renderer') }
    expect(watched.vault.length).toBeGreaterThan(0)
    expect(watched.window.length).toBeGreaterThan(0)
    const began = performance.now()
    void desk.app
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
          type: 'keyDown',
          keyCode: 'L',
          modifiers: ['control', 'shift'],
        }),
      )
      .catch(() => undefined)
    const gone = { vault: 0, window: 0 }
    while (gone.vault === 0 || gone.window === 0) {
      const alive = new Set(desk.pids().map(({ pid }) => pid))
      const ms = performance.now() - began
      if (ms > 20_000) throw new Error('the panic lock ended nothing')
      for (const part of ['vault', 'window'] as const) {
        if (gone[part] === 0 && !watched[part].some((pid) => alive.has(pid))) gone[part] = ms
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await desk.kill9()
    return gone
  }

  test('ends the vault process and blanks the window within a second of the key press', async () => {
    const isBelow = (run: Awaited<ReturnType<typeof measured>>): boolean =>
      Math.max(run.vault, run.window) < barMs
    // Two runs below the bar decide the median of three. `ends.test.ts` shows another panic.
    const decisive = several(1, 2)
    const runs = [await measured()]
    while (runs.length < 3 && !(runs.length >= decisive && runs.every(isBelow)))
      runs.push(await measured())
    const median = (part: 'vault' | 'window'): number => {
      const sorted = runs.map((run) => run[part]).sort((a, b) => a - b)
      return sorted[Math.floor(runs.length / 2)] ?? Infinity
    }
    console.log(
      `panic: vault process gone after ${median('vault').toFixed(0)} ms, ` +
        `window after ${median('window').toFixed(0)} ms (median, or the slower of fewer)`,
    )
    expect(median('vault')).toBeLessThan(barMs)
    expect(median('window')).toBeLessThan(barMs)
  })
})
