import { globalShortcut } from 'electron'

/** The two shortcuts that must work in front of every window: lock and panic. */
export type DialogKeys = { readonly lock: () => void; readonly panic: () => void }

/** Number of open dialogs: the shortcuts are released after the last. */
let open = 0

/**
 * Runs a system dialog. The dialog takes the keyboard from the window, so meanwhile the two
 * shortcuts are registered globally, for presses in any program. If the system does not allow that,
 * as under Wayland, only the idle time and the system's own lock act on an open dialog.
 */
export const withDialogShortcuts = async <T>(
  keys: DialogKeys,
  dialog: () => Promise<T>,
): Promise<T> => {
  const heard = [
    ['CommandOrControl+L', keys.lock],
    ['CommandOrControl+Shift+L', keys.panic],
  ] as const
  open += 1
  for (const [key, act] of heard) {
    if (!globalShortcut.isRegistered(key)) globalShortcut.register(key, act)
  }
  try {
    return await dialog()
  } finally {
    open -= 1
    if (open === 0) for (const [key] of heard) globalShortcut.unregister(key)
  }
}
