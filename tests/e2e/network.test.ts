import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { personAt } from './hands/person.ts'
import { wholeDay } from './hands/whole-day.ts'
import { launch } from './launch.ts'

const home = mkdtempSync(join(tmpdir(), 'network-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** A program that starts another under strace, which notes each call that could reach a network. */
const traced = (executable: string, log: string): string => {
  const path = `${log}.sh`
  const calls = 'connect,sendto,sendmsg,sendmmsg'
  writeFileSync(
    path,
    `#!/bin/sh\nexec strace -f -qq --seccomp-bpf -e trace=${calls} -o ${log} ${executable} "$@"\n`,
  )
  chmodSync(path, 0o700)
  return path
}
/** Of an address of the internet, version 4 or 6, whatever the call. */
const reachesOut = (log: string): string[] =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /sa_family=AF_INET6?\b/.test(line))

/** Some systems let nobody but root have namespaces of their own. */
const mayUnshare =
  spawnSync('unshare', ['--user', '--map-current-user', '--net', 'true']).status === 0

describe('the app and the network', () => {
  test('in a whole day of work no process of it calls an address of the internet', async () => {
    const log = join(home, 'calls')
    const executable = traced(process.env['UNDERSTORY_EXECUTABLE'] ?? '', log)
    const person = personAt(
      await launch({ executable, vault: join(home, 'Understory'), timeoutMs: 60_000 }),
    )
    const folder = join(home, 'out')
    mkdirSync(folder)
    try {
      const files = await wholeDay(person, folder)
      expect(files.some((file) => file.endsWith('.pdf'))).toBe(true)
    } finally {
      await person.desk.kill9()
    }
    const all = readFileSync(log, 'utf8')
    // The trace is of the app: it spoke to the X server, by a socket of the machine.
    expect(all).toContain('sa_family=AF_UNIX')
    expect(reachesOut(log)).toEqual([])
  }, 240_000)

  test.runIf(mayUnshare)(
    'the same day of work is done where there is no network but the machine itself',
    () => {
      // Namespaces of its own, the loopback up, and no right left over: as any person has it.
      const { stdout, stderr } = spawnSync(
        'unshare',
        [
          ...['--user', '--map-current-user', '--net', '--keep-caps', 'sh', '-c'],
          'ip link set lo up && exec setpriv --inh-caps=-all --ambient-caps=-all "$0" "$@"',
          process.execPath,
          join('tests', 'e2e', 'day-alone.ts'),
        ],
        { encoding: 'utf8', timeout: 180_000 },
      )
      const said = JSON.parse(stdout === '' ? 'null' : stdout) as { files: string[] } | null
      expect(said, stderr).toMatchObject({ networks: ['lo'] })
      expect(said?.files.some((file) => file.endsWith('.pdf'))).toBe(true)
    },
    240_000,
  )

  test('the same trace shows a program that does', () => {
    const log = join(home, 'another')
    const says = `require('net').connect(9, '127.0.0.1').on('error', () => {})`
    spawnSync(traced(process.execPath, log), ['-e', says])
    expect(reachesOut(log)).not.toEqual([])
  })
})
