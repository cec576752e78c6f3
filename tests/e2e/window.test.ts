import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { addressTricks } from './address-tricks.ts'
import { launch } from './launch.ts'
import { nextWindow } from './next-window.ts'

/** One policy violation as the page reports it. */
type Violation = {
  readonly directive: string
  readonly blocked: string
}

describe('the window is closed to everything but its own page', () => {
  let person: Person

  beforeAll(async () => {
    person = personAt(await launch())
    await person.page.getByRole('button').first().waitFor()
  })
  afterAll(async () => {
    await person.desk.close()
  })

  /** Runs code in the page's own world, as an attacker's markup would, and returns what was refused. */
  const violations = (
    attempt: 'inline' | 'eval' | 'image' | 'style' | 'fetch' | 'html' | 'frame',
  ) =>
    person.page.evaluate(async (what): Promise<Violation[]> => {
      const seen: Violation[] = []
      const listen = (event: SecurityPolicyViolationEvent): void => {
        seen.push({ directive: event.effectiveDirective, blocked: event.blockedURI })
      }
      document.addEventListener('securitypolicyviolation', listen)
      try {
        if (what === 'inline') {
          const script = document.createElement('script')
          script.append('globalThis.inlineRan = true')
          document.head.append(script)
        }
        // Delayed, since the protocol of the test driver allows eval during a call.
        if (what === 'eval')
          await new Promise((resolve, reject) =>
            setTimeout(() => {
              try {
                resolve((0, eval)('globalThis.evalRan = true'))
              } catch (error) {
                reject(error)
              }
            }),
          )
        if (what === 'image')
          document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))
        if (what === 'style') {
          const style = document.createElement('style')
          style.textContent = 'body { background: red }'
          document.head.append(style)
        }
        if (what === 'fetch') await fetch('https://example.org/')
        if (what === 'html') document.createElement('div').innerHTML = '<b>bold</b>'
        if (what === 'frame')
          document.body.append(
            Object.assign(document.createElement('iframe'), { src: 'https://example.org/' }),
          )
      } catch {
        // Refused at once.
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
      document.removeEventListener('securitypolicyviolation', listen)
      return seen
    }, attempt)

  test.each([
    ['inline', 'require-trusted-types-for'],
    ['eval', 'require-trusted-types-for'],
    ['image', 'img-src'],
    ['style', 'style-src-elem'],
    ['fetch', 'connect-src'],
    ['html', 'require-trusted-types-for'],
    ['frame', 'frame-src'],
  ] as const)('%s is refused by the policy, and reported', async (attempt, directive) => {
    const seen = await violations(attempt)
    expect(seen.map((each) => each.directive)).toContain(directive)
    const ran = await person.page.evaluate(
      () => 'inlineRan' in globalThis || 'evalRan' in globalThis,
    )
    expect(ran).toBe(false)
  })

  test('the page has no Node, and only the fixed list of API functions', async () => {
    const found = await person.page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
        (name) => name in globalThis,
      ),
      desk: Object.keys((globalThis as unknown as { api: object }).api).length,
      frozen: Object.isFrozen((globalThis as unknown as { api: object }).api),
    }))
    expect(found.node).toEqual([])
    expect(found.frozen).toBe(true)
    const { mainChannels, vaultChannels } = await import('../../src/shared/channels.ts')
    expect(found.desk).toBe(mainChannels.length + vaultChannels.length + 1)
  })

  test('it navigates nowhere', async () => {
    const before = person.page.url()
    await person.page.evaluate(() => {
      const link = Object.assign(document.createElement('a'), { href: 'https://example.org/' })
      document.body.append(link)
      link.click()
    })
    await person.page.evaluate(() => {
      location.href = 'file:///etc/passwd'
    })
    await person.page.evaluate(() => {
      location.assign('app://understory/elsewhere')
    })
    await person.page.waitForTimeout(300)
    expect(person.page.url()).toBe(before)
    expect(await person.page.getByRole('button').count()).toBeGreaterThan(0)
  })

  test('it opens no other window', async () => {
    const opened = await person.page.evaluate(() => [
      window.open('about:blank'),
      window.open('https://example.org/', '_blank'),
      window.open('app://understory/'),
    ])
    expect(opened).toEqual([null, null, null])
    expect(
      await person.desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
    ).toBe(1)
  })

  test('only the exact files of the build are served; 200 crafted addresses find nothing', async () => {
    expect(addressTricks.length).toBeGreaterThanOrEqual(200)
    const found = await person.desk.app.evaluate(async ({ BrowserWindow }, addresses) => {
      const session = BrowserWindow.getAllWindows()[0]?.webContents.session
      const ask = async (address: string, method = 'GET') => {
        try {
          return (await session?.fetch(address, { method, bypassCustomProtocolHandlers: false }))
            ?.status
        } catch {
          return 'refused'
        }
      }
      return {
        page: await ask('app://understory/'),
        posted: await ask('app://understory/', 'POST'),
        head: await ask('app://understory/', 'HEAD'),
        tricks: await Promise.all(addresses.map(async (each) => [each, await ask(each)] as const)),
      }
    }, addressTricks)
    expect(found.page).toBe(200)
    expect(found.tricks.filter(([, status]) => status !== 404 && status !== 'refused')).toEqual([])
    expect([404, 'refused']).toContain(found.posted)
    expect([404, 'refused']).toContain(found.head)
  })

  test('the page reads no file of the machine', async () => {
    const refused = await person.page.evaluate(() =>
      fetch('file:///etc/passwd').then(
        () => false,
        () => true,
      ),
    )
    expect(refused).toBe(true)
  })

  test('says for as long as it runs on the evaluation runtime that it does', async () => {
    const bar = person.page.getByRole('complementary', {
      name: person.text('nav.evaluationTitle'),
    })
    const isEvaluation = process.env['UNDERSTORY_EVALUATION'] === '1'
    expect(await bar.count()).toBe(isEvaluation ? 1 : 0)
    if (isEvaluation) expect(await bar.getByRole('button').count()).toBe(0)
  })

  test('its title is blank and never changes', async () => {
    await person.page.evaluate(() => {
      document.title = 'Something about a source'
    })
    await person.page.waitForTimeout(100)
    expect(
      await person.desk.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.getTitle(),
      ),
    ).toBe('')
  })

  test('the system keeps it out of screenshots', async ({ skip }) => {
    skip(
      process.platform === 'linux',
      'Linux has no content protection: neither X11 nor Wayland keeps a window out of a screenshot',
    )
    const isKept = await person.desk.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows() as unknown as {
        isContentProtected?: () => boolean
      }[]
      return window?.isContentProtected?.() ?? null
    })
    skip(isKept === null, 'this Electron does not say whether a window is protected')
    expect(isKept).toBe(true)
  })

  test('the system is asked to keep each window out of screenshots', async () => {
    await person.desk.app.evaluate(({ BrowserWindow }) => {
      const asked: boolean[] = []
      const { prototype } = BrowserWindow
      const real = Reflect.get(prototype, 'setContentProtection') as (enable: boolean) => void
      Object.assign(globalThis, { asked })
      prototype.setContentProtection = function (enable) {
        asked.push(enable)
        real.call(this, enable)
      }
    })
    // A crashed page gets a new window.
    const fresh = nextWindow(person.desk.app)
    await person.desk.app
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      )
      .catch(() => undefined)
    person.page = await fresh
    await person.page.getByRole('button').first().waitFor()
    expect(
      await person.desk.app.evaluate(() => (globalThis as unknown as { asked: boolean[] }).asked),
    ).toEqual([true])
  })
})
