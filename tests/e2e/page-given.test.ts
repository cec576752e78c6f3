import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectClosed, profileFiles, unlisted } from './closed-lists.ts'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { launch } from './launch.ts'
import { sweep } from './sweep.ts'

/** What the window's page gets when it asks, and what remains of what it writes. */
describe('the page', () => {
  let person: Person
  let profile = ''

  beforeAll(async () => {
    // A camera, a microphone and a screen that are there: nothing is missing but the permission.
    const args = ['--use-fake-device-for-media-stream']
    person = personAt(await launch({ args }))
    await person.page.getByRole('button').first().waitFor()
    profile = await person.desk.app.evaluate(({ app }) => app.getPath('userData'))
  })
  afterAll(() => person.desk.close())

  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()

  test('is denied what it asks for: camera, microphone, screen, place, notices, clipboard', async () => {
    const asked = await person.page.evaluate(async () => {
      const outcome = async (ask: () => Promise<unknown>): Promise<string> => {
        try {
          await ask()
          return 'given'
        } catch (error) {
          if (error instanceof GeolocationPositionError)
            return error.code === error.PERMISSION_DENIED ? 'PERMISSION_DENIED' : String(error.code)
          return error instanceof DOMException ? error.name : String(error)
        }
      }
      const { mediaDevices, geolocation, clipboard } = navigator
      return {
        camera: await outcome(() => mediaDevices.getUserMedia({ video: true })),
        microphone: await outcome(() => mediaDevices.getUserMedia({ audio: true })),
        screen: await outcome(() => mediaDevices.getDisplayMedia({ video: true })),
        place: await outcome(
          () => new Promise((resolve, reject) => geolocation.getCurrentPosition(resolve, reject)),
        ),
        notice: await Notification.requestPermission(),
        clipboard: await outcome(() => clipboard.readText()),
        devices: (await mediaDevices.enumerateDevices()).map(
          ({ label, deviceId }) => label + deviceId,
        ),
      }
    })
    // The presence of a camera is no secret; its name would be.
    expect({ ...asked, devices: asked.devices.join('') }).toEqual({
      camera: 'NotAllowedError',
      microphone: 'NotAllowedError',
      screen: 'NotAllowedError',
      place: 'PERMISSION_DENIED',
      notice: 'denied',
      clipboard: 'NotAllowedError',
      devices: '',
    })
  })

  test('keeps nothing: no storage on disk, no cookie, no cache, no worker', async () => {
    const word = 'SULPHURFORDKEPT'
    const before = filesIn(profile)
    const kept = await person.page.evaluate(async (text) => {
      const tried = async (act: () => unknown): Promise<string> => {
        try {
          return String(await act())
        } catch (error) {
          return error instanceof Error ? error.name : 'refused'
        }
      }
      document.cookie = `word=${text}; max-age=9999`
      return {
        cookie: document.cookie,
        cached: await tried(async () => {
          const cache = await caches.open('any')
          await cache.put('app://understory/any', new Response(text))
          return (await cache.keys()).length
        }),
        caches: await tried(async () => (await caches.keys()).length),
        worker: await tried(() => navigator.serviceWorker.register('app://understory/index.html')),
        registered: await tried(
          async () => (await navigator.serviceWorker.getRegistrations()).length,
        ),
        local: await tried(() => localStorage.setItem('word', text)),
        database: await tried(
          () =>
            new Promise((resolve, reject) => {
              const request = indexedDB.open(text)
              request.onerror = reject
              request.onsuccess = () => {
                request.result.close()
                resolve('opened')
              }
            }),
        ),
      }
    }, word)
    expect(kept).toEqual({
      cookie: '',
      cached: 'TypeError',
      caches: '1',
      worker: 'TypeError',
      registered: 'InvalidStateError',
      local: 'undefined',
      database: 'opened',
    })
    // Storage of the page is only in the memory of this session.
    await person.desk.app.evaluate(async ({ BrowserWindow }) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session
      await session?.cookies.flushStore()
      session?.flushStorageData()
    })
    await person.page.waitForTimeout(500)
    expect(filesIn(profile)).toEqual(before)
    expect(unlisted(before, profileFiles)).toEqual([])
    expect(sweep([profile], [word], 0).hits).toEqual([])
    expect(
      await person.desk.app.evaluate(async ({ BrowserWindow }) => {
        const session = BrowserWindow.getAllWindows()[0]?.webContents.session
        return {
          persistent: session?.isPersistent(),
          path: session?.getStoragePath() ?? null,
          cookies: (await session?.cookies.get({}))?.length,
          cache: await session?.getCacheSize(),
        }
      }),
    ).toEqual({ persistent: false, path: null, cookies: 0, cache: 0 })
  })

  test('has no spelling checker: it is off, and no dictionary is fetched or kept', async () => {
    const found = await person.desk.app.evaluate(async ({ BrowserWindow, session }) => {
      const own = BrowserWindow.getAllWindows()[0]?.webContents.session
      const words = await own?.listWordsInSpellCheckerDictionary()
      return {
        own: own?.isSpellCheckerEnabled(),
        of: own === session.defaultSession,
        words,
      }
    })
    expect(found).toEqual({ own: false, of: false, words: [] })
    expect(filesIn(profile).filter((name) => /dictionar|\.bdic/iu.test(name))).toEqual([])
  })

  test('is created with every feature off that Electron can turn off', async () => {
    const made = await person.desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const { getLastWebPreferences: last } = contents as unknown as {
        getLastWebPreferences: () => object
      }
      return { preferences: last.call(contents), peers: contents?.getWebRTCIPHandlingPolicy() }
    })
    expectClosed(made.preferences, true)
    expect(made.peers).toBe('disable_non_proxied_udp')
    const node = await person.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    )
    expect(node).toEqual([])
  })

  test('has no developer tools: nothing opens them', async () => {
    const open = await person.desk.app.evaluate(async ({ BrowserWindow, webContents }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      contents?.openDevTools()
      contents?.toggleDevTools()
      contents?.inspectElement(1, 1)
      await new Promise((resolve) => setTimeout(resolve, 500))
      return { open: contents?.isDevToolsOpened(), all: webContents.getAllWebContents().length }
    })
    for (const keys of ['Control+Shift+I', 'Control+Shift+J', 'F12'])
      await person.page.keyboard.press(keys)
    await person.page.waitForTimeout(300)
    expect(open).toEqual({ open: false, all: 1 })
    expect(
      await person.desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    ).toBe(1)
  })

  test('has exactly the same policy with every file of the build and every refusal', async () => {
    const manifest = join(process.env['UNDERSTORY_APP'] ?? '', 'out', 'renderer-manifest.json')
    const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      files: Record<string, object>
    }
    const names = Object.keys(files).filter((name) => name !== 'index.html')
    expect(names.length).toBeGreaterThan(50)
    const addresses = ['', ...names, 'nothing', '../x'].map((name) => `app://understory/${name}`)
    const answers = await person.desk.app.evaluate(async ({ BrowserWindow }, all) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session
      const ask = async (address: string, method = 'GET') => {
        const answer = await session?.fetch(address, { method })
        return [answer?.status, answer?.headers.get('content-security-policy') ?? ''] as const
      }
      const found: (readonly [number | undefined, string])[] = []
      for (const address of all) found.push(await ask(address))
      return [...found, await ask('app://understory/', 'POST')]
    }, addresses)
    const nonce = /'nonce-([A-Za-z0-9+/]{22}==)'/u
    const policy = [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' NONCE",
      "img-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ')
    expect(new Set(answers.map(([, text]) => text.replace(nonce, 'NONCE')))).toEqual(
      new Set([policy]),
    )
    // Each has a nonce of its own: one that was read somewhere is worth nothing elsewhere.
    expect(new Set(answers.map(([, text]) => nonce.exec(text)?.[1])).size).toBe(answers.length)
    const statuses = answers.map(([status]) => status)
    expect(statuses).toEqual([
      ...Array.from({ length: names.length + 1 }, () => 200),
      404,
      404,
      404,
    ])
  })
})
