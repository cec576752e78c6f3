import type { IpcMainInvokeEvent } from 'electron'
import type { MainChannel } from '../../shared/channels.ts'
import type { MainHandlers } from '../../shared/contract.ts'
import type { TextSize } from '../../shared/records.ts'
import type { Reply } from '../../shared/reply.ts'
import { isTrustedFrame } from '../ipc/sender.ts'
import { createFaultRing, serve } from '../ipc/serve.ts'
import type { AppWindow } from './app-window.ts'
import type { ClipboardGuard } from './clipboard-guard.ts'
import { withDialogShortcuts } from './dialog-shortcuts.ts'
import { dialogHandlers } from './dialogs.ts'
import { appInfo } from './info.ts'
import { keyChangeState } from './key-change.ts'
import type { LockEvents } from './lock-events.ts'
import type { LockPolicy } from './lock.ts'
import { machineState } from './machine-linux.ts'
import { printWindow } from './printing.ts'

// Loaded once the window has been asked for: the contract's schemas would delay it.

/** What the requests of a window reach. */
export type MainPorts = {
  /** The one that is there now. */
  readonly appWindow: () => AppWindow
  /** Locks, and shows the unlock screen of another folder. */
  readonly openFolder: (folder: string) => void
  readonly system: LockEvents
  readonly policy: LockPolicy
  readonly copies: ClipboardGuard
  readonly panic: () => void
  readonly textSize: { readonly get: () => TextSize; readonly set: (size: TextSize) => void }
}

/** Answers a request to the main process. The event tells which page it comes from. */
export type AnswerMain = (
  channel: MainChannel,
  event: IpcMainInvokeEvent,
  raw: unknown,
) => Promise<Reply<unknown>>

/** Answers the main channels, for the main frame of the current window alone. */
export const answeringMain = (ports: MainPorts): AnswerMain => {
  const { appWindow, openFolder, system, policy, copies, panic, textSize } = ports
  const keys = { lock: policy.lock, panic }
  const handlers: MainHandlers = {
    ...dialogHandlers({
      window: () => appWindow().window,
      host: () => appWindow().host,
      openFolder,
      keys,
    }),
    'app.info': () => appInfo(appWindow().folder, textSize.get()),
    'app.machine': () => machineState(appWindow().folder, system),
    'app.keyChange': () => keyChangeState(appWindow().folder),
    'app.panic': () => {
      panic()
      return {}
    },
    'app.lock': () => {
      setTimeout(policy.lock, 0)
      return {}
    },
    'app.activity': () => {
      policy.activity()
      return {}
    },
    'app.copied': ({ mark }) => {
      copies.copied(mark)
      return {}
    },
    'app.textSize': ({ textSize: next }) => {
      textSize.set(next)
      return {}
    },
    'app.print': () => withDialogShortcuts(keys, () => printWindow(appWindow().window.webContents)),
  }
  return serve(handlers, {
    trusted: (event: IpcMainInvokeEvent) =>
      isTrustedFrame(event.senderFrame, appWindow().window.webContents),
    unlocked: () => appWindow().host.unlocked(),
    report: createFaultRing().report,
  })
}
