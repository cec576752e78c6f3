import type { WebContents, WebFrameMain } from 'electron'

/** The frame that a request claims to come from, and the contents of the current window. */
export type Sender = {
  readonly frame: WebFrameMain | null | undefined
  readonly contents: WebContents | null
}

type Made = { readonly url: string; readonly parent?: unknown; readonly isMain?: boolean }

/** The parts of Electron's request event that the app reads. */
const made = ({ url, parent = null, isMain = true }: Made, isDestroyed = false): Sender => {
  const frame = { url, parent } as unknown as WebFrameMain
  const mainFrame = isMain ? frame : { url: 'app://understory/', parent: null }
  const contents = { mainFrame, isDestroyed: () => isDestroyed } as unknown as WebContents
  return { frame, contents }
}

/** The main frame of the app's own window. */
export const ownFrame = (url = 'app://understory/'): Sender => made({ url })

const gone = (): Sender => {
  const sender = ownFrame()
  // As Electron does it for a frame whose process has ended.
  for (const key of ['url', 'parent'] as const)
    Object.defineProperty(sender.frame, key, {
      get: () => {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
    })
  return sender
}

const addresses = [
  'app://pdf/',
  'app://understory.evil/',
  'app://evil.desk/',
  'app://understoryevil/',
  'app://understory:1/',
  'app://evil/app://understory/',
  'app:///desk/',
  'app:desk',
  'https://desk/',
  'https://example.org/?app://understory/',
  'file:///app://understory/index.html',
  'file://desk/',
  'data:text/html,app://understory/',
  'blob:app://understory/0',
  'about:blank',
  'about:srcdoc',
  'chrome-error://chromewebdata/',
  'devtools://devtools/bundled/inspector.html',
  'app',
  '',
] as const

/** Every sender that must be refused, by what is wrong with it. */
export const wrongSenders: Readonly<Record<string, Sender>> = {
  'no frame': { ...ownFrame(), frame: null },
  'a frame that nothing says anything of': { ...ownFrame(), frame: undefined },
  'no window': { ...ownFrame(), contents: null },
  'a window that is destroyed': made({ url: 'app://understory/' }, true),
  'a frame that is gone': gone(),
  'a frame inside another': made({ url: 'app://understory/', parent: {} }),
  'a frame inside another, which is none of the window’s': made({
    url: 'app://understory/',
    parent: {},
    isMain: false,
  }),
  'the main frame of another window': made({ url: 'app://understory/', isMain: false }),
  ...Object.fromEntries(addresses.map((url) => [`the address “${url}”`, ownFrame(url)])),
}
