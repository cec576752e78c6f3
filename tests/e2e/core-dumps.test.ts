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
import { call, opening } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'

/** What a process may write when it crashes: soft and hard limit. */
const coreLimit = (pid: number): string | undefined =>
  /^Max core file size\s+(\S+)\s+(\S+)/m
    .exec(readFileSync(`/proc/${String(pid)}/limits`, 'utf8'))
    ?.slice(1)
    .join(' ')

describe('a crash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cores-'))
  let desk: Launched

  // As a person's shell may have it: a core dump of any size, in the folder that one is in.
  beforeAll(async () => {
    const shell = join(folder, 'with-cores')
    const executable = process.env['UNDERSTORY_EXECUTABLE'] ?? ''
    writeFileSync(
      shell,
      `#!/bin/sh\ncd ${folder}\nulimit -c "$(ulimit -H -c)"\nexec ${executable} "$@"\n`,
    )
    chmodSync(shell, 0o700)
    desk = await launch({ executable: shell })
    const made = await call(desk.window, 'vault.create', {
      ...opening,
      pseudonym: 'H',
      language: 'en',
    })
    expect(made).toMatchObject({ ok: true })
  })
  afterAll(async () => {
    await desk.kill9()
    rmSync(folder, { recursive: true, force: true })
  })

  test('of any process of the app may leave no core dump', () => {
    const pids = desk.pids()
    expect(pids.length).toBeGreaterThan(4)
    expect(pids.map(({ pid, type }) => [type, coreLimit(pid)])).toEqual(
      pids.map(({ type }) => [type, '0 0']),
    )
  })

  test('of the vault process writes no file', async () => {
    const before = readdirSync(folder)
    const vault = desk.pids().filter(({ type }) => type === 'utility')
    expect(vault.length).toBeGreaterThan(0)
    for (const { pid } of vault) process.kill(pid, 'SIGSEGV')
    await expect.poll(() => vault.some(({ pid }) => existsSync(`/proc/${String(pid)}`))).toBe(false)
    await sleep(200)
    expect(readdirSync(folder)).toEqual(before)
  })
})
