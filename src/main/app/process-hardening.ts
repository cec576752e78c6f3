import { app } from 'electron'
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

/**
 * Chromium's own habits of talking to the network and writing to the disk, each turned off. Every
 * line was needed for zero internet sockets under strace, or guards against a default that changes.
 */
const switches: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', '127.0.0.1:1'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-client-side-phishing-detection'],
  ['disable-sync'],
  ['no-pings'],
  ['disable-quic'],
  ['disable-breakpad'],
  ['disable-gpu-shader-disk-cache'],
  ['disk-cache-size', '1'],
  ['media-cache-size', '1'],
  [
    'disable-features',
    [
      'AsyncDns',
      'AutofillServerCommunication',
      'CertificateTransparencyComponentUpdater',
      'DialMediaRouteProvider',
      'MediaRouter',
      'NetworkTimeServiceQuerying',
      'OptimizationHints',
      'SpareRendererForSitePerProcess',
      'Translate',
    ].join(','),
  ],
]

/**
 * Must run before the app is ready. Drawing is done in software: graphics drivers keep shader caches
 * in the home folder (Mesa does, measured), and they are code that this app has no need of.
 */
export const applySwitches = (): void => {
  app.disableHardwareAcceleration()
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
}
