import { globalShortcut } from 'electron'

/** The two keys that have to work whatever is in front: as the window hears them, lock and panic. */
export type DialogKeys = { readonly lock: () => void; readonly panic: () => void }

/**
 * Runs a dialog of the system. It has the keyboard to itself, and the window hears nothing: so long, and no
 * longer, the system is asked for the two keys, from whatever program they are pressed in. Where it gives
 * them to nobody, as Wayland does, only the idle time and the system's own lock act on an open dialog.
 */
export const whileDialog = async <T>(keys: DialogKeys, dialog: () => Promise<T>): Promise<T> => {
  const heard = [
    ['CommandOrControl+L', keys.lock],
    ['CommandOrControl+Shift+L', keys.panic],
  ] as const
  const end = (): void => {
    for (const [key] of heard) globalShortcut.unregister(key)
  }
  for (const [key, act] of heard) {
    globalShortcut.register(key, () => {
      // A dialog whose window is gone may never say that it is closed.
      end()
      act()
    })
  }
  try {
    return await dialog()
  } finally {
    end()
  }
}
