import { app, clipboard, Menu, ipcMain } from 'electron'
import type { IpcMainInvokeEvent } from 'electron'
import { isRefusedArgument, requiresNoNetwork, stateBefore } from './app/command-line.ts'
import type { AnswerMain } from './app/main-handlers.ts'
import { isDriven, restartApp } from './app/restart.ts'
import { keepTitlesEmpty, denyNavigation, denyPeers } from './app/window-hardening.ts'
import { guardClipboard } from './app/clipboard-guard.ts'
import { collectWhenIdle } from './idle-gc.ts'
import { forbidCoreDumps, applySwitches } from './app/process-hardening.ts'
import { announceLocking, closeAppWindow, openAppWindow } from './app/app-window.ts'
import type { AppWindow } from './app/app-window.ts'
import { appInfo } from './app/info.ts'
import { isTrustedFrame } from './ipc/sender.ts'
import { startLockPolicy } from './app/lock.ts'
import { watchLockEvents } from './app/lock-events.ts'
import { takeEphemeralProfile, vaultFolder } from './app/paths.ts'
import { registerScheme } from './app/protocol.ts'
import { forbidSpellChecking } from './app/session.ts'
import { networkNamespace } from './app/network-namespace.ts'
import { mainChannels } from '../shared/channels.ts'
import type { Out } from '../shared/contract.ts'
import type { Reply } from '../shared/reply.ts'

/** Answers a request, or null where there must be handlers for it. */
type AnswerFirst = (event: IpcMainInvokeEvent, raw: unknown) => Reply<Out<'app.info'>> | null

/**
 * Listens to every main channel; a request waits until there are handlers.
 *
 * @param first answers what the first screen asks, which must not wait for them.
 */
const listen = (first: AnswerFirst, answering: () => Promise<AnswerMain>): void => {
  for (const channel of mainChannels) {
    ipcMain.handle(`api:${channel}`, async (event, raw: unknown) => {
      const early = channel === 'app.info' ? first(event, raw) : null
      if (early !== null) return early
      const answer = await answering()
      return answer(channel, event, raw)
    })
  }
}

// The composition root of main: it wires, and decides nothing else.

/** A machine on which the vault process cannot run shows no unlock screen over and over. */
const crashesMax = 5

/** When the handlers are loaded, after the first screen, or earlier with a request for them. */
const handlersMs = 200

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
    appWindow.window.once('ready-to-show', () => {
      setTimeout(() => void answer(), handlersMs)
      setTimeout(system.listen, listenMs).unref()
    })
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

  const loadHandlers = async (): Promise<AnswerMain> => {
    const { answeringMain } = await import('./app/main-handlers.ts')
    const answered = collectWhenIdle()
    const answer = answeringMain({
      appWindow: () => appWindow,
      openFolder: relock,
      system,
      policy,
      copies,
      panic,
      textSize: {
        get: () => textSize,
        set: (next) => {
          textSize = next
          appWindow.window.webContents.setZoomFactor(next / 100)
        },
      },
    })
    return (channel, event, raw) => {
      const reply = answer(channel, event, raw)
      void reply.then(answered)
      return reply
    }
  }
  let answering: Promise<AnswerMain> | null = null
  const answer = (): Promise<AnswerMain> => (answering ??= loadHandlers())
  /** As narrow as the contract: our page, and an empty object. */
  const answerFirst: AnswerFirst = (event, raw) => {
    const isEmpty = typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0
    const isTrusted = isTrustedFrame(event.senderFrame, appWindow.window.webContents)
    if (answering !== null || !isEmpty || !isTrusted) return null
    return { ok: true, value: appInfo(appWindow.folder, textSize) }
  }
  listen(answerFirst, answer)
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
