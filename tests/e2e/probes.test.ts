import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { launch } from './launch.ts'
import { tryPeers } from './peer-ways.ts'
import type { ProcessInfo } from './process-tree.ts'
import { rawListeners } from './raw-listeners.ts'

/** What a compromised page would try next. */
describe('a compromised page', () => {
  const home = mkdtempSync(join(tmpdir(), 'probes-'))
  let person: Person

  beforeAll(async () => {
    person = personAt(await launch({ vault: join(home, 'Understory') }))
  })
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  /**
   * Without the programs that the main process listens to: without D-Bus, they end sooner or later.
   */
  const ownProcesses = (): ProcessInfo[] =>
    person.desk.pids().filter(({ type }, at) => at === 0 || type !== 'main')

  test('downloads nothing, from a blob or from data', async () => {
    const folder = await person.desk.app.evaluate(({ app }) => app.getPath('downloads'))
    const taken = (): boolean => existsSync(join(folder, 'taken.txt'))
    expect(taken()).toBe(false)
    const told = person.desk.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string[]>((resolve) => {
          const session = BrowserWindow.getAllWindows()[0]?.webContents.session
          const asked: string[] = []
          // Both, and what comes within a second and a half of them; a busy machine takes longer.
          setTimeout(() => resolve(asked.sort()), 20_000)
          session?.on('will-download', (event, item) => {
            asked.push(`${item.getURL().split(':')[0] ?? ''} ${String(event.defaultPrevented)}`)
            if (asked.length === 2) setTimeout(() => resolve(asked.sort()), 1_500)
          })
        }),
    )
    await person.page.evaluate(() => {
      const save = (href: string): void => {
        const link = Object.assign(document.createElement('a'), { href, download: 'taken.txt' })
        document.body.append(link)
        link.click()
        link.remove()
      }
      save(URL.createObjectURL(new Blob(['words'], { type: 'text/plain' })))
      save('data:text/plain,words')
    })
    expect(await told).toEqual(['blob true', 'data true'])
    expect(taken()).toBe(false)
  })

  test('embeds nothing: no frame, no object, no webview', async () => {
    await person.page.evaluate(() => {
      for (const [tag, attribute] of [
        ['iframe', 'src'],
        ['object', 'data'],
        ['embed', 'src'],
        ['webview', 'src'],
      ] as const) {
        for (const address of ['https://example.org/', 'file:///etc/passwd', 'app://understory/']) {
          const element = document.createElement(tag)
          try {
            element.setAttribute(attribute, address)
          } catch {
            // Trusted types refuse markup that could bring a script.
            continue
          }
          document.body.append(element)
        }
      }
    })
    await person.page.waitForTimeout(500)
    const addresses = person.page.frames().map((frame) => frame.url())
    expect(addresses.filter((address) => /example|passwd/.test(address))).toEqual([])
    expect(addresses.filter((address) => address === 'app://understory/')).toHaveLength(1)
    const contents = await person.desk.app.evaluate(
      ({ webContents }) => webContents.getAllWebContents().length,
    )
    expect(contents).toBe(1)
  })

  test.each([
    ['usb', 'getDevices', 'requestDevice', { filters: [] }],
    ['hid', 'getDevices', 'requestDevice', { filters: [] }],
    ['serial', 'getPorts', 'requestPort', {}],
    ['bluetooth', 'getDevices', 'requestDevice', { acceptAllDevices: true }],
  ] as const)(
    'gets nothing from %s, and ends no process by asking',
    async (api, list, ask, given) => {
      const before = ownProcesses()
      const answers = await person.page.evaluate(
        async ([of, listed, asked, options]) => {
          type Api = Record<string, (options?: object) => Promise<unknown>>
          const apis = navigator as unknown as Record<string, Api | undefined>
          const answer = async (act: () => Promise<unknown> | undefined): Promise<string> => {
            try {
              const found = await act()
              return Array.isArray(found) && found.length === 0 ? 'none' : String(found)
            } catch (error) {
              return error instanceof DOMException ? error.name : 'refused'
            }
          }
          return [
            await answer(() => apis[of]?.[listed]?.()),
            await answer(() => apis[of]?.[asked]?.(options)),
          ]
        },
        [api, list, ask, given] as const,
      )
      // Electron for Linux has no Bluetooth for pages.
      for (const answer of answers) expect(['SecurityError', 'undefined']).toContain(answer)
      // Gives requests to the main process time to finish.
      await person.page.waitForTimeout(300)
      expect(ownProcesses()).toEqual(before)
    },
  )

  test('gets no device from a chooser, which the app always cancels', async () => {
    const chosen = await person.desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const ask = (
        of: { emit: (name: never, ...args: never[]) => boolean } | undefined,
        name: string,
        ...between: unknown[]
      ): unknown[] => {
        const answers: unknown[] = []
        let prevented = 0
        const event = { preventDefault: () => (prevented += 1) }
        const choose = (...given: unknown[]) => answers.push(given[0] ?? 'none')
        of?.emit(name as never, ...([event, ...between, choose] as never[]))
        return [prevented, ...answers]
      }
      const devices = [{ deviceId: 'a', portId: 'a', deviceName: 'a' }]
      return {
        usb: ask(contents?.session, 'select-usb-device', { deviceList: devices }),
        hid: ask(contents?.session, 'select-hid-device', { deviceList: devices }),
        serial: ask(contents?.session, 'select-serial-port', devices, contents),
        bluetooth: ask(contents, 'select-bluetooth-device', devices),
      }
    })
    expect(chosen).toEqual({
      ...{ usb: [1, 'none'], hid: [1, 'none'], serial: [1, ''], bluetooth: [1, ''] },
    })
  })

  test('does not navigate to a file that is dropped onto it', async () => {
    const file = join(home, 'dropped.html')
    writeFileSync(file, '<title>taken</title><h1>A page from a stick</h1>')
    const before = person.page.url()
    const devTools = await person.page.context().newCDPSession(person.page)
    const data = { items: [], files: [file], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devTools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
    await person.page.waitForTimeout(500)
    await devTools.detach()
    expect(person.page.url()).toBe(before)
    expect(await person.page.getByRole('heading', { name: 'A page from a stick' }).count()).toBe(0)
    expect(await person.page.getByRole('button').count()).toBeGreaterThan(0)
    expect(
      await person.desk.app.evaluate(({ webContents }) => webContents.getAllWebContents().length),
    ).toBe(1)
  })

  test('reaches no server with any kind of request, and is not redirected', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(302, { location: 'file:///etc/passwd' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
    const { port } = server.address() as AddressInfo
    const to = `http://127.0.0.1:${String(port)}/`
    const before = person.page.url()
    await person.page.evaluate(async (address) => {
      const add = (tag: string, given: Record<string, string>): HTMLElement => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, value)
        document.body.append(element)
        return element
      }
      const ways: readonly (() => unknown)[] = [
        () => add('a', { href: `${address}link`, ping: `${address}ping` }).click(),
        () => (add('form', { action: `${address}form` }) as HTMLFormElement).submit(),
        () =>
          (add('form', { action: `${address}post`, method: 'post' }) as HTMLFormElement).submit(),
        () => add('meta', { 'http-equiv': 'refresh', content: `0;url=${address}meta` }),
        () => location.replace(`${address}replace`),
        () => window.open(`${address}open`),
        () => fetch(`${address}fetch`, { mode: 'no-cors' }),
        () => navigator.sendBeacon(`${address}beacon`, 'words'),
        () => new EventSource(`${address}events`),
        () => new WebSocket(`${address.replace('http', 'ws')}socket`),
        () => add('img', { src: `${address}image` }),
        () => add('link', { rel: 'prefetch', href: `${address}prefetch` }),
        () => add('link', { rel: 'stylesheet', href: `${address}style` }),
        () => add('video', { src: `${address}video` }),
      ]
      for (const way of ways) {
        try {
          await way()
        } catch {
          // Refused at once.
        }
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }, to)
    await person.page.waitForTimeout(300)
    expect(person.page.url()).toBe(before)
    expect(await person.page.getByRole('button').count()).toBeGreaterThan(0)
    // The main process cannot reach it either.
    const sent = await person.desk.app.evaluate(
      ({ BrowserWindow }, address) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.session.fetch(`${address}main`)
          .then(() => 'answered')
          .catch(() => 'refused'),
      to,
    )
    server.close()
    expect(sent).toBe('refused')
    expect(asked).toEqual([])
  })

  test('sends no datagram, opens no connection to a peer, and sends no mDNS query', async () => {
    const listeners = await rawListeners()
    const { hosts, words, udp, tcp } = listeners
    expect(await person.page.evaluate(tryPeers, { hosts, udp, tcp, words })).toBe(2)
    expect(listeners.heard()).toEqual([])
    await listeners.control()
    expect(listeners.heard()).toHaveLength(hosts.length > 1 ? 5 : 2)
    listeners.end()
  })

  test('registers no worker that outlives it, and shares none', async () => {
    const outcome = await person.page.evaluate(async () => {
      const tried = async (act: () => unknown): Promise<string> => {
        try {
          await act()
          return 'given'
        } catch {
          return 'refused'
        }
      }
      return [
        await tried(() => navigator.serviceWorker.register('app://understory/index.html')),
        await tried(() => new Worker('data:text/javascript,1')),
        await tried(() => new SharedWorker('data:text/javascript,1')),
      ]
    })
    expect(outcome).toEqual(['refused', 'refused', 'refused'])
  })
})
