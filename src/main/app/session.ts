import { app, session } from 'electron'
import type { Session } from 'electron'
import { randomBytes } from 'node:crypto'

/** Chooses no device without asking the user. */
const refuseDevices = (of: Session): void => {
  of.on('select-hid-device', (event, _, choose) => {
    event.preventDefault()
    choose(null)
  })
  of.on('select-usb-device', (event, _, choose) => {
    event.preventDefault()
    choose()
  })
  of.on('select-serial-port', (event, _, __, choose) => {
    event.preventDefault()
    choose('')
  })
}

/**
 * Turns the spelling checker off in every session, as soon as it exists. Chromium otherwise asks a
 * server for a dictionary at the start, on behalf of Electron's default session, which no page of
 * ours uses. The proxy below stops that request, but Chromium still probes the network for it.
 *
 * Must run before the app is ready.
 */
export const forbidSpellChecking = (): void => {
  app.on('session-created', (created) => {
    created.setSpellCheckerEnabled(false)
    created.setSpellCheckerLanguages([])
  })
}

/**
 * A new session in memory for one window: no cache, no cookies on disk, no spell checker, no
 * permission, no download, no request except for our own page.
 *
 * @param origin the only permitted address, with its slash.
 */
export const createSession = (origin: string): Session => {
  // Without `persist:` a partition is in memory; a new name means that nothing is left over.
  const fresh = session.fromPartition(`app-${randomBytes(8).toString('hex')}`, { cache: false })
  fresh.setPermissionRequestHandler((_, __, decide) => decide(false))
  fresh.setPermissionCheckHandler(() => false)
  fresh.setDevicePermissionHandler(() => false)
  refuseDevices(fresh)
  fresh.on('will-download', (event) => event.preventDefault())
  fresh.webRequest.onBeforeRequest(({ url }, decide) =>
    decide({ cancel: !url.startsWith(origin) && !url.startsWith(`blob:${origin}`) }),
  )
  // No service answers on port 1: requests that pass everything above reach nothing.
  void fresh.setProxy({ proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' })
  fresh.enableNetworkEmulation({ offline: true })
  return fresh
}
