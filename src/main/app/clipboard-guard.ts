import { carriesMark } from './clipboard-mark.ts'
import type { SystemClipboard } from './clipboard-mark.ts'

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
