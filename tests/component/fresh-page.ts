import { page } from 'vitest/browser'
import { beforeAll, vi } from 'vitest'
import { closeWindow, leavePointer } from './window.tsx'

/*
 * Runs before each test file: files share a page, so that each page loads the app once. Nothing that
 * an earlier file left in the document, in timers or in mocks is there. The caches of modules stay.
 */
beforeAll(async () => {
  vi.restoreAllMocks()
  vi.useRealTimers()
  closeWindow()
  Reflect.deleteProperty(window, 'api')
  const { documentElement: root, body } = document
  for (const element of [root, body]) {
    for (const { name } of [...element.attributes]) element.removeAttribute(name)
  }
  // React Aria keeps its announcer for as long as the page.
  for (const left of [...body.children]) {
    if (!left.hasAttribute('data-live-announcer')) left.remove()
  }
  if (innerWidth !== 1366 || innerHeight !== 768) await page.viewport(1366, 768)
  leavePointer()
})
