import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchScreenLock } from './screen-lock-linux.ts'

let folder: string
let end: () => void = () => undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-bus-'))
})
afterEach(() => {
  end()
  rmSync(folder, { recursive: true })
})

/** A program in the place of gdbus: notes how it was called, then says what one bus would. */
const program = (says: string): string => {
  const path = join(folder, 'gdbus')
  writeFileSync(
    path,
    `#!/bin/sh\necho "$$ $*" >> ${folder}/calls\nenv > ${folder}/env\n` +
      `[ "$4" = org.freedesktop.login1 ] && echo "${says}"\nexec sleep 60\n`,
  )
  chmodSync(path, 0o700)
  return path
}
const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await pause(25)
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
  it('locks, told by any of those who know of it', async () => {
    let locked = 0
    end = watchScreenLock(
      () => (locked += 1),
      program('/org/freedesktop/login1/session/_31: org.freedesktop.login1.Session.Lock ()'),
    )
    await until(() => calls().length === 7 && locked > 0)
    expect(locked).toBe(1)
  })

  it('does not lock for what else is said', async () => {
    let locked = 0
    end = watchScreenLock(() => (locked += 1), program('The name is owned by :1.3'))
    await until(() => calls().length === 7)
    await pause(200)
    expect(locked).toBe(0)
  })

  it('leaves no listener behind, and tells it nothing of the app', async () => {
    process.env['UNDERSTORY_SECRET'] = 'heron'
    end = watchScreenLock(() => undefined, program(''))
    delete process.env['UNDERSTORY_SECRET']
    await until(() => calls().length === 7)
    const pids = calls().map((call) => Number(call.split(' ')[0]))
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toContain('heron')
    end()
    await until(() => pids.every((pid) => !lives(pid)))
  })

  it('is no fault where there is no such program', async () => {
    end = watchScreenLock(() => undefined, join(folder, 'nothing'))
    await pause(200)
    end()
  })
})
