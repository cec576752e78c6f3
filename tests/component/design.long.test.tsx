import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, describe, expect, it } from 'vitest'
import '../../src/renderer/reset.css'
import '../../src/renderer/tokens.css'
import { DesignPage } from '../../src/renderer/design/design-page.tsx'
import { expectAccessible } from './checks.ts'
import { settle, shoot } from './window.tsx'

let root: Root | undefined
afterEach(() => {
  root?.unmount()
  document.getElementById('design')?.remove()
})

describe('what the screens are made of', () => {
  for (const theme of ['light', 'dark', 'contrast'] as const) {
    it(`has no fault that axe knows, in ${theme}`, async () => {
      const place = document.body.appendChild(document.createElement('div'))
      place.id = 'design'
      root = createRoot(place)
      root.render(<DesignPage first={theme} />)
      await expect
        .poll(() => document.querySelectorAll('#design section').length)
        .toBeGreaterThan(7)
      await settle(300)
      await shoot(`design-${theme}`)
      await expectAccessible()
    })
  }
})
