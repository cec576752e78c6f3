import type { WebContents, WebFrameMain } from 'electron'

/** The only origin that the app loads. */
const trustedOrigin = 'app://understory'

/** Is this frame the main frame of these contents, showing our own page? Fails closed. */
export const isTrustedFrame = (
  frame: WebFrameMain | null | undefined,
  contents: WebContents | null,
): boolean => {
  try {
    if (!frame || contents === null || contents.isDestroyed()) return false
    if (frame.parent !== null || frame !== contents.mainFrame) return false
    const url = new URL(frame.url)
    // Not `origin`: a scheme that Node does not know has the origin "null".
    return `${url.protocol}//${url.host}` === trustedOrigin
  } catch {
    return false
  }
}
