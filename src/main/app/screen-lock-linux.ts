import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { saysLocked } from './screen-lock-lines.ts'

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

/**
 * Electron has no event for a locked screen on Linux. The desktop's own `gdbus` (of GLib, there with
 * every GTK desktop) has: it is asked to listen, and is told nothing. It talks to the buses over
 * sockets of this machine. Where it is missing, or a desktop tells nobody, only the idle time locks.
 *
 * @param program for tests: something else that prints such lines
 * @returns ends the listeners; they end with this process too
 */
export const watchScreenLock = (lock: () => void, program = 'gdbus'): (() => void) => {
  const env = Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const children = tellers.map(([bus, name]) => {
    const child = spawn(program, ['monitor', bus, '--dest', name], {
      env: { ...env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    // No such program, or no such bus: there is nobody to listen to.
    child.on('error', () => undefined)
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (saysLocked(line)) lock()
    })
    child.unref()
    return child
  })
  const end = (): void => {
    for (const child of children) child.kill()
  }
  process.once('exit', end)
  return end
}
