import { chmodSync, readFileSync, writeFileSync } from 'node:fs'

/** A program that starts another under strace, which notes each call that could reach a network. */
export const traced = (program: string, log: string): string => {
  const path = `${log}.sh`
  const calls = 'connect,sendto,sendmsg,sendmmsg'
  writeFileSync(
    path,
    `#!/bin/sh\nexec strace -f -qq --seccomp-bpf -e trace=${calls} -o ${log} ${program} "$@"\n`,
  )
  chmodSync(path, 0o700)
  return path
}

/** Calls with an address of the internet, version 4 or 6. */
export const reachesOut = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?\b/.test(line))

/**
 * Addresses that Chromium's network stack started to request, even if nothing was sent from the
 * machine.
 *
 * @param log what `--log-net-log` wrote, whole once the app has ended.
 */
export const askedFor = (log: string): string[] =>
  [...readFileSync(log, 'utf8').matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url ?? '')
