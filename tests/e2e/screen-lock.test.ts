import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { call } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { nextWindow } from './next-window.ts'
import { changed, flag, ownBus, text } from './own-bus.ts'
import type { OwnBus } from './own-bus.ts'
import { copyPrepared } from './prepared-vaults.ts'

const opening = { passphrase: preparedVaults.heron.passphrase, keyFile: null }

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * A program in place of gdbus reports what a desktop would; the test checks that it ends with the
 * app.
 */
describe('a desktop that reports an absent user', () => {
  let folder: string
  let desk: Launched
  let page: Page
  const listeners = (): number[] =>
    readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'understory-desktop-'))
    const program = join(folder, 'gdbus')
    writeFileSync(
      program,
      `#!/bin/sh
echo $$ >> ${folder}/pids
while [ -d ${folder} ]; do
  [ -e "${folder}/$4" ] && cat "${folder}/$4" && rm "${folder}/$4"
  sleep 0.1
done
`,
    )
    chmodSync(program, 0o700)
    desk = await launch({
      vault: copyPrepared('heron'),
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    })
    page = desk.window
    expect(await call(page, 'vault.unlock', opening)).toMatchObject({ ok: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each([
    [
      'a locked screen',
      'org.gnome.ScreenSaver',
      '/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)',
    ],
    [
      'a closed lid',
      'org.freedesktop.UPower',
      "/org/freedesktop/UPower: org.freedesktop.DBus.Properties.PropertiesChanged ('org.freedesktop.UPower', {'LidIsClosed': <true>}, @as [])",
    ],
  ])('locks the vault at %s', async (_, teller, line) => {
    const { value } = (await call(page, 'vault.status', {})) as { value: { state: string } }
    if (value.state === 'locked') await call(page, 'vault.unlock', opening)
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'open' } })
    const fresh = nextWindow(desk.app)
    writeFileSync(join(folder, 'line'), `${line}\n`)
    renameSync(join(folder, 'line'), join(folder, teller))
    page = await fresh
    await page.getByRole('button').first().waitFor()
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
  })

  test('has no listener left once the app has ended', async () => {
    const pids = listeners()
    expect(pids.length).toBeGreaterThan(0)
    expect(pids.some(lives)).toBe(true)
    await desk.close()
    await expect.poll(() => pids.filter(lives)).toEqual([])
  })
})

describe('a message bus on which a desktop reports an absent user', () => {
  let bus: OwnBus
  let desk: Launched
  let page: Page

  beforeAll(async () => {
    bus = await ownBus()
    desk = await launch({
      vault: copyPrepared('heron'),
      env: { DBUS_SESSION_BUS_ADDRESS: bus.address, DBUS_SYSTEM_BUS_ADDRESS: bus.address },
    })
    page = desk.window
    expect(await call(page, 'vault.unlock', opening)).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    await desk.close()
    bus.end()
  })

  const vaultProcess = (): number[] =>
    desk
      .pids()
      .filter(({ pid }) => {
        try {
          const line = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
          return line.includes('node.mojom.NodeService')
        } catch {
          return false
        }
      })
      .map(({ pid }) => pid)

  const listeners = (): number[] =>
    desk.pids().flatMap(({ pid }) => {
      try {
        const line = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
        return line.startsWith('gdbus\0monitor') ? [pid] : []
      } catch {
        return []
      }
    })
  const screenLock = async (): Promise<unknown> =>
    ((await call(page, 'app.machine', {})) as { value: { screenLock: string } }).value.screenLock

  test('gets new listeners after they were killed, and the app says whether any service can report', async () => {
    const before = listeners()
    expect(before).toHaveLength(7)
    expect(await screenLock()).toBe('unheard')
    await bus.owning('org.gnome.ScreenSaver')
    await expect.poll(screenLock).toBe('heard')
    for (const pid of before) process.kill(pid, 'SIGTERM')
    await expect.poll(screenLock).toBe('unheard')
    await expect.poll(() => listeners().length).toBe(7)
    expect(listeners().filter((pid) => before.includes(pid))).toEqual([])
    await expect.poll(screenLock).toBe('heard')
  })

  const saver = 'org.freedesktop.ScreenSaver'
  const logind = 'org.freedesktop.login1'
  const upower = 'org.freedesktop.UPower'
  const properties = {
    interface: 'org.freedesktop.DBus.Properties',
    member: 'PropertiesChanged',
  }
  test.each([
    [
      'a locked screen',
      saver,
      { path: '/org/freedesktop/ScreenSaver', interface: saver, member: 'ActiveChanged' },
      (told: boolean) => [flag(told)],
    ],
    [
      'a closed lid',
      upower,
      { path: '/org/freedesktop/UPower', ...properties },
      (told: boolean) => [text(upower), changed('LidIsClosed', flag(told))],
    ],
    [
      'sleep',
      logind,
      {
        path: '/org/freedesktop/login1',
        interface: `${logind}.Manager`,
        member: 'PrepareForSleep',
      },
      (told: boolean) => [flag(told)],
    ],
  ])('locks the vault at the start of %s, not at its end', async (_, name, signal, body) => {
    const { value } = (await call(page, 'vault.status', {})) as { value: { state: string } }
    if (value.state === 'locked')
      expect(await call(page, 'vault.unlock', opening)).toMatchObject({ ok: true })
    const tell = await bus.owning(name)
    const fresh = nextWindow(desk.app).catch(() => page)
    // The listener learns of the new owner a moment later, so the signal is repeated.
    let isAway = false
    const telling = setInterval(() => tell({ ...signal, body: body(isAway) }), 200)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'open' } })
    const held = vaultProcess()
    expect(held).toHaveLength(1)
    isAway = true
    await expect.poll(() => vaultProcess().filter((pid) => held.includes(pid))).toEqual([])
    isAway = false
    // Asks the app: Chromium detects sleep itself, and the test driver may miss its next window.
    const shown = () =>
      desk.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        const inputs = window?.webContents.executeJavaScript(
          'document.querySelectorAll("input").length',
        ) as Promise<number> | undefined
        // A window that closes at this moment never answers: ask the next one.
        const late = new Promise<null>((resolve) => setTimeout(resolve, 1_000, null))
        return Promise.race([inputs, late])
      })
    await expect.poll(shown).toBe(1)
    clearInterval(telling)
    if (name === logind) return
    page = await fresh
    await page.getByRole('button').first().waitFor()
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
  })
})
