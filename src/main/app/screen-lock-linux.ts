import { listenToBus } from './bus-listener.ts'
import type { Pauses } from './bus-listener.ts'

/**
 * What `gdbus monitor` prints when a Linux desktop locks its screen, goes to sleep, or has its lid
 * closed: GNOME's and the freedesktop.org screen savers, logind, UPower.
 */
const lines = [
  /^\S+: org\.(gnome|freedesktop|cinnamon|mate|xfce)\.ScreenSaver\.ActiveChanged \(true,\)$/,
  /^\S+: org\.freedesktop\.login1\.Session\.Lock \(\)$/,
  /^\S+: org\.freedesktop\.login1\.Manager\.PrepareFor(Sleep|Shutdown) \(true,\)$/,
  /PropertiesChanged \('org\.freedesktop\.login1\.Session', \{.*'LockedHint': <true>/,
  /PropertiesChanged \('org\.freedesktop\.UPower', \{.*'LidIsClosed': <true>/,
]

/** Does this line say that nobody sits at the screen any more? */
export const saysLocked = (line: string): boolean => lines.some((pattern) => pattern.test(line))

/** Who tells of a locked screen, of sleep and of a closed lid, and on which bus. */
const tellers = [
  ['--session', 'org.gnome.ScreenSaver'],
  ['--session', 'org.freedesktop.ScreenSaver'],
  ['--session', 'org.cinnamon.ScreenSaver'],
  ['--session', 'org.mate.ScreenSaver'],
  ['--session', 'org.xfce.ScreenSaver'],
  ['--system', 'org.freedesktop.login1'],
  ['--system', 'org.freedesktop.UPower'],
] as const

/** What the program may know of the surroundings: where the buses are. */
const passedOn = ['PATH', 'DBUS_SESSION_BUS_ADDRESS', 'DBUS_SYSTEM_BUS_ADDRESS', 'XDG_RUNTIME_DIR']

const usualPauses: Pauses = { firstMs: 1_000, longestMs: 60_000 }

export type ScreenLock = {
  /**
   * Is there anybody who would tell? Those on the bus of the system tell of sleep and of a lid, of a
   * locked screen only where the desktop passes it on.
   */
  readonly state: () => 'heard' | 'unheard' | 'unknown'
  /** Ends the listeners; they end with this process too. */
  readonly end: () => void
}

/**
 * Electron has no event for a locked screen on Linux. The desktop's own `gdbus` (of GLib, there with
 * every GTK desktop) has: it is asked to listen, and is told nothing. It talks to the buses over
 * sockets of this machine. Where it is missing, or a desktop tells nobody, only the idle time locks.
 *
 * @param given for tests: something else that prints such lines, and other pauses before it is
 *   started again.
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
