import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lackedByEvaluation, wrongFuses } from '../../scripts/package/fuses.ts'
import { inFull } from '../in-full.ts'
import { interfacesOf, processTree, programOf, statusField } from './process-tree.ts'

const launcher = process.env['UNDERSTORY_PACKAGED'] ?? ''
/** The binary that the launcher starts; all tests but one start it directly. */
const executable = launcher === '' ? '' : `${launcher}.bin`
/** The same Electron as distributed, with no fuse flipped. */
const runtime = process.env['UNDERSTORY_EXECUTABLE'] ?? ''
/**
 * Packaged with the official runtime or with the one for evaluation; every test name says which.
 */
const edition = process.env['UNDERSTORY_EVALUATION'] === '1' ? 'evaluation package' : 'package'

const home = mkdtempSync(join(tmpdir(), 'packaged-'))
const running: ChildProcess[] = []

type Started = {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}
type Options = { readonly env?: NodeJS.ProcessEnv; readonly executable?: string }
/** With these arguments only: run as Node, the binary would take the first one as its script. */
const startBare = (args: readonly string[], more: Options = {}): Started => {
  // A home of its own, with the default folder for a vault.
  const own = mkdtempSync(join(home, 'home-'))
  const child = spawn(more.executable ?? executable, args, {
    env: { ...process.env, HOME: own, XDG_CONFIG_HOME: own, XDG_DATA_HOME: own, ...more.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, output: () => output, ended }
}
const start = (args: readonly string[], more: Options = {}): Started =>
  startBare([`--vault=${mkdtempSync(join(home, 'vault-'))}`, ...args], more)
const treeOf = ({ child }: Started) => processTree(child.pid ?? 0)
const kill = (child: ChildProcess): void => {
  for (const { pid } of processTree(child.pid ?? 0)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Already ended with its parent.
    }
  }
}
/** Waits for the renderer process: the app is up. */
const upAndRunning = async (app: Started): Promise<void> => {
  const types = () => treeOf(app).map(({ type }) => type)
  await expect.poll(types).toContain('renderer')
  await sleep(500)
  expect(types()).toContain('renderer')
}

/** Ports that any of these processes listens on, by the kernel's tables. */
const listening = (app: Started): string[] =>
  treeOf(app).flatMap(({ pid }) => {
    const own = new Set(
      readdirSync(`/proc/${String(pid)}/fd`).map((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${String(pid)}/fd/${fd}`))?.[1]
        } catch {
          return undefined
        }
      }),
    )
    return ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/${String(pid)}/net/${table}`, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        // 0A: TCP_LISTEN.
        .filter((fields) => fields[3] === '0A' && own.has(fields[9]))
        .map((fields) => fields[1] ?? ''),
    )
  })

afterEach(() => {
  for (const child of running.splice(0)) kill(child)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe(`the ${edition}`, () => {
  beforeEach(({ skip }) =>
    skip(executable === '', 'nothing was packaged for this run: `npm run test:e2e -- packaged`'),
  )

  test('starts, draws its window in Chromium’s sandbox, and listens on no port', async () => {
    const app = start([])
    await upAndRunning(app)
    const renderers = treeOf(app).filter(({ type }) => type === 'renderer')
    expect(renderers.map(({ pid }) => statusField(pid, 'Seccomp'))).toEqual(
      renderers.map(() => '2'),
    )
    // The file descriptors of a process that is starting or ending cannot be read.
    const ports = (): readonly unknown[] | null => {
      try {
        return listening(app)
      } catch {
        return null
      }
    }
    await expect.poll(ports).toEqual([])
  }, 60_000)

  test('is started by its launcher without a network, and only with options meant for users', async () => {
    const app = start(['--require-no-network'], { executable: launcher })
    await upAndRunning(app)
    const own = treeOf(app).filter(({ pid }) => programOf(pid).startsWith(executable))
    expect(own.length).toBeGreaterThan(3)
    for (const { pid } of own) expect(interfacesOf(pid)).toEqual(['lo'])

    const refused = start(['--no-sandbox'], { executable: launcher })
    expect(await refused.ended).toBe(1)
  }, 60_000)

  test.runIf(inFull)(
    'runs from a medium that cannot be written, as from a read-only stick',
    async () => {
      const medium = dirname(launcher)
      const readOnly = ['--dev-bind', '/', '/', '--ro-bind', medium, medium]
      const vault = join(mkdtempSync(join(home, 'vault-')), 'Understory')
      const written = spawnSync('bwrap', [...readOnly, 'touch', join(medium, 'written')])
      expect(written.status).not.toBe(0)
      const app = startBare([...readOnly, launcher, `--vault=${vault}`, '--require-no-network'], {
        executable: 'bwrap',
      })
      await upAndRunning(app)
    },
    60_000,
  )

  test('has every fuse of its Electron set correctly', async () => {
    const lacked: readonly string[] = edition === 'package' ? [] : lackedByEvaluation
    expect((await wrongFuses(executable)).filter((name) => !lacked.includes(name))).toEqual([])
  })

  test.for(lackedByEvaluation)('has the fuse %s as it should be', async (name, { skip }) => {
    skip(edition !== 'package', 'the Electron for evaluation is older than this fuse')
    expect(await wrongFuses(executable)).not.toContain(name)
  })

  describe('is not Node, whatever its environment says:', () => {
    /** A script that creates a file when it is run. */
    const marking = (name: string): { readonly script: string; readonly ran: () => boolean } => {
      const mark = join(home, `${name}-ran`)
      const script = join(home, `${name}.cjs`)
      writeFileSync(script, `require('fs').writeFileSync(${JSON.stringify(mark)}, '')`)
      return { script, ran: () => existsSync(mark) }
    }
    const asNode = { ELECTRON_RUN_AS_NODE: '1' }

    test('it does not run a script that its unmodified runtime runs', async () => {
      const control = marking('control')
      const node = startBare([control.script], { env: asNode, executable: runtime })
      expect(await node.ended).toBe(0)
      expect(control.ran()).toBe(true)

      const { script, ran } = marking('script')
      const app = startBare([script], { env: asNode })
      await upAndRunning(app)
      expect(ran()).toBe(false)
    }, 60_000)

    test('it takes no code by -e, and does not start with it', async () => {
      const control = marking('code-control')
      const code = ({ script }: typeof control): string => `require(${JSON.stringify(script)})`
      const node = startBare(['-e', code(control)], { env: asNode, executable: runtime })
      expect(await node.ended).toBe(0)
      expect(control.ran()).toBe(true)

      const given = marking('code')
      expect(await startBare(['-e', code(given)], { env: asNode }).ended).toBe(1)
      expect(given.ran()).toBe(false)
    }, 60_000)

    test('it takes no Node option from its environment', async () => {
      const optionsFor = ({ script }: ReturnType<typeof marking>) => ({
        env: { NODE_OPTIONS: `--require ${script}` },
      })
      if (inFull) {
        const control = marking('options-control')
        start([], { ...optionsFor(control), executable: runtime })
        await expect.poll(control.ran).toBe(true)
      }

      const given = marking('options')
      const app = start([], optionsFor(given))
      await upAndRunning(app)
      expect(given.ran()).toBe(false)
      // A packaged app that reads them refuses this one and says so; without the fuse its output
      // has no such message.
      expect(app.output()).not.toMatch(/not supported in packaged apps/)
    }, 60_000)
  })

  test('opens no inspector on a signal: it ends', async () => {
    const signalled = async (of: Started): Promise<NodeJS.Signals | 'lives' | null> => {
      await upAndRunning(of)
      const ended = once(of.child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null)
      process.kill(of.child.pid ?? 0, 'SIGUSR1')
      return Promise.race([ended, sleep(3_000).then(() => 'lives' as const)])
    }
    if (inFull) {
      const control = start([], { executable: runtime })
      expect(await signalled(control)).toBe('lives')
      // At Node's default port, unless another program has it.
      expect(control.output()).toMatch(/Debugger listening|Starting inspector on .* failed/)
    }

    const app = start([])
    expect(await signalled(app)).toBe('SIGUSR1')
    expect(app.output()).not.toMatch(/Debugger listening|Starting inspector/)
  }, 60_000)

  test.each([
    '--inspect',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--log-net-log=/nowhere/net-log',
    ...(inFull
      ? [
          '--inspect-brk=0',
          '--disable-web-security',
          '--load-extension=/nowhere',
          '--js-flags=--expose-gc',
          '--enable-logging=stderr',
          '--renderer-cmd-prefix=/bin/true',
        ]
      : []),
  ])(
    'does not start with %s',
    async (argument) => {
      const app = start([argument])
      expect(await Promise.race([app.ended, sleep(20_000).then(() => 'still there')])).toBe(1)
      expect(app.output()).not.toMatch(/listening/i)
    },
    40_000,
  )

  test('runs no code that was placed beside its archive', async () => {
    const copy = join(home, 'copy')
    cpSync(dirname(executable), copy, { recursive: true })
    const resources = join(copy, 'resources')
    const marker = join(home, 'ran')
    rmSync(join(resources, 'app.asar'))
    mkdirSync(join(resources, 'app'))
    writeFileSync(join(resources, 'app', 'package.json'), '{"main":"main.js"}')
    writeFileSync(
      join(resources, 'app', 'main.js'),
      `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`,
    )
    // The runtime without fuses, in the same place, runs it.
    const control = join(copy, 'control')
    copyFileSync(runtime, control)
    start([], { executable: control })
    await expect.poll(() => existsSync(marker)).toBe(true)
    rmSync(marker)

    const app = start([], { executable: join(copy, basename(executable)) })
    expect(await app.ended).toBe(1)
    expect(existsSync(marker)).toBe(false)
  }, 60_000)

  /** A copy of the app in which one byte of the archive is another: its executable. */
  const withChangedArchive = (name: string): string => {
    const copy = join(home, name)
    cpSync(dirname(executable), copy, { recursive: true })
    const archive = join(copy, 'resources', 'app.asar')
    const bytes = readFileSync(archive)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100)
    writeFileSync(archive, bytes)
    return join(copy, basename(executable))
  }

  test('does not start once a byte of its archive was changed', async ({ skip }) => {
    skip(
      process.platform === 'linux',
      'Electron compares an archive with the digest in the executable on macOS and Windows only',
    )
    const app = start([], { executable: withChangedArchive('changed') })
    expect(await Promise.race([app.ended, sleep(20_000).then(() => 0)])).not.toBe(0)
  })

  // A limit, not a promise: where this changes, the threat model changes too.
  test('on Linux starts although a byte of its archive was changed', async ({ skip }) => {
    skip(process.platform !== 'linux', 'Electron notices it elsewhere')
    await upAndRunning(start([], { executable: withChangedArchive('unnoticed') }))
  }, 60_000)
})
