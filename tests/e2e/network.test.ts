import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { goTo, personAt } from './hands/person.ts'
import { lockByShortcut, unlock } from './hands/vault.ts'
import { wholeDay } from './hands/whole-day.ts'
import { launch } from './launch.ts'
import { noteOpened } from './opened-outside.ts'

/** How long the app is watched, at least; longer with `npm run soak -- network`. */
const minutes = Number(process.env['UNDERSTORY_MINUTES'] ?? '0')
const views = [
  'cases',
  'reports',
  'sources',
  'claims',
  'timeline',
  'map',
  'exchange',
  'settings',
] as const

const home = mkdtempSync(join(tmpdir(), 'network-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A program that starts another under strace, which notes each call that could reach a network. */
const traced = (executable: string, log: string): string => {
  const path = `${log}.sh`
  const calls = 'connect,sendto,sendmsg,sendmmsg'
  writeFileSync(
    path,
    `#!/bin/sh\nexec strace -f -qq --seccomp-bpf -e trace=${calls} -o ${log} ${executable} "$@"\n`,
  )
  chmodSync(path, 0o700)
  return path
}
/** Of an address of the internet, version 4 or 6, whatever the call. */
const reachesOut = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?\b/.test(line))

/** Why a program cannot be given a network of its own here; null when it can. */
const cannotUnshare = (): string | null => {
  const { error, status, stderr } = spawnSync(
    'unshare',
    ['--user', '--map-current-user', '--net', 'true'],
    { encoding: 'utf8' },
  )
  if (error !== undefined) return 'unshare is not installed here'
  if (status === 0) return null
  return `this system lets nobody but root have namespaces of their own: ${stderr.trim()}`
}
const cannotTrace = (): string | null =>
  spawnSync('sh', ['-c', 'command -v strace']).status === 0 ? null : 'strace is not installed here'

describe('the app and the network', () => {
  test(
    'in a day of work, played in a minute, no process of it calls an address of the internet, nor has the system open one',
    async ({ skip }) => {
      const reason = cannotTrace()
      skip(reason !== null, reason ?? '')
      const log = join(home, 'calls')
      const executable = traced(process.env['UNDERSTORY_EXECUTABLE'] ?? '', log)
      const person = personAt(
        await launch({ executable, vault: join(home, 'Understory'), timeoutMs: 60_000 }),
      )
      const folder = join(home, 'out')
      const until = Date.now() + minutes * 60_000
      mkdirSync(folder)
      try {
        const opened = await noteOpened(person.desk.app)
        const files = await wholeDay(person, folder)
        expect(files.some((file) => file.endsWith('.pdf'))).toBe(true)
        // Nor does it have the system open anything, which might go there in its place.
        expect(await opened()).toEqual([])
        await person.desk.app.evaluate(({ shell }) =>
          (Reflect.get(shell, 'openExternal') as (to: string) => unknown)('https://example.org/'),
        )
        expect(await opened()).toEqual(['openExternal https://example.org/'])
        for (let round = 0; Date.now() < until; round += 1) {
          await goTo(person, views[round % views.length] ?? 'cases')
          // What a timer does comes while nobody does anything.
          await person.page.waitForTimeout(3_000)
          if (round % views.length === 0) {
            await lockByShortcut(person)
            await unlock(person)
          }
        }
      } finally {
        await person.desk.kill9()
      }
      const all = readFileSync(log, 'utf8')
      // The trace is of the app: it spoke to the X server, by a socket of the machine.
      expect(all).toContain('sa_family=AF_UNIX')
      expect(reachesOut(log)).toEqual([])
    },
    240_000 + minutes * 60_000,
  )

  test('the same day of work is done where there is no network but the machine itself', ({
    skip,
  }) => {
    const reason = cannotUnshare()
    skip(reason !== null, reason ?? '')
    // Namespaces of its own, the loopback up, and no right left over: as any person has it.
    const { stdout, stderr } = spawnSync(
      'unshare',
      [
        ...['--user', '--map-current-user', '--net', '--keep-caps', 'sh', '-c'],
        'ip link set lo up && exec setpriv --inh-caps=-all --ambient-caps=-all "$0" "$@"',
        process.execPath,
        join('tests', 'e2e', 'day-alone.ts'),
      ],
      { encoding: 'utf8', timeout: 180_000 },
    )
    const said = JSON.parse(stdout === '' ? 'null' : stdout) as { files: string[] } | null
    expect(said, stderr).toMatchObject({ networks: ['lo'] })
    expect(said?.files.some((file) => file.endsWith('.pdf'))).toBe(true)
  }, 240_000)

  test('the same trace shows a program that does', ({ skip }) => {
    const reason = cannotTrace()
    skip(reason !== null, reason ?? '')
    const log = join(home, 'another')
    const says = `require('net').connect(9, '127.0.0.1').on('error', () => {})`
    spawnSync(traced(process.execPath, log), ['-e', says])
    expect(reachesOut(log)).not.toEqual([])
  })
})
