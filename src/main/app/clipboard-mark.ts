/** What a page adds to a copy beside its text, by the names that Chromium's platforms have for it. */
const formats: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'org.chromium.web-custom-data',
  win32: 'Chromium Web Custom MIME Data Format',
}
const linuxFormat = 'chromium/x-web-custom-data'

/** As Electron had it up to the version that took up the form of the web's own interface. */
export type OldClipboard = {
  readonly readBuffer: (format: string) => Buffer
  readonly clear: () => void
}
export type SystemClipboard = OldClipboard | Pick<Electron.Clipboard, 'has' | 'read' | 'clear'>

/**
 * Does a copy that the window marked still lie on the clipboard? No text is read. Where an Electron
 * says that something of a page lies there and does not give it, it is taken for ours: better that
 * somebody copies again than that it stays.
 */
export const carriesMark = async (
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
