import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { goTo, personAt } from './page-objects/person.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import { wholeDay } from './fixtures/whole-day.ts'
import { launch } from './launch.ts'
import { noteOpened } from './opened-outside.ts'

/*
 * Runs outside of the namespaces in which the other tests run (scripts/run/e2e.ts): what the app does
 * where it has a network.
 */

/** The least time for which the app is watched; longer with `npm run soak -- network`. */
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

const executable = process.env['UNDERSTORY_EXECUTABLE'] ?? ''
const home = mkdtempSync(join(tmpdir(), 'network-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A program that starts another under strace, which notes each call that could reach a network. */
const traced = (program: string, log: string): string => {
  const path = `${log}.sh`
  const calls = 'connect,sendto,sendmsg,sendmmsg'
  writeFileSync(
    path,
    `#!/bin/sh\nexec strace -f -qq --seccomp-bpf -e trace=${calls} -o ${log} ${program} "$@"\n`,
  )
  chmodSync(path, 0o700)
  return path
}
/** Calls with an address of the internet, version 4 or 6. */
const reachesOut = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?\b/.test(line))
/**
 * Addresses that Chromium's network stack started to request, even if nothing was sent from the
 * machine.
 */
const askedFor = (log: string): string[] =>
  [...readFileSync(log, 'utf8').matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url ?? '')

describe('outside of a namespace', () => {
  test(
    'in a day of work no process of the app contacts an internet address, requests one, or has the system open one',
    async () => {
      const log = join(home, 'calls')
      const netLog = join(home, 'net-log.json')
      const person = personAt(
        await launch({
          executable: traced(executable, log),
          args: [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'],
          vault: join(home, 'Understory'),
          timeoutMs: 60_000,
        }),
      )
      const folder = join(home, 'out')
      const until = Date.now() + minutes * 60_000
      mkdirSync(folder)
      try {
        expect(await call(person.page, 'app.info', {})).toMatchObject({
          value: { network: 'shared' },
        })
        await person.page.getByText(person.text('unlock.networkTitle')).waitFor()
        const opened = await noteOpened(person.desk.app)
        const files = await wholeDay(person, folder)
        expect(files.some((file) => file.endsWith('.pdf'))).toBe(true)
        expect(await opened()).toEqual([])
        await person.desk.app.evaluate(({ shell }) =>
          (Reflect.get(shell, 'openExternal') as (to: string) => unknown)('https://example.org/'),
        )
        expect(await opened()).toEqual(['openExternal https://example.org/'])
        for (let round = 0; Date.now() < until; round += 1) {
          await goTo(person, views[round % views.length] ?? 'cases')
          // Timers fire while nothing else happens.
          await person.page.waitForTimeout(3_000)
          if (round % views.length === 0) {
            await lockByShortcut(person)
            await unlock(person)
          }
        }
      } finally {
        // Chromium writes the rest of its log when it ends.
        await person.desk.close()
      }
      // The trace is of the app: it spoke to the X server, by a socket of the machine.
      expect(readFileSync(log, 'utf8')).toContain('sa_family=AF_UNIX')
      expect(reachesOut(log)).toEqual([])
      expect(readFileSync(netLog, 'utf8')).toContain('"constants"')
      expect(askedFor(netLog)).toEqual([])
    },
    240_000 + minutes * 60_000,
  )

  test('the same trace shows a program that connects', () => {
    const log = join(home, 'another')
    const connect = `require('net').connect(9, '127.0.0.1').on('error', () => {})`
    spawnSync(traced(process.execPath, log), ['-e', connect])
    expect(reachesOut(log)).not.toEqual([])
  })

  test('the app refuses to start with --require-no-network, and leaves nothing behind', () => {
    const own = mkdtempSync(join(home, 'refused-'))
    const vault = join(own, 'Understory')
    const { status, stderr } = spawnSync(executable, [`--vault=${vault}`, '--require-no-network'], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: own, HOME: own },
      timeout: 30_000,
    })
    expect(status).toBe(1)
    expect(stderr).toContain('the system does not block the network. Nothing was started.')
    expect(spawnSync('find', [own, '-type', 'f'], { encoding: 'utf8' }).stdout).toBe('')
  })
})
