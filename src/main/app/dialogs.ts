import { dialog } from 'electron'
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { basename } from 'node:path'
import type { MainHandlers } from '../../shared/contract.ts'
import type { VaultHost } from './vault-host.ts'
import { withDialogShortcuts } from './dialog-shortcuts.ts'
import type { DialogKeys } from './dialog-shortcuts.ts'

type DialogChannel = Extract<keyof MainHandlers, `dialog.${string}`>
type DialogHandlers = Pick<MainHandlers, DialogChannel>

/** The window and vault process that dialogs currently serve. */
export type DialogPorts = {
  readonly window: () => BrowserWindow
  readonly host: () => VaultHost
  /** Locks, and shows the unlock screen of another folder. */
  readonly openFolder: (folder: string) => void
  readonly keys: DialogKeys
}

/** System dialogs. Chosen paths go to the vault process; the window gets tokens and base names. */
export const dialogHandlers = ({ window, host, openFolder, keys }: DialogPorts): DialogHandlers => {
  const save = (options: SaveDialogOptions) =>
    withDialogShortcuts(keys, () => dialog.showSaveDialog(window(), options))
  const choose = async (properties: OpenDialogOptions['properties']): Promise<string | null> => {
    const { canceled, filePaths } = await withDialogShortcuts(keys, () =>
      dialog.showOpenDialog(window(), {
        properties: [...(properties ?? []), 'dontAddToRecent', 'showHiddenFiles'],
      }),
    )
    return canceled ? null : (filePaths[0] ?? null)
  }
  const offer = (path: string | null) => ({ file: path === null ? null : host().offerFile(path) })

  return {
    'dialog.chooseVault': async () => {
      const folder = await choose(['openDirectory', 'createDirectory'])
      if (folder === null) return { chosen: false }
      // After the reply has left: the window that asked is destroyed.
      setTimeout(() => openFolder(folder), 50)
      return { chosen: true }
    },
    'dialog.chooseKeyFile': async () => {
      const path = await choose(['openFile'])
      if (path === null) return { file: null }
      return { file: { token: host().offerFile(path), name: basename(path) } }
    },
    'dialog.createKeyFile': async () => {
      const { canceled, filePath } = await save({
        properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
      })
      if (canceled || !filePath) return { file: null }
      return { file: { token: await host().createKeyFile(filePath), name: basename(filePath) } }
    },
    'dialog.saveExport': async () => offer(await choose(['openDirectory', 'createDirectory'])),
    'dialog.saveCard': async () => {
      const { canceled, filePath } = await save({
        // Says nothing of whose it is.
        defaultPath: 'contact-card.json',
        properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
      })
      return offer(canceled || !filePath ? null : filePath)
    },
    'dialog.openBackup': async () => {
      const path = await choose(['openFile'])
      if (path === null) return { file: null }
      return { file: { token: host().offerFile(path), name: basename(path) } }
    },
    'dialog.openImport': async () => offer(await choose(['openFile'])),
    'dialog.openAttachment': async () => offer(await choose(['openFile'])),
    'dialog.saveAttachment': async () => offer(await choose(['openDirectory', 'createDirectory'])),
  }
}
