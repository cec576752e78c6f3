import type FileSystem from 'node:fs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { inFull } from '../in-full.ts'
import { call, opening } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { nextWindow } from './next-window.ts'
import { copyPrepared } from './prepared-vaults.ts'
import { pidMarked } from './process-tree.ts'
import { handsAtX } from './x-server.ts'
import type { Hands } from './x-server.ts'

let desk: Launched
let page: Page

const vaultProcess = 'node.mojom.NodeService'
const pidOf = (mark: string): number => pidMarked(desk.pids(), mark)

const pressed = (modifiers: ('control' | 'shift')[]): Promise<unknown> =>
  desk.app.evaluate(
    ({ BrowserWindow }, held) =>
      BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
        type: 'keyDown',
        keyCode: 'L',
        modifiers: held,
      }),
    modifiers,
  )

/** Emits an event of Electron's power monitor. */
const systemSays = (event: 'suspend' | 'lock-screen'): Promise<unknown> =>
  desk.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)

/** Lets minutes pass without input, by the wall clock that the main process reads. */
const pass = (minutes: number): Promise<unknown> =>
  desk.app.evaluate((_, ms) => {
    const real = Date.now
    Date.now = () => real() + ms
  }, minutes * 60_000)

const idleMinutes = async (idleLockMinutes: number): Promise<void> => {
  const settings = await call(page, 'settings.get', {})
  const { value } = settings as { value: object }
  expect(await call(page, 'settings.set', { ...value, idleLockMinutes })).toMatchObject({
    ok: true,
  })
}

const ends: readonly (readonly [string, () => unknown])[] = [
  ['the vault process is killed', () => process.kill(pidOf(vaultProcess), 'SIGKILL')],
  ['the page is killed', () => process.kill(pidOf('--type=renderer'), 'SIGKILL')],
  ['the shortcut is pressed', () => pressed(['control'])],
  ['the system goes to sleep', () => systemSays('suspend')],
  // `screen-lock.test.ts` shows it with a message bus.
  ...(inFull ? [['the system locks its screen', () => systemSays('lock-screen')] as const] : []),
  ['the minutes of its settings have passed', () => pass(3)],
]

/** Opens a dialog of the system that has the keyboard focus, as while a file is chosen. */
const openDialog = async (): Promise<void> => {
  // Main has its handlers then: a collection while it reads them takes Playwright's promise along.
  await call(page, 'app.machine', {})
  await desk.app.evaluate(({ dialog }) => {
    const asked = globalThis as unknown as { dialogs?: number }
    const real = dialog.showOpenDialog.bind(dialog) as (...of: unknown[]) => Promise<unknown>
    dialog.showOpenDialog = ((...of: unknown[]) => {
      asked.dialogs = (asked.dialogs ?? 0) + 1
      return real(...of)
    }) as typeof dialog.showOpenDialog
  })
  void call(page, 'dialog.chooseKeyFile', {}).catch(() => undefined)
  await expect
    .poll(() => desk.app.evaluate(() => (globalThis as { dialogs?: number }).dialogs ?? 0))
    .toBe(1)
}

/**
 * Waits until the dialog, which opens with a delay, is in front of the window, and presses the
 * keys.
 */
const pressUntil = async (keys: Parameters<Hands['press']>, end: Promise<unknown>) => {
  const hands = await handsAtX()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  hands.pointAt(400, 300)
  const pressing = setInterval(() => hands.press(...keys), 300)
  await end
  clearInterval(pressing)
  hands.end()
}

describe('after every way to end, the vault is locked', () => {
  const prepared = { passphrase: preparedVaults.heron.passphrase, keyFile: null }

  beforeAll(async () => {
    desk = await launch({ vault: copyPrepared('heron') })
    page = desk.window
    expect(await call(page, 'vault.unlock', prepared)).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    await desk.kill9()
  })

  test.each(ends)(
    'when %s: a new unlock screen is shown, and the vault opens again',
    async (_, end) => {
      // Fewer minutes than the default of a vault.
      await idleMinutes(2)
      const held = pidOf(vaultProcess)
      expect(held).toBeGreaterThan(0)
      const fresh = nextWindow(desk.app)
      await end()
      page = await fresh
      await expect.poll(() => desk.pids().map(({ pid }) => pid)).not.toContain(held)
      await page.getByRole('button').first().waitFor()
      expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
      expect(await call(page, 'vault.unlock', prepared)).toMatchObject({ value: { state: 'open' } })
    },
  )

  // The panic keys in such a dialog come the same way.
  test.runIf(inFull)(
    'when the shortcut is pressed in a dialog of the system: a fresh unlock screen',
    async () => {
      await openDialog()
      const fresh = nextWindow(desk.app)
      await pressUntil(['Control', 'L'], fresh)
      page = await fresh
      await page.getByRole('button').first().waitFor()
      expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
      expect(await call(page, 'vault.unlock', prepared)).toMatchObject({ value: { state: 'open' } })
    },
    60_000,
  )

  test('a second app is refused the open vault, with a message', async () => {
    const second = await launch({ vault: desk.vault })
    expect(await call(second.window, 'vault.unlock', prepared)).toMatchObject({ code: 'busy' })
    await second.close()
    expect(await call(page, 'cases.list', {})).toMatchObject({ ok: true })
  })

  test('panic empties the clipboard and ends every process within a second', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'panic-'))
    const seen = join(folder, 'clipboard')
    // Some clipboards end with their program, so their content proves nothing: observe the main
    // process.
    await desk.app.evaluate(({ clipboard }, file) => {
      const fs = process.mainModule?.require('node:fs') as typeof FileSystem
      const clear = clipboard.clear.bind(clipboard)
      clipboard.clear = () => {
        fs.writeFileSync(file, 'emptied')
        clear()
        // Some systems refuse; the app has to end all the same.
        throw new Error('no clipboard')
      }
    }, seen)
    const started = Date.now()
    // By the menu beside the lock; `wipe.test.ts` presses the keys.
    void call(page, 'app.panic', {}).catch(() => undefined)
    await expect.poll(() => desk.pids(), { interval: 20, timeout: 5_000 }).toEqual([])
    expect(Date.now() - started).toBeLessThan(1_000)
    expect(readFileSync(seen, 'utf8')).toBe('emptied')
    rmSync(folder, { recursive: true })
  })

  test('the panic keys also work in a dialog of the system', async () => {
    await desk.kill9()
    desk = await launch()
    page = desk.window
    await openDialog()
    const gone = expect.poll(() => desk.pids(), { interval: 20, timeout: 20_000 }).toEqual([])
    await pressUntil(['Control', 'Shift', 'L'], gone)
  }, 60_000)
})

describe('while a vault is made or opened', () => {
  const asked = { ...opening, pseudonym: 'H', language: 'en' }
  beforeAll(async () => {
    desk = await launch()
    page = desk.window
    if (!inFull) expect(await call(page, 'vault.create', asked)).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    await desk.kill9()
  })

  // An unlock is ended the same way.
  test.runIf(inFull)(
    'when the system goes to sleep while a vault is made: there is none, and one can be made',
    async () => {
      // Its vault process listens.
      await call(page, 'vault.status', {})
      const fresh = nextWindow(desk.app)
      const made = call(page, 'vault.create', asked).catch(() => null)
      await new Promise((resolve) => setTimeout(resolve, 150))
      await systemSays('suspend')
      page = await fresh
      expect(await made).toBe(null)
      await page.getByRole('button').first().waitFor()
      expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'none' } })
      expect(await call(page, 'vault.create', asked)).toMatchObject({ ok: true })
    },
  )

  test.each(ends.filter(([when]) => (inFull ? /shortcut|sleep/ : /shortcut/).test(when)))(
    'when %s during an unlock: the vault process ends, and the vault stays locked',
    async (_, end) => {
      const lock = nextWindow(desk.app)
      await pressed(['control'])
      page = await lock
      await page.getByRole('button').first().waitFor()
      // The app ignores events within two seconds of a lock, as part of the same absence.
      await new Promise((resolve) => setTimeout(resolve, 2_100))
      const held = pidOf(vaultProcess)
      const fresh = nextWindow(desk.app)
      // The page that asked closes before it can be answered.
      const asked = call(page, 'vault.unlock', opening).catch(() => null)
      await new Promise((resolve) => setTimeout(resolve, 150))
      await end()
      page = await fresh
      expect(await asked).toBe(null)
      await expect.poll(() => desk.pids().map(({ pid }) => pid)).not.toContain(held)
      await page.getByRole('button').first().waitFor()
      expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
      expect(await call(page, 'vault.unlock', opening)).toMatchObject({ value: { state: 'open' } })
    },
  )
})
