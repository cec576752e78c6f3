import { expect } from 'vitest'

/** What a page must be without, as Electron itself says that it made the page. */
const off = {
  ...{ nodeIntegration: false, nodeIntegrationInSubFrames: false, webviewTag: false },
  ...{ allowRunningInsecureContent: false, experimentalFeatures: false, enableBlinkFeatures: '' },
}
const on = ['contextIsolation', 'sandbox', 'webSecurity']

/**
 * Nothing is on in a page but what closes it, and scripts where it has some; nothing that this list does
 * not know either, as a newer Electron may have more to switch on.
 */
export const expectClosed = (preferences: object, hasScripts: boolean): void => {
  expect(preferences).toMatchObject(off)
  const given = Object.entries(preferences).flatMap(([name, value]) =>
    value === false || value === '' ? [] : [name],
  )
  expect(given.sort()).toEqual([...on, ...(hasScripts ? ['javascript'] : [])].sort())
}
