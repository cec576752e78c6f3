import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchScreenLock } from './screen-lock-linux.ts'
import type { ScreenLock } from './screen-lock-linux.ts'

let folder: string
let watch: ScreenLock | null = null
const watched = (lock: () => void, path: string, pauses = { firstMs: 20, longestMs: 40 }) =>
  (watch = watchScreenLock(lock, { program: path, pauses }))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-bus-'))
})
afterEach(() => {
  watch?.end()
  // A listener that ends may be writing its last line.
  rmSync(folder, { recursive: true, maxRetries: 5 })
})

/** Replaces gdbus: records its arguments, then prints the output of one bus. */
const program = (says: string, by = 'org.freedesktop.login1'): string => {
  const path = join(folder, 'gdbus')
  writeFileSync(
    path,
    `#!/bin/sh\necho "$$ $*" >> ${folder}/calls\nenv > ${folder}/env\n` +
      `[ "$4" = ${by} ] && echo "${says}"\nexec sleep 60\n`,
  )
  chmodSync(path, 0o700)
  return path
}
const until = async (holds: () => boolean): Promise<void> => {
  // A busy machine takes seconds to start seven programs.
  for (let tries = 0; tries < 1_200 && !holds(); tries += 1) await pause(25)
  expect(holds()).toBe(true)
}
const calls = (): string[] =>
  existsSync(join(folder, 'calls'))
    ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n')
    : []
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('a locked screen on Linux', () => {
  it('locks the vault when any one of the services reports it', async () => {
    let locked = 0
    watched(
      () => (locked += 1),
      program('/org/freedesktop/login1/session/_31: org.freedesktop.login1.Session.Lock ()'),
    )
    await until(() => calls().length === 7 && locked > 0)
    expect(locked).toBe(1)
  })

  it('is not inferred from other messages', async () => {
    let locked = 0
    watched(() => (locked += 1), program('The name is owned by :1.3'))
    await until(() => calls().length === 7)
    await pause(200)
    expect(locked).toBe(0)
  })

  it('leaves no listener behind, and tells it nothing of the app', async () => {
    process.env['UNDERSTORY_SECRET'] = 'heron'
    const { end } = watched(() => undefined, program(''))
    delete process.env['UNDERSTORY_SECRET']
    await until(() => calls().length === 7 && existsSync(join(folder, 'env')))
    const pids = calls().map((call) => Number(call.split(' ')[0]))
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('heron')
    end()
    await until(() => pids.every((pid) => !lives(pid)))
    // Nor is one restarted.
    await pause(200)
    expect(calls()).toHaveLength(7)
  })

  it('is still reported after a listener is killed, because the app restarts it', async () => {
    let locked = 0
    const teller = 'org.freedesktop.login1'
    const says = program(`/org/freedesktop/login1/session/_31: ${teller}.Session.Lock ()`)
    watched(() => (locked += 1), says)
    const told = (): number[] =>
      calls().flatMap((call) => (call.endsWith(teller) ? [Number(call.split(' ')[0])] : []))
    for (const times of [1, 2, 3]) {
      await until(() => told().length === times && locked === times)
      process.kill(told()[times - 1] ?? 0)
    }
    await until(() => locked === 4)
  })

  it('is waited for longer each time that a listener ends at once, and never for ever', async () => {
    const path = program('')
    writeFileSync(
      path,
      `#!/bin/sh\n[ "$4" = org.mate.ScreenSaver ] && date +%s%3N >> ${folder}/calls && echo here\n`,
    )
    watched(() => undefined, path, { firstMs: 100, longestMs: 400 })
    // A machine that pauses for a moment may see more than the fifth.
    await until(() => calls().length >= 5)
    const at = calls().map(Number)
    const waited = at.slice(1).map((time, i) => time - (at[i] ?? 0))
    for (const [i, least] of [100, 200, 400, 400].entries())
      expect(waited[i]).toBeGreaterThanOrEqual(least - 5)
  })

  it('is heard where a desktop would tell of it, and as long as the listener lives', async () => {
    const saver = 'org.gnome.ScreenSaver'
    const { state } = watched(
      () => undefined,
      program(`The name ${saver} is owned by :1.3`, saver),
      {
        firstMs: 60_000,
        longestMs: 60_000,
      },
    )
    await until(() => state() === 'heard')
    const pid = calls().find((call) => call.endsWith(saver))
    process.kill(Number(pid?.split(' ')[0]))
    await until(() => state() === 'unheard')
  })

  it('may be heard or not where only the system would tell, as of sleep and a lid', async () => {
    const login = 'org.freedesktop.login1'
    const { state } = watched(() => undefined, program(`The name ${login} is owned by :1.3`, login))
    await until(() => state() === 'unknown')
  })

  it('is heard from nobody where no name on a bus has an owner', async () => {
    const { state } = watched(
      () => undefined,
      program('The name org.freedesktop.login1 does not have an owner'),
    )
    await until(() => calls().length === 7)
    await pause(200)
    expect(state()).toBe('unheard')
  })

  it('is no fault where there is no such program', async () => {
    const { state, end } = watched(() => undefined, join(folder, 'nothing'))
    await pause(200)
    expect(state()).toBe('unheard')
    end()
  })
})
