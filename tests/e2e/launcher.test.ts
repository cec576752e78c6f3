import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { interfacesOf, pidMarked, processTree, programOf, statusField } from './process-tree.ts'

/*
 * Runs outside of the namespaces of the other tests (scripts/run/e2e.ts): how the launcher removes
 * the network, and its message where it cannot.
 */

const launcher = process.env['UNDERSTORY_LAUNCHER'] ?? ''
const confine = join(dirname(launcher), 'confine')
const home = mkdtempSync(join(tmpdir(), 'launcher-'))
const running: ChildProcess[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

const port = 9222
const networkOf = (pid: number | 'self'): string => readlinkSync(`/proc/${String(pid)}/ns/net`)
/** The processes of the app itself, without the launcher and bubblewrap. */
const appOf = (child: ChildProcess) =>
  processTree(child.pid ?? 0).filter(({ pid }) => programOf(pid).endsWith('/electron'))
const mainOf = (child: ChildProcess): number =>
  appOf(child).find(({ type }) => type === 'main')?.pid ?? 0
const windowIsThere = async (child: ChildProcess): Promise<void> => {
  await expect
    .poll(() => appOf(child).map(({ type }) => type), { timeout: 60_000 })
    .toContain('renderer')
}

/** The folders that a process may write to, by the kernel's list of its mounts. */
const writableOf = (pid: number): string[] =>
  readFileSync(`/proc/${String(pid)}/mountinfo`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields[5]?.split(',').includes('rw') === true)
    .map((fields) => fields[4] ?? '')
    .filter((path) => !/^\/(proc|dev)(\/|$)/.test(path))
    .sort()

/** The command lines of the launcher, bubblewrap and the app: every user of the machine sees them. */
const commandLines = (child: ChildProcess): string[] =>
  processTree(child.pid ?? 0).map(({ command }) => command)

/** Can another process of the same user read the memory of this one? */
const isReadable = (pid: number): boolean => {
  const start = /^([0-9a-f]+)-\S+ rw/m.exec(readFileSync(`/proc/${String(pid)}/maps`, 'utf8'))?.[1]
  try {
    const memory = openSync(`/proc/${String(pid)}/mem`, 'r')
    try {
      return readSync(memory, Buffer.alloc(16), 0, 16, Number.parseInt(start ?? '', 16)) === 16
    } finally {
      closeSync(memory)
    }
  } catch {
    return false
  }
}

/** Asks the app by its page, from within the app's namespace, where its debugging port is. */
const askInside = (child: ChildProcess, step: 'create-and-lock' | 'unlock'): unknown => {
  const enter = ['--preserve-credentials', '--user', '--net', `--target=${String(mainOf(child))}`]
  const script = join('tests', 'e2e', 'inside-launched.ts')
  const { stdout, stderr } = spawnSync(
    'nsenter',
    [...enter, process.execPath, script, String(port), step],
    { encoding: 'utf8', timeout: 120_000 },
  )
  expect(stdout, stderr).not.toBe('')
  return JSON.parse(stdout)
}

describe('the launcher', () => {
  test('starts the app without a network, with few writable folders and no folder on a command line, and again after a lock', async () => {
    const own = join(home, 'home')
    const disk = mkdtempSync(join(home, 'disk-'))
    mkdirSync(join(own, '.config'), { recursive: true })
    const child = spawn(
      launcher,
      [
        `--vault=${join(disk, 'Understory')}`,
        '--require-no-network',
        `--remote-debugging-port=${String(port)}`,
      ],
      { env: { ...process.env, HOME: own }, stdio: 'ignore' },
    )
    running.push(child)
    await windowIsThere(child)
    const before = appOf(child)
    expect(before.length).toBeGreaterThan(3)
    for (const { pid, type } of before) {
      expect(networkOf(pid)).not.toBe(networkOf('self'))
      expect(interfacesOf(pid)).toEqual(['lo'])
      if (type === 'renderer') expect(statusField(pid, 'Seccomp')).toBe('2')
    }
    const removable = ['/media', '/mnt', '/run/media'].filter((path) => existsSync(path))
    expect(writableOf(mainOf(child))).toEqual([own, disk, ...removable].sort())

    const saysWhere = /disk-|--vault|--restart/
    expect(commandLines(child).filter((line) => saysWhere.test(line))).toEqual([])

    expect(askInside(child, 'create-and-lock')).toEqual({ network: 'isolated', state: 'open' })
    await expect
      .poll(() => before.filter(({ pid }) => existsSync(`/proc/${String(pid)}`)))
      .toEqual([])
    await windowIsThere(child)
    expect(commandLines(child).filter((line) => saysWhere.test(line))).toEqual([])
    expect(askInside(child, 'unlock')).toEqual({ network: 'isolated', state: 'open' })
  }, 180_000)

  // A limit, not a promise: where this changes, the threat model and ADR 0035 change too.
  test('does not keep another program of the same user from reading the memory of the vault process', async ({
    skip,
  }) => {
    const yama = '/proc/sys/kernel/yama/ptrace_scope'
    const scope = existsSync(yama) ? readFileSync(yama, 'utf8').trim() : '0'
    skip(scope !== '0', `the system restricts this: ptrace_scope is ${scope}`)
    const own = mkdtempSync(join(home, 'read-'))
    const child = spawn(launcher, [`--vault=${join(own, 'Understory')}`], {
      env: { ...process.env, HOME: own },
      stdio: 'ignore',
    })
    running.push(child)
    await windowIsThere(child)
    // The window comes up first: the page is requested before the vault process starts.
    await expect
      .poll(() => pidMarked(appOf(child), 'node.mojom.NodeService'), { timeout: 30_000 })
      .toBeGreaterThan(0)
    expect(isReadable(pidMarked(appOf(child), 'node.mojom.NodeService'))).toBe(true)
  }, 60_000)

  test('passes Ctrl+C on to the app, which ends by itself', async () => {
    const own = mkdtempSync(join(home, 'interrupted-'))
    const child = spawn(launcher, [`--vault=${join(own, 'Understory')}`], {
      env: { ...process.env, HOME: own },
      stdio: 'ignore',
      detached: true,
    })
    running.push(child)
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    await windowIsThere(child)
    // A terminal sends it to every process of its foreground group.
    process.kill(-(child.pid ?? 0), 'SIGINT')
    expect(await ended).toBe(0)
  }, 60_000)

  const ranAnyhow = (reason: string) => ({
    status: 0,
    stdout: 'ran\n',
    stderr: expect.stringContaining(reason) as string,
  })
  const confined = (env: NodeJS.ProcessEnv, prefix: readonly string[] = []) => {
    const [command = '', ...args] = [...prefix, confine, '--', 'echo', 'ran']
    return spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } })
  }

  test('says so and goes on where bubblewrap is missing', () => {
    const tools = mkdtempSync(join(home, 'tools-'))
    for (const name of ['sh', 'echo', 'readlink'])
      spawnSync('ln', ['-s', `/bin/${name}`, join(tools, name)])
    expect(confined({ PATH: tools })).toMatchObject(ranAnyhow('sudo apt install bubblewrap'))
  })

  const none =
    'echo 0 > /proc/sys/user/max_user_namespaces && exec setpriv --bounding-set=-all "$0" "$@"'
  const withoutNamespaces = ['unshare', '--user', '--map-root-user', 'sh', '-c', none]

  test('says so and goes on where the system allows no user namespaces', () => {
    expect(confined({}, withoutNamespaces)).toMatchObject(
      ranAnyhow('bubblewrap cannot make namespaces here'),
    )
  })

  test('starts nothing, in one line, where Chromium has neither namespaces nor its helper', () => {
    const place = mkdtempSync(join(home, 'no-sandbox-'))
    for (const script of [launcher, confine]) cpSync(script, join(place, basename(script)))
    const start = join(place, basename(launcher))
    writeFileSync(`${start}.bin`, '#!/bin/sh\necho started\n', { mode: 0o755 })
    const [command = '', ...args] = [...withoutNamespaces, start]
    // In place of the dialogs of this machine, which would wait for a click.
    const dialogs = join(place, 'dialogs')
    mkdirSync(dialogs)
    writeFileSync(join(dialogs, 'zenity'), `#!/bin/sh\necho "$@" >${place}/shown\n`, {
      mode: 0o755,
    })
    const started = () => {
      const PATH = `${dialogs}:${process.env['PATH'] ?? ''}`
      const env = { ...process.env, PATH, LC_ALL: 'C', HOME: place }
      const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env })
      return { status, stdout, stderr }
    }
    expect(started()).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^understory: the sandbox cannot start: .*\n$/),
    })
    expect(readFileSync(join(place, 'shown'), 'utf8')).toContain('Your vault was not touched')
    const helper = join(place, 'chrome-sandbox')
    writeFileSync(helper, '')
    chmodSync(helper, 0o4755)
    expect(started()).toMatchObject({ status: 0, stdout: 'started\n' })
  })

  test('says so and goes on where the display is reached through the network', () => {
    expect(confined({ DISPLAY: 'localhost:10.0' })).toMatchObject(
      ranAnyhow('reached through the network'),
    )
  })

  test('lets nothing be written but in the home, and there to no hidden file', () => {
    const own = mkdtempSync(join(home, 'own-'))
    for (const name of ['.config', 'Documents']) mkdirSync(join(own, name))
    const places = ['Documents/a', '.config/a', '/tmp/understory-a', '/etc/understory-a']
    const write = 'cd && for place in "$@"; do touch "$place" && echo "$place"; done; true'
    // To name the home, or a folder above it, opens nothing more.
    const args = ['--writable', own, '--writable', home, '--', 'sh', '-c', write, 'sh', ...places]
    const { stdout } = spawnSync(confine, args, {
      encoding: 'utf8',
      env: { ...process.env, HOME: own },
    })
    expect(stdout).toBe('Documents/a\n')
  })

  test('says in a line that there is no display', () => {
    const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
    const { status, stderr } = spawnSync(launcher, [], { encoding: 'utf8', env })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^understory: there is no display\. Start it .*\n$/)
  })

  test('says in a line that the display does not answer, and starts nothing', () => {
    const place = mkdtempSync(join(home, 'no-display-'))
    for (const script of [launcher, confine]) cpSync(script, join(place, basename(script)))
    const start = join(place, basename(launcher))
    writeFileSync(`${start}.bin`, '#!/bin/sh\necho started\n', { mode: 0o755 })
    const startedOn = (DISPLAY: string, WAYLAND_DISPLAY = '') => {
      const env = { ...process.env, DISPLAY, WAYLAND_DISPLAY, HOME: place }
      const { status, stdout, stderr } = spawnSync(start, [], { encoding: 'utf8', env })
      return { status, stdout, stderr }
    }
    for (const dead of [':64999', ':64999.0', 'unix:64999']) {
      expect(startedOn(dead)).toEqual({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/^understory: the display \S+ does not answer\. .*\n$/),
      })
    }
    for (const answers of [process.env['DISPLAY'] ?? '', 'localhost:64999.0'])
      expect(startedOn(answers)).toMatchObject({ status: 0, stdout: 'started\n' })
    expect(startedOn(':64999', 'wayland-0')).toMatchObject({ status: 0, stdout: 'started\n' })
  })

  test('gives the exit code of the command', () => {
    expect(spawnSync(confine, ['--', 'sh', '-c', 'exit 7']).status).toBe(7)
  })
})
