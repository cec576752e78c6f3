/** What a page adds to a copy beside its text, by the names that Chromium's platforms have for it. */
const formats: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'org.chromium.web-custom-data',
  win32: 'Chromium Web Custom MIME Data Format',
}
const linuxFormat = 'chromium/x-web-custom-data'

/** As Electron had it up to the version that took up the form of the web's own interface. */
type OldClipboard = {
  readonly readBuffer: (format: string) => Buffer
  readonly clear: () => void
}
type SystemClipboard = OldClipboard | Pick<Electron.Clipboard, 'has' | 'read' | 'clear'>

/**
 * Does a copy that the window marked still lie on the clipboard? No text is read. Where an Electron
 * says that something of a page lies there and does not give it, it is taken for ours: better that
 * somebody copies again than that it stays.
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

/** How long what was copied may stay for others to take, in milliseconds. */
const keptMs = 30_000
/** How long a clipboard may take to answer. */
const answerMs = 1_000

export type ClipboardGuard = {
  /** The window put something on the clipboard, under a mark of its own. */
  readonly copied: (mark: string) => void
  /** Takes it back now, if it is still what the window put there last. Never throws, and soon done. */
  readonly forget: () => Promise<void>
}

/**
 * Takes what the window copied off the clipboard after half a minute, and when told. It reads no text:
 * each copy carries a random mark beside it, and where that is gone the clipboard is somebody else's.
 * A program that keeps every copy has kept this one as well; nothing here reaches that.
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
    // A clipboard that does not answer holds up no lock; in doubt what lies there goes.
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
