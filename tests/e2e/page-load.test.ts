import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { nextWindow } from './next-window.ts'
import { pidMarked } from './process-tree.ts'

describe('the window that follows on a lock', () => {
  let desk: Launched
  let page: Page

  beforeAll(async () => {
    desk = await launch()
    page = desk.window
  })
  afterAll(async () => {
    await desk.kill9()
  })

  const pidOf = (mark: string): number => pidMarked(desk.pids(), mark)

  test('comes up although Chromium’s network process ends while it is asked for the page', async () => {
    // Its vault process listens.
    await call(page, 'vault.status', {})
    const network = pidOf('network.mojom.NetworkService')
    expect(network).toBeGreaterThan(0)
    await desk.app.evaluate(({ app }, pid) => {
      app.once('web-contents-created', (_, made) => {
        // It answers nothing from here on, and takes along what it was asked.
        process.kill(pid, 'SIGSTOP')
        made.once('did-start-loading', () => setTimeout(() => process.kill(pid, 'SIGKILL'), 200))
      })
    }, network)
    const fresh = nextWindow(desk.app)
    process.kill(pidOf('node.mojom.NodeService'), 'SIGKILL')
    page = await fresh
    await page.getByRole('button').first().waitFor()
    expect(await call(page, 'vault.status', {})).toMatchObject({ value: { state: 'none' } })
    expect(pidOf('network.mojom.NetworkService')).not.toBe(network)
  })
})
