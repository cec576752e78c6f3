import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const parentOf = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold anything; the parent is the second field after it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

/** A process and all that came from it, as far as it lives. */
const descendants = (top: number): number[] => {
  const pids = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]))
  const below = (parent: number): number[] =>
    pids.filter((pid) => parents.get(pid) === parent).flatMap((pid) => [pid, ...below(pid)])
  return [top, ...below(top)]
}

/**
 * A process that crashes must not leave its memory in a file: keys and text are in it. Takes the right
 * to a core dump, for good, from this process and from those that Chromium forked before any of our
 * code ran; whatever they start later inherits it. `prlimit` is of util-linux, there on every common
 * Linux. A system that collects crashes by a program of its own is asked the same way: systemd-coredump
 * and Apport say that they keep none for a limit of zero. Where it fails, the page of limits shows so. Elsewhere
 * than on Linux nothing is done.
 *
 * Must run before the app is ready.
 */
export const forbidCoreDumps = (): void => {
  if (process.platform !== 'linux') return
  for (const pid of descendants(process.pid)) {
    spawnSync('prlimit', ['--core=0:0', '--pid', String(pid)], { stdio: 'ignore' })
  }
}
