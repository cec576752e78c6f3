import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

export type ProcessInfo = {
  readonly pid: number
  readonly parent: number
  /** The command line at the moment of the list, its parts separated by spaces. */
  readonly command: string
  /**
   * Chromium's process type. The main process has none, and neither has a program that it starts:
   * {@link kindOf} tells them apart.
   */
  readonly type: string
}

const typeOf = (command: string): string => /--type=([\w-]+)/.exec(command)?.[1] ?? 'main'

const read = (pid: number): ProcessInfo | undefined => {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    const command = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').replaceAll('\0', ' ')
    // The name in parentheses may hold blanks; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return { pid, parent, command, type: typeOf(command) }
  } catch {
    return undefined
  }
}

/** The process and all its living descendants. */
export const processTree = (top: number): ProcessInfo[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? [])
  const collect = (pid: number): ProcessInfo[] =>
    all.filter((info) => info.parent === pid).flatMap((info) => [info, ...collect(info.pid)])
  return [...all.filter((info) => info.pid === top), ...collect(top)]
}

/** The first of them whose command line holds that; 0 if there is none. */
export const pidMarked = (tree: readonly ProcessInfo[], mark: string): number =>
  tree.find(({ command }) => command.includes(mark))?.pid ?? 0

/** One field of `/proc/PID/status`, e.g. `Seccomp`. */
export const statusField = (pid: number, field: string): string | undefined =>
  new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(
    readFileSync(`/proc/${String(pid)}/status`, 'utf8'),
  )?.[1]

/** The program that a process runs; '' for one that is just starting or ending. */
export const programOf = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${String(pid)}/exe`)
  } catch {
    return ''
  }
}

/**
 * What a process is, for a closed list: Chromium's type, with the service of a utility process; for
 * any other program than the app's, whatever its command line says, the name of that program.
 *
 * @param command its command line, as the kernel gives it.
 */
export const kindOf = ({ pid }: ProcessInfo, command: string, app: string): string => {
  // The program of a sandboxed process cannot be read; the command line begins with it.
  const program = programOf(pid) || (/^[^\0 ]*/.exec(command)?.[0] ?? '')
  if (program !== app) return `program ${basename(program)}`
  // Of this command line, not of the list: between the two a process may have become another.
  const type = typeOf(command)
  const service = /--utility-sub-type=([\w.]+)/.exec(command)?.[1]
  return service === undefined ? type : `${type} ${service}`
}

/** Every network interface that a process has, by the kernel's table. */
export const interfacesOf = (pid: number): string[] =>
  readFileSync(`/proc/${String(pid)}/net/dev`, 'utf8')
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split(':')[0]?.trim() ?? '')
