import { app, clipboard, Menu, ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import type { MainHandlers } from '../shared/contract.ts'
import { isRefusedArgument, requiresNoNetwork, stateBefore } from './app/command-line.ts'
import { isDriven, restartApp } from './app/restart.ts'
import { keepTitlesEmpty, denyNavigation, denyPeers } from './app/window-hardening.ts'
import { guardClipboard } from './app/clipboard-guard.ts'
import { collectWhenIdle } from './idle-gc.ts'
import { forbidCoreDumps, applySwitches } from './app/process-hardening.ts'
import { announceLocking, closeAppWindow, openAppWindow } from './app/app-window.ts'
import type { AppWindow } from './app/app-window.ts'
import { dialogHandlers } from './app/dialogs.ts'
import { appInfo } from './app/info.ts'
import { keyChangeState } from './app/key-change.ts'
import { startLockPolicy } from './app/lock.ts'
import { watchLockEvents } from './app/lock-events.ts'
import { machineState } from './app/machine-linux.ts'
import { takeEphemeralProfile, vaultFolder } from './app/paths.ts'
import { printWindow } from './app/printing.ts'
import { registerScheme } from './app/protocol.ts'
import { forbidSpellChecking } from './app/session.ts'
import { networkNamespace } from './app/network-namespace.ts'
import { withDialogShortcuts } from './app/dialog-shortcuts.ts'
import { createFaultRing, serve } from './ipc/serve.ts'
import { isTrustedFrame } from './ipc/sender.ts'
import { mainChannels } from '../shared/channels.ts'
import type { MainChannel } from '../shared/channels.ts'
import type { Reply } from '../shared/reply.ts'

/** Answers every main channel. The callback decides which sender to trust. */
const listen = (
  answer: (
    channel: MainChannel,
    event: IpcMainInvokeEvent,
    raw: unknown,
  ) => Promise<Reply<unknown>>,
): void => {
  const answered = collectWhenIdle()
  for (const channel of mainChannels) {
    ipcMain.handle(`api:${channel}`, (event, raw: unknown) => {
      const reply = answer(channel, event, raw)
      void reply.then(answered)
      return reply
    })
  }
}

// The composition root of main: it wires, and decides nothing else.

/** A machine on which the vault process cannot run shows no unlock screen over and over. */
const crashesMax = 5

/** When the desktop is listened to, after the first screen, or earlier with an opening. */
const listenMs = 3_000

/** Runs once Electron is ready. There is one app window at a time; locking replaces it with a new one. */
const start = (): void => {
  Menu.setApplicationMenu(null)

  const copies = guardClipboard(clipboard)
  let appWindow: AppWindow
  const { UNDERSTORY_RESTART: word, UNDERSTORY_VAULT: vault } = process.env
  delete process.env['UNDERSTORY_RESTART']
  const before = stateBefore(word)
  let bounds = before?.bounds ?? null
  let textSize = before?.textSize ?? 100
  let closing: Promise<void> | null = null
  let crashes = 0
  let isPanicking = false

  const open = (folder: string): void => {
    appWindow = openAppWindow({
      folder,
      bounds,
      textSize,
      onCrash: (crashed) => {
        if (crashed !== appWindow) return
        if (++crashes > crashesMax) app.exit(1)
        else relock(folder)
      },
      onOpening: () => {
        system.listen()
        policy.opens()
      },
    })
    policy.watch(appWindow.window.webContents)
    appWindow.window.on('close', onClose)
    // Started with the first screen, they would delay it.
    appWindow.window.once('ready-to-show', () => setTimeout(system.listen, listenMs).unref())
  }

  /** Locks: ends all that held content, and shows the unlock screen of a folder. */
  const relock = (folder: string): void => {
    if (closing !== null) return
    closing = replaceAppWindow(appWindow, folder).finally(() => {
      closing = null
    })
  }
  const replaceAppWindow = async ({ window, host }: AppWindow, folder: string): Promise<void> => {
    // A vault that is about to open may hold content before it ends.
    const heldContent = host.unlocked() || host.opening()
    announceLocking(window)
    if (!window.isDestroyed()) bounds = window.getBounds()
    const restarts = heldContent && bounds !== null && !isDriven()
    if (restarts && !window.isDestroyed()) window.hide()
    await Promise.all([copies.forget(), host.close()])
    if (isPanicking) return
    if (restarts && bounds !== null) {
      restartApp(folder, { bounds, textSize })
      return
    }
    // The next window is made before the last one goes: an app without windows would quit.
    open(folder)
    window.destroy()
  }

  /** Closing the window closes the vault first. */
  const onClose = (event: Electron.Event): void => {
    event.preventDefault()
    void Promise.all([copies.forget(), closeAppWindow(appWindow)]).then(() => app.quit())
  }

  const panic = (): void => {
    isPanicking = true
    const steps = [appWindow.host.kill, () => appWindow.window.destroy(), () => clipboard.clear()]
    for (const step of steps) {
      try {
        step()
      } catch {
        // Whatever the result of one step, the next one runs, and nothing of the app stays.
      }
    }
    app.exit(0)
  }

  const policy = startLockPolicy({
    unlocked: () => appWindow.host.unlocked(),
    opening: () => appWindow.host.opening(),
    idleLockMinutes: () => appWindow.host.idleLockMinutes(),
    lock: () => relock(appWindow.folder),
    panic,
  })
  const system = watchLockEvents(policy.lock)
  const keys = { lock: policy.lock, panic }

  const handlers: MainHandlers = {
    ...dialogHandlers({
      window: () => appWindow.window,
      host: () => appWindow.host,
      openFolder: relock,
      keys,
    }),
    'app.info': () => appInfo(appWindow.folder, textSize),
    'app.machine': () => machineState(appWindow.folder, system),
    'app.keyChange': () => keyChangeState(appWindow.folder),
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
      textSize = next
      appWindow.window.webContents.setZoomFactor(next / 100)
      return {}
    },
    'app.print': () => withDialogShortcuts(keys, () => printWindow(appWindow.window.webContents)),
  }
  const faults = createFaultRing()
  listen(
    serve(handlers, {
      trusted: (event: IpcMainInvokeEvent) =>
        isTrustedFrame(event.senderFrame, appWindow.window.webContents),
      unlocked: () => appWindow.host.unlocked(),
      report: faults.report,
    }),
  )
  open(before?.folder ?? vaultFolder(process.argv, vault))
}

if (app.isPackaged && process.argv.slice(1).some((each) => isRefusedArgument(each))) {
  app.exit(1)
} else if (requiresNoNetwork(process.argv) && networkNamespace() !== 'isolated') {
  process.stderr.write(
    'understory: --require-no-network: the system does not block the network. Nothing was started. Start the command "understory" on Linux with bubblewrap installed: sudo apt install bubblewrap\n',
  )
  app.exit(1)
} else {
  forbidCoreDumps()
  applySwitches()
  takeEphemeralProfile()
  app.enableSandbox()
  registerScheme()
  denyNavigation()
  denyPeers()
  forbidSpellChecking()
  keepTitlesEmpty()
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(start)
}
