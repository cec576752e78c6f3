import { afterEach, expect, it } from 'vitest'
import { closeWindow, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

it('the fonts of an opened vault are found while the passphrase is typed, and leave nothing in the page', async () => {
  const found = new Set<string>()
  const watching = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      const font = node instanceof HTMLElement ? node.style.font : ''
      if (font !== '') found.add(font)
    }
  })
  watching.observe(document.body, { childList: true })
  await openWindow({ state: 'locked' })
  await untilFound('input[name="passphrase"]')
  // Each size of the interface, in three weights, for the order of either script.
  await expect.poll(() => found.size).toBe(36)
  watching.disconnect()
  const sizes = new Set([...found].map((font) => /var\((--t-\d)\)/u.exec(font)?.[1]))
  expect(sizes).toEqual(new Set(['--t-1', '--t-2', '--t-3', '--t-4', '--t-5', '--t-6']))
  expect(document.body.textContent).not.toContain('漢')
})
