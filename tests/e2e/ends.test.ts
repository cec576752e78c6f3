import { readFileSync } from 'node:fs'
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

  const ends: readonly (readonly [string, () => unknown])[] = [
    ['the vault process is killed', () => process.kill(pidOf('node.mojom.NodeService'), 'SIGKILL')],
    ['the page is killed', () => process.kill(pidOf('--type=renderer'), 'SIGKILL')],
    ['the shortcut is pressed', () => pressed(['control'])],
  ]
  test.each(ends)('when %s: a fresh unlock screen, and the vault opens again', async (_, end) => {
    const fresh = desk.app.waitForEvent('window')
    await end()
    page = await fresh
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

  test('panic ends every process within a second', async () => {
    const started = Date.now()
    void pressed(['control', 'shift']).catch(() => undefined)
    await expect.poll(() => desk.pids(), { interval: 20, timeout: 5_000 }).toEqual([])
    expect(Date.now() - started).toBeLessThan(1_000)
  })
})
