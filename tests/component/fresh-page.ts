import { page } from 'vitest/browser'
import { beforeAll, vi } from 'vitest'
import { closeWindow, leavePointer } from './window.tsx'

/*
 * Runs before each test file: files share a page, so that each page loads the app once. Nothing that
 * an earlier file left is there.
 */
beforeAll(async () => {
  vi.restoreAllMocks()
  closeWindow()
  const { documentElement: root } = document
  for (const { name } of [...root.attributes]) root.removeAttribute(name)
  document.body.removeAttribute('style')
  if (innerWidth !== 1366 || innerHeight !== 768) await page.viewport(1366, 768)
  leavePointer()
})
