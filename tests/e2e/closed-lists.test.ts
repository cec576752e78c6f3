import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as lists from './closed-lists.ts'
import { wordsOf } from './browser-words.ts'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { wholeDay } from './fixtures/whole-day.ts'
import { launch } from './launch.ts'

/** The switches of a process as [name, value]. Chromium writes those of a sandboxed one with blanks. */
const switchesOf = (command: string): (readonly [name: string, value: string])[] =>
  [...command.matchAll(/(?:^|[\0 ])--([\w-]+)(?:=([^\0 ]*))?/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )

describe('after a day of work, beside its closed lists the app has', () => {
  const home = mkdtempSync(join(tmpdir(), 'lists-'))
  const commands = new Set<string>()
  let person: Person
  let profile = ''
  let looking: ReturnType<typeof setInterval>

  beforeAll(async () => {
    person = personAt(await launch({ vault: join(home, 'Understory') }))
    await person.page.getByRole('button').first().waitFor()
    profile = await person.desk.app.evaluate(({ app }) => app.getPath('userData'))
    looking = setInterval(() => {
      for (const { pid, type } of person.desk.pids()) {
        try {
          commands.add(`${type}\0${readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')}`)
        } catch {
          // It ended meanwhile.
        }
      }
    }, 100)
    await wholeDay(person, home)
  }, 400_000)
  afterAll(async () => {
    clearInterval(looking)
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

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
    const kinds = [...commands].map((command) => {
      const type = command.split('\0')[0] ?? ''
      const service = /--utility-sub-type=([\w.]+)/.exec(command)?.[1]
      return service === undefined ? type : `${type} ${service}`
    })
    // A process that was seen between its fork and its own name has no service yet.
    const named = kinds.filter((kind) => kind !== 'utility')
    expect(lists.unlisted(named, lists.processes)).toEqual([])
    expect(named).toContain('utility node.mojom.NodeService')
    expect(named).toContain('renderer')
  })

  test('no other switch in its processes, and no feature turned on', () => {
    const unlisted = (isMain: boolean, known: ReadonlySet<string>) =>
      [...commands]
        .filter((command) => command.startsWith('main\0') === isMain)
        .flatMap(switchesOf)
        .filter(([name]) => !known.has(name))
    expect(unlisted(true, lists.mainSwitches)).toEqual([])
    expect(unlisted(false, lists.switches)).toEqual([])
    const given = [...commands].flatMap(switchesOf)
    expect(given.length).toBeGreaterThan(50)
    const others = given.filter(([name, value]) => lists.switchValues[name]?.test(value) === false)
    expect(others).toEqual([])
  })

  test('no other name on navigator', async () => {
    const names = await person.page.evaluate(() => Object.getOwnPropertyNames(Navigator.prototype))
    expect(names.length).toBeGreaterThan(40)
    expect(names.filter((name) => !lists.navigatorNames.has(name))).toEqual([])
  })

  describe('of all names in the program', () => {
    let words: string[] = []
    beforeAll(async () => {
      words = wordsOf(await person.desk.app.evaluate(() => process.execPath))
    })

    test('no other scheme that its session answers, and none that Chromium gives an origin', async () => {
      const answered = await person.desk.app.evaluate(({ BrowserWindow }, all) => {
        const protocol = BrowserWindow.getAllWindows()[0]?.webContents.session.protocol
        return all.filter((scheme) => protocol?.isProtocolHandled(scheme))
      }, words)
      expect(answered).toEqual(lists.answeredSchemes)
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
      expect(named('denied')).toEqual(lists.deniedPermissions)
      expect(named('absent')).toEqual(lists.absentPermissions)
      expect(states.length).toBe(named('denied').length + named('absent').length)
    })
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
