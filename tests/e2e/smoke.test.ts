import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launch, type Launched } from './launch.ts'
import { statusField } from './process-tree.ts'

describe('the built app', () => {
  let desk: Launched

  beforeAll(async () => {
    desk = await launch()
  })
  afterAll(async () => {
    await desk.close()
  })

  test('opens a window and draws its first screen', async () => {
    await desk.window.getByRole('heading').first().waitFor()
    await desk.window.getByRole('button').first().waitFor()
    expect(desk.window.url()).toMatch(/^app:\/\/desk\//)
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

  test('gives the page no Node', async () => {
    const found = await desk.window.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
    )
    expect(found).toEqual([])
  })

  test('ends all its processes', async () => {
    const other = await launch()
    const pids = other.pids().map((info) => info.pid)
    expect(pids.length).toBeGreaterThan(2)
    await other.kill9()
    await expect.poll(() => other.pids()).toEqual([])
  })
})
