import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { call } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { copyPrepared } from './prepared-vaults.ts'

/** The soft and hard limit of a process for core dumps. */
const coreLimit = (pid: number): string | undefined =>
  /^Max core file size\s+(\S+)\s+(\S+)/m
    .exec(readFileSync(`/proc/${String(pid)}/limits`, 'utf8'))
    ?.slice(1)
    .join(' ')

/** Why nothing could be seen here even of a program that does leave its memory; none where it can. */
const unseen = (): string | null => {
  const pattern = readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim()
  if (pattern.startsWith('|')) return 'the system gives crashes to a program of its own'
  if (pattern.includes('/')) return 'the system keeps crashes in a folder of its own'
  return coreLimit(process.pid)?.endsWith(' 0') === true ? 'nobody here may leave a core' : null
}

describe('a crash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cores-'))
  let desk: Launched
  let firstPages: number[] = []

  /** Starts a program like a shell with core dumps on: of any size, in the current folder. */
  const withCores = (name: string, program: string): string => {
    const shell = join(folder, name)
    const script = ['#!/bin/sh', `cd ${folder}`, 'ulimit -c "$(ulimit -H -c)"', `exec ${program}`]
    writeFileSync(shell, `${script.join('\n')} "$@"\n`)
    chmodSync(shell, 0o700)
    return shell
  }
  const crash = (pids: readonly number[]): unknown => {
    for (const pid of pids) process.kill(pid, 'SIGSEGV')
    return undefined
  }
  /** Crashes the processes and waits until they have ended. */
  const crashed = async (pids: readonly number[], how: typeof crash = crash): Promise<void> => {
    await how(pids)
    // A zombie has finished writing.
    const runs = (pid: number): boolean =>
      existsSync(`/proc/${String(pid)}`) &&
      !/^State:\s+Z/m.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))
    await expect.poll(() => pids.some(runs)).toBe(false)
    await sleep(200)
  }

  beforeAll(async () => {
    desk = await launch({
      vault: copyPrepared('heron'),
      executable: withCores('app', process.env['UNDERSTORY_EXECUTABLE'] ?? ''),
    })
    const opening = { passphrase: preparedVaults.heron.passphrase, keyFile: null }
    expect(await call(desk.window, 'vault.unlock', opening)).toMatchObject({ ok: true })
    firstPages = ofType('renderer')
  })
  afterAll(async () => {
    await desk.kill9()
    rmSync(folder, { recursive: true, force: true })
  })

  test('of any process of the app is not allowed to leave a core dump', () => {
    const pids = desk.pids()
    expect(pids.length).toBeGreaterThan(4)
    expect(pids.map(({ pid, type }) => [type, coreLimit(pid)])).toEqual(
      pids.map(({ type }) => [type, '0 0']),
    )
  })

  test('of a program without this limit does leave a core dump here', async ({ skip }) => {
    const reason = unseen()
    skip(reason !== null, reason ?? '')
    const before = readdirSync(folder)
    const child = spawn(withCores('other', 'sleep'), ['60'], { stdio: 'ignore' })
    await sleep(300)
    await crashed([child.pid ?? 0])
    const left = readdirSync(folder).filter((name) => !before.includes(name) && name !== 'other')
    expect(left).toEqual([expect.stringMatching(/core/)])
    for (const name of left) rmSync(join(folder, name))
  })

  /** The first process of a namespace, such as a page's, ignores such a signal from outside. */
  const crashPage = (): Promise<void> =>
    desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
  /** Number of loaded pages. */
  const loadedPages = (): Promise<number> =>
    desk.app.evaluate(
      ({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().filter(({ webContents }) => !webContents.isLoading()).length,
    )
  /**
   * Processes of a Chromium type; `main` is the topmost one only, without the programs that it
   * started.
   */
  const ofType = (type: string): number[] =>
    desk
      .pids()
      .flatMap((each, at) => ((type === 'main' ? at === 0 : each.type === type) ? [each.pid] : []))
  /** A crash of one part is the end of a whole desk; the page that crashes is of the one after it. */
  const nextPage = async (): Promise<number[]> => {
    const next = (): number[] => ofType('renderer').filter((pid) => !firstPages.includes(pid))
    await expect.poll(async () => [next().length, await loadedPages()]).toEqual([1, 1])
    return next()
  }

  // Main last: it takes all others along.
  test.each([
    ['the vault process', 'utility', crash],
    ['the page', 'renderer', crashPage],
    ['main', 'main', crash],
  ] as const)('of %s writes no file', async (_, type, how) => {
    const before = readdirSync(folder)
    const pids = type === 'renderer' ? await nextPage() : ofType(type)
    expect(pids).not.toEqual([])
    await crashed(pids, how)
    expect(readdirSync(folder)).toEqual(before)
  })
})
