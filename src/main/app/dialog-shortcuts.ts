import { globalShortcut } from 'electron'

/** The two keys that have to work whatever is in front: as the window hears them, lock and panic. */
export type DialogKeys = { readonly lock: () => void; readonly panic: () => void }

/** Dialogs at the moment: the keys are let go of after the last. */
let open = 0

/**
 * Runs a dialog of the system. It has the keyboard to itself, and the window hears nothing: so long, and no
 * longer, the system is asked for the two keys, from whatever program they are pressed in. Where it gives
 * them to nobody, as Wayland does, only the idle time and the system's own lock act on an open dialog.
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
