import { listenToBus } from './bus-listener.ts'
import type { Pauses } from './bus-listener.ts'

/**
 * Output of `gdbus monitor` when a Linux desktop locks its screen or goes to sleep, or its lid is
 * closed: GNOME's and the freedesktop.org screen savers, logind, UPower.
 */
const lines = [
  /^\S+: org\.(gnome|freedesktop|cinnamon|mate|xfce)\.ScreenSaver\.ActiveChanged \(true,\)$/,
  /^\S+: org\.freedesktop\.login1\.Session\.Lock \(\)$/,
  /^\S+: org\.freedesktop\.login1\.Manager\.PrepareFor(Sleep|Shutdown) \(true,\)$/,
  /PropertiesChanged \('org\.freedesktop\.login1\.Session', \{.*'LockedHint': <true>/,
  /PropertiesChanged \('org\.freedesktop\.UPower', \{.*'LidIsClosed': <true>/,
]

/** Does this line report that the user left the screen? */
export const saysLocked = (line: string): boolean => lines.some((pattern) => pattern.test(line))

/** Services that report a locked screen, sleep or a closed lid, and their bus. */
const tellers = [
  ['--session', 'org.gnome.ScreenSaver'],
  ['--session', 'org.freedesktop.ScreenSaver'],
  ['--session', 'org.cinnamon.ScreenSaver'],
  ['--session', 'org.mate.ScreenSaver'],
  ['--session', 'org.xfce.ScreenSaver'],
  ['--system', 'org.freedesktop.login1'],
  ['--system', 'org.freedesktop.UPower'],
] as const

/** Environment variables for the program: the addresses of the buses. */
const passedOn = ['PATH', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS', 'XDG_RUNTIME_DIR']

const usualPauses: Pauses = { firstMs: 1_000, longestMs: 60_000 }

export type ScreenLock = {
  /**
   * Is any of these services reachable? The services on the system bus report sleep and a closed
   * lid, and a locked screen only if the desktop forwards it.
   */
  readonly state: () => 'heard' | 'unheard' | 'unknown'
  /** Ends the listeners; they also end with this process. */
  readonly end: () => void
}

/**
 * Electron has no event for a locked screen on Linux. The desktop's own `gdbus` (part of GLib,
 * included in every GTK desktop) does: it only listens, and gets no data from the app. It talks to
 * the buses over local sockets. If it is missing, or the desktop sends no signals, only the idle
 * time locks.
 *
 * @param given for tests: another program that prints such lines, and other pauses before restarts.
 */
export const watchScreenLock = (
  lock: () => void,
  given: { readonly program?: string; readonly pauses?: Pauses } = {},
): ScreenLock => {
  const { program = 'gdbus', pauses = usualPauses } = given
  const env = Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const listeners = tellers.map(([bus, name]) =>
    listenToBus({
      program,
      pauses,
      args: ['monitor', bus, '--dest', name],
      env: { ...env, LC_ALL: 'C' },
      onLine: (line) => {
        if (saysLocked(line)) lock()
      },
    }),
  )
  const end = (): void => {
    for (const listener of listeners) listener.end()
  }
  process.once('exit', end)
  const isHeardOn = (bus: (typeof tellers)[number][0]): boolean =>
    listeners.some(({ hears }, at) => tellers[at]?.[0] === bus && hears())
  const state = (): 'heard' | 'unheard' | 'unknown' =>
    isHeardOn('--session') ? 'heard' : isHeardOn('--system') ? 'unknown' : 'unheard'
  return { state, end }
}
