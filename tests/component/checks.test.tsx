import { expect, it } from 'vitest'
import { expectAccessible } from './checks.ts'
import { openWindow } from './window.tsx'

it.each(['light', 'dark', 'contrast'] as const)(
  'a pale word is found to be a fault in the theme %s',
  async (theme) => {
    await openWindow({ theme })
    const pale = document.createElement('p')
    pale.textContent = 'Hardly seen'
    pale.style.cssText =
      'position: fixed; inset: 0 auto auto 0; z-index: 99; color: #333; background: #222'
    document.body.append(pale)
    try {
      await expect(expectAccessible(theme)).rejects.toThrow('to deeply equal []')
    } finally {
      pale.remove()
    }
  },
)
