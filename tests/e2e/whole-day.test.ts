import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { askedFor, reachesOut, traced } from './call-trace.ts'
import * as lists from './closed-lists.ts'
import { wordsOf } from './browser-words.ts'
import { goTo, personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import { wholeDay } from './fixtures/whole-day.ts'
import { launch } from './launch.ts'
import { noteOpened } from './opened-outside.ts'
import { kindOf, processTree } from './process-tree.ts'

/*
 * Runs outside of the namespaces in which the other tests run (scripts/run/e2e.ts): one day of work
 * where the app has a network, for all that is looked at during and after such a day.
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

/** The switches of a process as [name, value]. Chromium writes those of a sandboxed one with blanks. */
const switchesOf = (command: string): (readonly [name: string, value: string])[] =>
  [...command.matchAll(/(?:^|[\0 ])--([\w-]+)(?:=([^\0 ]*))?/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )

describe('outside of a namespace', () => {
  const home = mkdtempSync(join(tmpdir(), 'day-'))
  /** Every process that was seen, with its last command line: a new one takes a while to get its own. */
  const seen = new Map<string, { readonly kind: string; readonly command: string }>()
  const calls = join(home, 'calls')
  const netLog = join(home, 'net-log.json')
  let person: Person
  let main = 0
  let profile = ''
  let executable = ''
  /** Names of the files that the day wrote. */
  let files: readonly string[] = []
  /** The addresses that the system was asked to open. */
  let opened: () => Promise<unknown>
  let looking: ReturnType<typeof setInterval>
  const look = (): void => {
    // Its first process is strace.
    for (const info of processTree(main)) {
      try {
        const command = readFileSync(`/proc/${String(info.pid)}/cmdline`, 'utf8')
        // One that has ended, and that its parent has not asked about, has no command line.
        if (command === '') continue
        const kind = kindOf(info, command, executable)
        seen.set(`${String(info.pid)} ${kind.replace(/^utility .*/, 'utility')}`, { kind, command })
      } catch {
        // It ended meanwhile.
      }
    }
  }
  const kinds = (): string[] => [...seen.values()].map(({ kind }) => kind)

  beforeAll(
    async () => {
      person = personAt(
        await launch({
          executable: traced(process.env['UNDERSTORY_EXECUTABLE'] ?? '', calls),
          args: [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'],
          vault: join(home, 'Understory'),
          timeoutMs: 60_000,
        }),
      )
      expect(await call(person.page, 'app.info', {})).toMatchObject({
        value: { network: 'shared' },
      })
      await person.page.getByText(person.text('unlock.networkTitle')).waitFor()
      main = await person.desk.app.evaluate(() => process.pid)
      profile = await person.desk.app.evaluate(({ app }) => app.getPath('userData'))
      executable = await person.desk.app.evaluate(() => process.execPath)
      looking = setInterval(look, 100)
      await person.desk.app.evaluate(({ app, BrowserWindow }) => {
        const sessions = new Map<string, Electron.Session>()
        const keep = ({ webContents }: Electron.BrowserWindow): void => {
          const note = () => sessions.set(new URL(webContents.getURL()).host, webContents.session)
          webContents.on('did-navigate', note)
          if (webContents.getURL() !== '') note()
        }
        BrowserWindow.getAllWindows().forEach(keep)
        app.on('browser-window-created', (_, window) => keep(window))
        Object.assign(globalThis, { sessions })
      })
      opened = await noteOpened(person.desk.app)
      const out = join(home, 'out')
      const until = Date.now() + minutes * 60_000
      mkdirSync(out)
      files = await wholeDay(person, out)
      for (let round = 0; Date.now() < until; round += 1) {
        await goTo(person, views[round % views.length] ?? 'cases')
        // Timers fire while nothing else happens.
        await person.page.waitForTimeout(3_000)
        if (round % views.length === 0) {
          await lockByShortcut(person)
          await unlock(person)
        }
      }
    },
    400_000 + minutes * 60_000,
  )
  afterAll(async () => {
    clearInterval(looking)
    await person.desk.kill9()
    rmSync(home, { recursive: true, force: true })
  })

  describe('after a day of work, beside its closed lists the app has', () => {
    const entries = () =>
      readdirSync(profile, { recursive: true, withFileTypes: true }).map((entry) => ({
        isFolder: entry.isDirectory(),
        name: join(entry.parentPath, entry.name).slice(profile.length + 1),
      }))

    test('no other file in its profile, and no other folder', () => {
      const found = entries()
      const names = (isFolder: boolean) =>
        found.filter((each) => each.isFolder === isFolder).map(({ name }) => name)
      expect(lists.unlisted(names(false), lists.profileFiles)).toEqual([])
      expect(lists.unlisted(names(true), lists.profileFolders)).toEqual([])
    })

    test('a session folder in which nothing can be written', async () => {
      const session = await person.desk.app.evaluate(({ app }) => app.getPath('sessionData'))
      expect(session).toBe('/proc/understory-session')
      expect(() => mkdirSync(session)).toThrow('ENOENT')
      expect(() => writeFileSync(join(session, 'any'), 'any')).toThrow('ENOENT')
    })

    test('no other process', () => {
      expect(lists.unlisted(kinds(), lists.processes)).toEqual([])
      expect(kinds()).toContain('utility node.mojom.NodeService')
      expect(kinds()).toContain('renderer')
    })

    test('no other switch in its processes, and no feature turned on', () => {
      const partOf = (kind: string) =>
        kind === 'main' ? 'main' : kind.startsWith('program ') ? 'program' : 'other'
      const unlisted = (part: ReturnType<typeof partOf>, known: ReadonlySet<string>) =>
        [...seen.values()]
          .filter(({ kind }) => partOf(kind) === part)
          .flatMap(({ command }) => switchesOf(command))
          .filter(([name]) => !known.has(name))
      expect(unlisted('main', lists.mainSwitches)).toEqual([])
      expect(unlisted('other', lists.switches)).toEqual([])
      expect(unlisted('program', lists.programSwitches)).toEqual([])
      const given = [...seen.values()].flatMap(({ command }) => switchesOf(command))
      expect(given.length).toBeGreaterThan(50)
      const others = given.filter(
        ([name, value]) => lists.switchValues[name]?.test(value) === false,
      )
      expect(others).toEqual([])
    })

    test('no other name on navigator', async () => {
      const names = await person.page.evaluate(() =>
        Object.getOwnPropertyNames(Navigator.prototype),
      )
      expect(names.length).toBeGreaterThan(40)
      expect(names.filter((name) => !lists.navigatorNames.has(name))).toEqual([])
    })

    describe('of all names in the program', () => {
      let words: string[] = []
      beforeAll(async () => {
        words = wordsOf(await person.desk.app.evaluate(() => process.execPath))
      })

      test('no other scheme that its sessions answer, and none that Chromium gives an origin', async () => {
        const answered = await person.desk.app.evaluate(({ session }, all) => {
          const { sessions } = globalThis as unknown as { sessions: Map<string, Electron.Session> }
          return [...sessions, ['', session.defaultSession] as const].map(
            ([host, { protocol }]) => [
              host,
              all.filter((scheme) => protocol.isProtocolHandled(scheme)),
            ],
          )
        }, words)
        expect(Object.fromEntries(answered)).toEqual(lists.answeredSchemes)
        const withOrigin = await person.page.evaluate(
          (all) =>
            all.filter(
              (scheme) =>
                URL.canParse(`${scheme}://a/`) && new URL(`${scheme}://a/`).origin !== 'null',
            ),
          words,
        )
        expect(withOrigin.sort()).toEqual(lists.originSchemes)
      })

      test('no other permission that can be asked for, and none that is given', async () => {
        const states = await person.page.evaluate(async (all) => {
          const found: (readonly [name: string, state: string])[] = []
          for (const name of all) {
            try {
              const { state } = await navigator.permissions.query({ name: name as PermissionName })
              found.push([name, state])
            } catch (error) {
              // A name that is no permission at all is no value of its enumeration.
              if (!String(error).includes('valid enum value')) found.push([name, 'absent'])
            }
          }
          return found
        }, words)
        const named = (wanted: string) =>
          states.flatMap(([name, state]) => (state === wanted ? [name] : [])).sort()
        expect(states.filter(([, state]) => state !== 'denied' && state !== 'absent')).toEqual([])
        expect(named('denied')).toEqual(lists.deniedPermissions)
        expect(named('absent')).toEqual(lists.absentPermissions)
      })
    })

    // Without this, a list that takes any program for the app itself would pass too.
    test('and would name a program that it starts, whatever the command line of that program says', async () => {
      const pid = await person.desk.app.evaluate(() => {
        const { spawn } = process.getBuiltinModule('node:child_process')
        const argv0 = `${process.execPath} --type=renderer`
        return spawn('sleep', ['600'], { argv0, stdio: 'ignore' }).pid ?? 0
      })
      look()
      process.kill(pid)
      expect(lists.unlisted(kinds(), lists.processes)).toEqual(['program sleep'])
    })

    test('no other feature that the policy of its page allows', async () => {
      const { known, allowed } = await person.page.evaluate(() => {
        const { featurePolicy: policy } = document as unknown as {
          featurePolicy: { features: () => string[]; allowedFeatures: () => string[] }
        }
        return { known: policy.features(), allowed: policy.allowedFeatures() }
      })
      expect(known.length).toBeGreaterThan(50)
      expect(lists.unlisted(allowed, lists.allowedFeatures)).toEqual([])
    })
  })

  // The last test: it ends the app.
  test('in a day of work no process of the app contacts an internet address, requests one, or has the system open one', async () => {
    expect(files.some((file) => file.endsWith('.pdf'))).toBe(true)
    expect(await opened()).toEqual([])
    await person.desk.app.evaluate(({ shell }) =>
      (Reflect.get(shell, 'openExternal') as (to: string) => unknown)('https://example.org/'),
    )
    expect(await opened()).toEqual(['openExternal https://example.org/'])
    // Chromium writes the rest of its log when it ends.
    await person.desk.close()
    // The trace is of the app: it spoke to the X server, by a socket of the machine.
    expect(readFileSync(calls, 'utf8')).toContain('sa_family=AF_UNIX')
    expect(reachesOut(calls)).toEqual([])
    expect(readFileSync(netLog, 'utf8')).toContain('"constants"')
    expect(askedFor(netLog)).toEqual([])
  })
})
