import { dialog } from 'electron'
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { basename } from 'node:path'
import type { MainHandlers } from '../../shared/contract.ts'
import type { FilePurpose, FileToken } from '../../shared/ids.ts'
import { releaseLimits } from '../../shared/release-contract.ts'
import { newFileToken } from '../vault/session/file-tokens.ts'
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
  const chooseSeveral = async (
    properties: OpenDialogOptions['properties'],
  ): Promise<readonly string[]> => {
    const { canceled, filePaths } = await withDialogShortcuts(keys, () =>
      dialog.showOpenDialog(window(), {
        properties: [...(properties ?? []), 'dontAddToRecent', 'showHiddenFiles'],
      }),
    )
    return canceled ? [] : filePaths
  }
  const choose = async (properties: OpenDialogOptions['properties']): Promise<string | null> =>
    (await chooseSeveral(properties))[0] ?? null
  const tokenFor = <P extends FilePurpose>(purpose: P, path: string): FileToken<P> => {
    const token = newFileToken(purpose)
    host().offerFile(token, path)
    return token
  }
  const offer = <P extends FilePurpose>(purpose: P, path: string | null) => ({
    file: path === null ? null : tokenFor(purpose, path),
  })
  const named = <P extends FilePurpose>(purpose: P, path: string | null) => ({
    file: path === null ? null : { token: tokenFor(purpose, path), name: basename(path) },
  })
  const chooseFile = () => choose(['openFile'])
  const chooseFolder = () => choose(['openDirectory', 'createDirectory'])

  return {
    'dialog.chooseVault': async () => {
      const folder = await chooseFolder()
      if (folder === null) return { chosen: false }
      // After the reply has left: the window that asked is destroyed.
      setTimeout(() => openFolder(folder), 50)
      return { chosen: true }
    },
    'dialog.chooseKeyFile': async () => named('keyFile', await chooseFile()),
    'dialog.createKeyFile': async () => {
      const { canceled, filePath } = await save({
        properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
      })
      if (canceled || !filePath) return { file: null }
      const token = newFileToken('keyFile')
      await host().createKeyFile(token, filePath)
      return { file: { token, name: basename(filePath) } }
    },
    'dialog.saveExport': async () => {
      const folder = await chooseFolder()
      return { ...offer('exportFolder', folder), folder: folder === null ? '' : basename(folder) }
    },
    'dialog.saveCard': async () => {
      const { canceled, filePath } = await save({
        // Says nothing of whose it is.
        defaultPath: 'contact-card.json',
        properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
      })
      return offer('newCard', canceled || !filePath ? null : filePath)
    },
    'dialog.openBackup': async () => named('backup', await chooseFile()),
    'dialog.openRelease': async () => {
      const paths = await chooseSeveral(['openFile', 'multiSelections'])
      return {
        files: paths.slice(0, releaseLimits.chosen).map((path) => ({
          token: tokenFor('release', path),
          name: basename(path),
        })),
      }
    },
    'dialog.openCard': async () => offer('receivedCard', await chooseFile()),
    'dialog.openImport': async () => offer('import', await chooseFile()),
    'dialog.openAttachment': async () => offer('attachment', await chooseFile()),
    'dialog.saveAttachment': async () => offer('copyFolder', await chooseFolder()),
  }
}
