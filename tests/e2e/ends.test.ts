import type FileSystem from 'node:fs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, opening } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'

describe('however it ends, the vault is locked', () => {
  let desk: Launched
  let page: Page

  beforeAll(async () => {
    desk = await launch()
    page = desk.window
    const made = await call(page, 'vault.create', { ...opening, pseudonym: 'H', language: 'en' })
    expect(made).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    await desk.kill9()
  })

  const vaultProcess = 'node.mojom.NodeService'
  const pidOf = (mark: string): number =>
    desk
      .pids()
      .find(({ pid }) => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(mark))
      ?.pid ?? 0

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

  /** What Electron tells where the system has such an event. */
  const systemSays = (event: 'suspend' | 'lock-screen'): Promise<unknown> =>
    desk.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)

  /** Minutes that pass while nobody sits there, by the wall clock that main reads. */
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
    ['the system locks its screen', () => systemSays('lock-screen')],
    ['the minutes of its settings have passed', () => pass(3)],
  ]
  test.each(ends)('when %s: a fresh unlock screen, and the vault opens again', async (_, end) => {
    // Fewer than a vault starts with.
    await idleMinutes(2)
    const held = pidOf(vaultProcess)
    expect(held).toBeGreaterThan(0)
    const fresh = desk.app.waitForEvent('window')
    await end()
    page = await fresh
    await expect.poll(() => desk.pids().map(({ pid }) => pid)).not.toContain(held)
    await page.getByRole('button').first().waitFor()
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
    expect(await call(page, 'vault.unlock', opening)).toMatchObject({ value: { state: 'open' } })
  })

  test('a second app is refused the open vault, and told so', async () => {
    const second = await launch({ vault: desk.vault })
    expect(await call(second.window, 'vault.unlock', opening)).toMatchObject({ code: 'busy' })
    await second.close()
    expect(await call(page, 'cases.list', {})).toMatchObject({ ok: true })
  })

  test('panic empties the clipboard and ends every process within a second', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'panic-'))
    const seen = join(folder, 'clipboard')
    // Where a clipboard ends with its program, what lies there afterwards tells nothing: main is watched.
    await desk.app.evaluate(({ clipboard }, file) => {
      const fs = process.mainModule?.require('node:fs') as typeof FileSystem
      const clear = clipboard.clear.bind(clipboard)
      clipboard.clear = () => {
        fs.writeFileSync(file, 'emptied')
        return clear()
      }
    }, seen)
    const started = Date.now()
    void pressed(['control', 'shift']).catch(() => undefined)
    await expect.poll(() => desk.pids(), { interval: 20, timeout: 5_000 }).toEqual([])
    expect(Date.now() - started).toBeLessThan(1_000)
    expect(readFileSync(seen, 'utf8')).toBe('emptied')
    rmSync(folder, { recursive: true })
  })
})
