import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import {
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
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { wrongFuses } from '../../scripts/package/fuses.ts'
import { processTree, statusField } from './process-tree.ts'

const executable = process.env['UNDERSTORY_PACKAGED'] ?? ''
/** Packaged with the official runtime, or with the one for evaluation: which one, every name below says. */
const edition = process.env['UNDERSTORY_EVALUATION'] === '1' ? 'evaluation package' : 'package'

const home = mkdtempSync(join(tmpdir(), 'packaged-'))
const running: ChildProcess[] = []

type Started = {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}
const start = (
  args: readonly string[],
  more: { readonly env?: NodeJS.ProcessEnv; readonly executable?: string } = {},
): Started => {
  const vault = mkdtempSync(join(home, 'vault-'))
  const child = spawn(more.executable ?? executable, [`--vault=${vault}`, ...args], {
    env: { ...process.env, ...more.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, output: () => output, ended }
}
const treeOf = ({ child }: Started) => processTree(child.pid ?? 0)
const kill = (child: ChildProcess): void => {
  for (const { pid } of processTree(child.pid ?? 0)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Gone with its parent.
    }
  }
}
/** The window's own process is there: the app is up. */
const upAndRunning = async (app: Started): Promise<void> => {
  const types = () => treeOf(app).map(({ type }) => type)
  await expect.poll(types, { timeout: 20_000 }).toContain('renderer')
  await sleep(500)
  expect(types()).toContain('renderer')
}

/** Ports that any of these processes listens on, by the kernel's own tables. */
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
        // 0A: the state of a socket that waits for somebody to connect.
        .filter((fields) => fields[3] === '0A' && own.has(fields[9]))
        .map((fields) => fields[1] ?? ''),
    )
  })

afterEach(() => {
  for (const child of running.splice(0)) kill(child)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe.runIf(executable !== '')(`the ${edition}`, () => {
  test('starts, draws its window in Chromium’s sandbox, and listens on no port', async () => {
    const app = start([])
    await upAndRunning(app)
    const renderers = treeOf(app).filter(({ type }) => type === 'renderer')
    expect(renderers.map(({ pid }) => statusField(pid, 'Seccomp'))).toEqual(
      renderers.map(() => '2'),
    )
    expect(listening(app)).toEqual([])
  }, 60_000)

  test('has every fuse that its Electron knows as it should be', async () => {
    expect(await wrongFuses(executable)).toEqual([])
  })

  test('is no Node, whatever its environment says', async () => {
    const marker = join(home, 'marker')
    const script = join(home, 'script.cjs')
    writeFileSync(script, `require('fs').writeFileSync(${JSON.stringify(marker)}, '')`)
    const asNode = start([script], { env: { ELECTRON_RUN_AS_NODE: '1' } })
    const withOptions = start([], { env: { NODE_OPTIONS: `--require ${script}` } })
    await upAndRunning(withOptions)
    await Promise.race([asNode.ended, sleep(3_000)])
    expect(existsSync(marker)).toBe(false)
  }, 60_000)

  test('opens no inspector for a signal', async () => {
    const app = start([])
    await upAndRunning(app)
    process.kill(app.child.pid ?? 0, 'SIGUSR1')
    await sleep(1_000)
    expect(listening(app)).toEqual([])
    expect(app.output()).not.toContain('Debugger listening')
  }, 60_000)

  test.each([
    '--inspect',
    '--inspect-brk=0',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--disable-web-security',
    '--load-extension=/nowhere',
    '--js-flags=--expose-gc',
    '--log-net-log=/nowhere/net-log',
    '--enable-logging=stderr',
    '--renderer-cmd-prefix=/bin/true',
  ])(
    'does not start with %s',
    async (argument) => {
      const app = start([argument])
      expect(await Promise.race([app.ended, sleep(20_000).then(() => 'still there')])).toBe(1)
      expect(app.output()).not.toMatch(/listening/i)
    },
    40_000,
  )

  test('runs no code that lies beside its archive', async () => {
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
    const app = start([], { executable: join(copy, basename(executable)) })
    await Promise.race([app.ended, sleep(3_000)])
    expect(existsSync(marker)).toBe(false)
  }, 60_000)

  // Electron compares an archive with the digest in the executable on macOS and Windows only.
  test.skipIf(process.platform === 'linux')(
    'does not start once a byte of its archive was changed (skipped: no Electron for Linux can check)',
    async () => {
      const copy = join(home, 'changed')
      cpSync(dirname(executable), copy, { recursive: true })
      const archive = join(copy, 'resources', 'app.asar')
      const bytes = readFileSync(archive)
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 100) ^ 1, bytes.length - 100)
      writeFileSync(archive, bytes)
      const app = start([], { executable: join(copy, basename(executable)) })
      expect(await Promise.race([app.ended, sleep(20_000).then(() => 0)])).not.toBe(0)
    },
  )
})
