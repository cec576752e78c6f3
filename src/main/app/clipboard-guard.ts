/** The format that a page adds to a copy beside its text, by Chromium's names on each platform. */
const formats: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'org.chromium.web-custom-data',
  win32: 'Chromium Web Custom MIME Data Format',
}
const linuxFormat = 'chromium/x-web-custom-data'

/** Electron's interface before it adopted the form of the web's own. */
type OldClipboard = {
  readonly readBuffer: (format: string) => Buffer
  readonly clear: () => void
}
type SystemClipboard = OldClipboard | Pick<Electron.Clipboard, 'has' | 'read' | 'clear'>

/**
 * Does the clipboard still hold a copy that the window marked? No text is read. If Electron lists
 * page data but does not return it, the copy counts as ours: copying again is better than leaving
 * it there.
 */
const carriesMark = async (
  clipboard: SystemClipboard,
  mark: string,
  platform: NodeJS.Platform,
): Promise<boolean> => {
  const format = formats[platform] ?? linuxFormat
  const sought = Buffer.from(mark, 'utf16le')
  if ('readBuffer' in clipboard) return clipboard.readBuffer(format).includes(sought)
  const type = `electron application/osclipboard;format="${format}"`
  if (!(await clipboard.has(type))) return false
  const item = (await clipboard.read()).find(({ types }) => types.includes(type))
  if (item === undefined) return true
  const beside = await item.getType(type)
  return !(beside instanceof Blob) || Buffer.from(await beside.arrayBuffer()).includes(sought)
}

/** How long a copy stays on the clipboard, in milliseconds. */
const keptMs = 30_000
/** How long the clipboard may take to answer, in milliseconds. */
const answerMs = 1_000

export type ClipboardGuard = {
  /** The window put a copy on the clipboard, with a mark of its own. */
  readonly copied: (mark: string) => void
  /**
   * Clears the clipboard now if it still holds the window's last copy. Never throws; returns soon.
   */
  readonly forget: () => Promise<void>
}

/**
 * Clears the window's copy from the clipboard after half a minute, and on request. It reads no
 * text: each copy carries a random mark, and without the mark the content belongs to another
 * program. A clipboard manager that keeps every copy has kept this one too; the app cannot reach
 * that.
 */
export const guardClipboard = (
  clipboard: SystemClipboard,
  platform = process.platform,
): ClipboardGuard => {
  let last = ''
  let timer: NodeJS.Timeout | undefined
  const forget = async (): Promise<void> => {
    clearTimeout(timer)
    const mark = last
    last = ''
    if (mark === '') return
    // A clipboard that does not answer delays no lock; in doubt it is cleared.
    const late = new Promise<boolean>((resolve) =>
      setTimeout(() => resolve(true), answerMs).unref(),
    )
    const isOurs = await Promise.race([carriesMark(clipboard, mark, platform), late]).catch(
      () => true,
    )
    if (isOurs) clipboard.clear()
  }
  return {
    copied: (mark) => {
      clearTimeout(timer)
      last = mark
      timer = setTimeout(() => void forget(), keptMs)
      timer.unref()
    },
    forget,
  }
}
