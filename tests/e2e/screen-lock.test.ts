import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call, opening } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** There is no desktop here: a program in the place of gdbus says what one would, once it is told to. */
describe('a screen that is locked', () => {
  let folder: string
  let desk: Launched
  const listeners = (): number[] =>
    readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number)

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'understory-desktop-'))
    const program = join(folder, 'gdbus')
    writeFileSync(
      program,
      `#!/bin/sh
echo $$ >> ${folder}/pids
[ "$4" = org.gnome.ScreenSaver ] || exec sleep 600
while [ ! -e ${folder}/locked ]; do sleep 0.1; done
echo "/org/gnome/ScreenSaver: org.gnome.ScreenSaver.ActiveChanged (true,)"
exec sleep 600
`,
    )
    chmodSync(program, 0o700)
    desk = await launch({ env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` } })
    const made = await call(desk.window, 'vault.create', {
      ...opening,
      pseudonym: 'H',
      language: 'en',
    })
    expect(made).toMatchObject({ ok: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('locks the vault', async () => {
    expect(await call(desk.window, 'vault.status', {})).toMatchObject({ value: { state: 'open' } })
    const fresh = desk.app.waitForEvent('window')
    writeFileSync(join(folder, 'locked'), '')
    const page = await fresh
    await page.getByRole('button').first().waitFor()
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
  })

  test('is listened for by nobody any more once the app has ended', async () => {
    const pids = listeners()
    expect(pids.length).toBeGreaterThan(0)
    expect(pids.some(lives)).toBe(true)
    await desk.close()
    await expect.poll(() => pids.filter(lives), { timeout: 5_000 }).toEqual([])
  })
})
