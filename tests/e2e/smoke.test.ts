import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { statusField } from './process-tree.ts'

describe('the built app', () => {
  let desk: Launched

  beforeAll(async () => {
    desk = await launch()
  })
  afterAll(async () => {
    await desk.kill9()
  })

  test('opens a window and draws its first screen', async () => {
    await desk.window.getByRole('heading').first().waitFor()
    await desk.window.getByRole('button').first().waitFor()
    expect(desk.window.url()).toMatch(/^app:\/\/understory\//)
  })

  test('draws it in its own styles, which override the reset, whatever sheet comes first', async () => {
    const first = await desk.window.evaluate(() => {
      const { document, getComputedStyle } = globalThis as unknown as {
        document: { querySelector: (selector: string) => object }
        getComputedStyle: (of: object) => Record<string, string>
      }
      const sheet = document.querySelector('link[rel="stylesheet"]') as { href: string }
      const button = getComputedStyle(document.querySelector('main button, button'))
      return { sheet: sheet.href, padding: button['paddingInlineStart'] }
    })
    expect(first.sheet).toBe('app://understory/layers.css')
    expect(Number.parseFloat(first.padding ?? '')).toBeGreaterThan(0)
  })

  test('runs its renderer in Chromium’s sandbox, and not as root', () => {
    const renderers = desk.pids().filter((info) => info.type === 'renderer')
    expect(renderers.length).toBeGreaterThan(0)
    for (const { pid } of renderers) {
      expect(statusField(pid, 'Seccomp')).toBe('2')
      expect(statusField(pid, 'NoNewPrivs')).toBe('1')
      expect(statusField(pid, 'Uid')).not.toMatch(/^0\b/)
    }
  })

  test('has no network: the kernel gives it none', async ({ skip }) => {
    const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo')
    skip(
      others.length > 0,
      'this system could not confine the run: see what it printed at the start',
    )
    expect(await call(desk.window, 'app.info', {})).toMatchObject({
      value: { network: 'isolated' },
    })
  })

  test('knows how much memory is free, and what an opening takes', async () => {
    const { value } = (await call(desk.window, 'vault.memory', {})) as {
      value: { neededMiB: number; freeMiB: number; isReduced: boolean }
    }
    expect(value.freeMiB).toBeGreaterThan(100)
    expect(value.neededMiB).toBe(value.freeMiB >= 3_072 ? 256 : value.freeMiB >= 1_536 ? 128 : 64)
  })

  test('gives the page no Node', async () => {
    const found = await desk.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    )
    expect(found).toEqual([])
  })

  test('ends all its processes', async () => {
    expect(desk.pids().length).toBeGreaterThan(2)
    await desk.kill9()
    await expect.poll(() => desk.pids()).toEqual([])
  })
})
