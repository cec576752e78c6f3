import { app } from 'electron'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const parentOf = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name is in brackets and may contain any character; the parent is the second field after
    // it.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

/** A process and all its living descendants. */
const descendants = (top: number): number[] => {
  const pids = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]))
  const below = (parent: number): number[] =>
    pids.filter((pid) => parents.get(pid) === parent).flatMap((pid) => [pid, ...below(pid)])
  return [top, ...below(top)]
}

/**
 * A process that crashes must not write its memory, with keys and text, to a file. Permanently
 * removes the right to a core dump from this process and from those that Chromium forked before any
 * of our code ran; their later children inherit that. `prlimit` is part of util-linux, on every
 * common Linux. A system with its own crash collector is asked the same way: systemd-coredump and
 * Apport document that they keep no dump at a limit of zero. If this fails, the limits page shows
 * it. Does nothing on other systems than Linux.
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
 * Turns off Chromium's own network access and disk writes. Every line was needed for zero internet
 * sockets under strace, or guards against a default that changes.
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
 * Must run before the app is ready. Uses software rendering: graphics drivers keep shader caches in
 * the home folder (Mesa does, measured), and the app does not need their code.
 */
export const applySwitches = (): void => {
  app.disableHardwareAcceleration()
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
}
