import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReply } from '../../src/renderer/data/read-reply.ts'
import type { SentReply } from '../../src/shared/reply.ts'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { attachToPage } from './debug-port.ts'
import type { DebuggedPage } from './debug-port.ts'
import { copyPrepared } from './prepared-vaults.ts'
import { searchMemory, textNeedles } from './process-memory.ts'

/*
 * As for the user, without an inspector, so that locking ends the main process too and a fresh one
 * shows the unlock screen. (A test that holds the inspector gets a new window in the same main
 * process instead, because it would lose its hold.)
 */

const { passphrase } = preparedVaults.heron
const words = 'Ptarmigan crossing at Sulphur Ford, four lorries. 압록강 창고'
const secrets = ['Ptarmigan', 'Sulphur', 'lorries', '압록강 창고', passphrase]
const executable = process.env['UNDERSTORY_EXECUTABLE'] ?? ''
const place = mkdtempSync(join(tmpdir(), 'lock-'))
const vault = copyPrepared('heron', join(place, 'vault'))

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address !== null && typeof address !== 'string' ? address.port : 0
      server.close(() => resolve(port))
    })
  })

/** Living processes of the app; the fresh main process is not a child of the test. */
const processes = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const program = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8')
        const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
        return program.startsWith(executable) && !/^State:\s+Z/m.test(status)
      } catch {
        return false
      }
    })

let port: number
beforeAll(async () => {
  port = await freePort()
  spawn(executable, [`--vault=${vault}`, `--remote-debugging-port=${String(port)}`], {
    stdio: 'ignore',
    // Says that another program is the app.
    env: { ...process.env, APPIMAGE: '/bin/false' },
  })
})
afterAll(() => {
  for (const pid of processes()) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended with the one before it.
    }
  }
  rmSync(place, { recursive: true, force: true })
})

const call = async (page: DebuggedPage, channel: string, input: object): Promise<unknown> => {
  const sent = await page.evaluate(`api[${JSON.stringify(channel)}](${JSON.stringify(input)})`)
  return readReply(sent as SentReply<unknown>)
}

test('locking ends every process that held content, and the new processes hold none', async () => {
  const first = await attachToPage(port)
  const input = { passphrase, keyFile: null }
  expect(await call(first, 'vault.unlock', input)).toMatchObject({ ok: true })
  await first.evaluate(
    `document.body.prepend(document.createElement('textarea')); document.querySelector('textarea').focus()`,
  )
  await first.type(words)
  expect(await first.evaluate(`document.querySelector('textarea').value`)).toBe(words)

  expect(await call(first, 'app.textSize', { textSize: 150 })).toMatchObject({ ok: true })

  const before = processes()
  expect(before.length).toBeGreaterThan(3)
  void call(first, 'app.lock', {})
  await expect.poll(() => before.filter((pid) => processes().includes(pid))).toEqual([])
  first.close()

  const second = await attachToPage(port)
  expect(await call(second, 'vault.status', {})).toMatchObject({ value: { state: 'locked' } })
  // The fresh process keeps the text size of the previous one.
  expect(await second.evaluate('devicePixelRatio')).toBe(1.5)
  expect(await call(second, 'app.info', {})).toMatchObject({ value: { textSize: 150 } })
  const needles = secrets.flatMap((secret) => textNeedles(secret, secret))
  const after = processes()
  expect(after.length).toBeGreaterThan(3)
  for (const pid of after) expect(searchMemory(pid, needles)).toEqual([])
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('understory-'))).toHaveLength(1)

  expect(await call(second, 'vault.unlock', input)).toMatchObject({ value: { state: 'open' } })
  second.close()
})

test('after a lock the same program runs, whatever APPIMAGE says, and no command line names the vault', () => {
  const commandLines = processes().map((pid) =>
    readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8'),
  )
  expect(commandLines.length).toBeGreaterThan(3)
  expect(commandLines.filter((line) => /vault=|restart=/.test(line))).toEqual([])
})
