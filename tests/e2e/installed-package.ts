import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium } from 'playwright'
import type { Page } from 'playwright'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { passphrase, setUpVault, unlock } from './page-objects/vault.ts'
import { wordsOf } from './page-objects/words.ts'
import { interfacesOf, processTree, programOf, statusField } from './process-tree.ts'
import { waitUntil } from './waiting.ts'

/*
 * Runs in a clean root in which the app lies in FOLDER, as an ordinary user, on a virtual display
 * (scripts/soak/package.ts). It ends with an error where something is not as promised.
 *
 * NAME create FOLDER: makes a vault, writes a report, locks and unlocks.
 * NAME read FOLDER: unlocks the vault and finds the report.
 * NAME start FOLDER: starts the app's command, types the passphrase, and locks.
 *
 * The packaged executable takes no driver. So `create` and `read` run the installed app on the same
 * Electron without its fuses, which lies beside it for the test; `start` gives the app's command
 * nothing but keys.
 */

const [, , name = '', step = '', folder = ''] = process.argv
const vault = join(homedir(), 'Understory')
const title = 'People sent back at night'
const port = 9222

const must = (isTrue: boolean, what: string): void => {
  if (!isTrue) throw new Error(what)
}

/** The page of the app that now runs; `not` is one of the app before. */
const attach = async (not?: Page): Promise<Page> => {
  let found: Page | undefined
  await waitUntil(
    async () => {
      try {
        const browser = await chromium.connectOverCDP(`http://127.0.0.1:${String(port)}`)
        found = browser
          .contexts()
          .flatMap((context) => context.pages())
          .find((page) => page.url().startsWith('app://understory/') && page !== not)
      } catch {
        // It is starting, or ending after a lock.
      }
      return found !== undefined
    },
    () => 'the app shows no page',
  )
  if (found === undefined) throw new Error('the app shows no page')
  return found
}

/** A user without the handle of Electron's main process. */
const personAtPage = (page: Page): Person => ({ page, text: wordsOf('en') }) as unknown as Person

const driven = async (): Promise<Person> => {
  const electron = spawn(
    join(folder, 'electron'),
    [`--vault=${vault}`, `--remote-debugging-port=${String(port)}`],
    { stdio: 'inherit' },
  )
  electron.once('error', (error) => process.stderr.write(`${String(error)}\n`))
  return personAtPage(await attach())
}

const lock = async (person: Person): Promise<void> => {
  const before = person.page
  const gone = before.context().browser()
  const closed = new Promise((resolve) => gone?.once('disconnected', resolve))
  await before.getByRole('button', { name: person.text('nav.lock'), exact: true }).click()
  await closed
  person.page = await attach(before)
}

const isListed = async (person: Person): Promise<void> => {
  await records.listed(person).filter({ hasText: title }).first().waitFor()
}

const create = async (): Promise<void> => {
  const person = await driven()
  await setUpVault(person, { pseudonym: 'Heron' })
  await records.newReport(person)
  await records.writeText(person, { title, body: 'They were driven to the bridge.' })
  await records.saved(person)
  await lock(person)
  await unlock(person)
  await isListed(person)
}

const read = async (): Promise<void> => {
  const person = await driven()
  await unlock(person)
  await isListed(person)
}

/** The processes of the installed app: the launcher, bubblewrap and this script are none. */
const own = () =>
  processTree(process.pid).filter(({ pid }) => programOf(pid) === join(folder, `${name}.bin`))
const renderers = () => own().filter(({ type }) => type === 'renderer')
const xdotool = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync('xdotool', args, { encoding: 'utf8' })
  must(status === 0, `xdotool ${args.join(' ')}: ${stderr}`)
}
const header = (): string =>
  createHash('sha256')
    .update(readFileSync(join(vault, 'header')))
    .digest('hex')

/** Waits until the window has drawn its first screen: its processes do no more work. */
const windowIsThere = async (): Promise<void> => {
  await waitUntil(
    () => Promise.resolve(renderers().length > 0),
    () => `the command opened no window: ${readdirSync(folder).join(' ')}`,
  )
  await sleep(5_000)
  xdotool('mousemove', '683', '384')
}

const start = async (): Promise<void> => {
  const installed = join('/usr/bin', name)
  // The portable archive has its command in its folder.
  const program = existsSync(installed) ? installed : join(folder, name)
  const command = spawn(program, ['--require-no-network'], { stdio: 'inherit' })
  const ended = new Promise<number | null>((resolve) => command.once('exit', resolve))
  await windowIsThere()
  must(own().length > 3, 'the app has too few processes')
  for (const { pid, type } of own()) {
    must(interfacesOf(pid).join() === 'lo', `${type} has a network`)
    must(!/^0\b/.test(statusField(pid, 'Uid') ?? '0'), `${type} runs as root`)
    if (type === 'renderer') must(statusField(pid, 'Seccomp') === '2', 'no sandbox')
  }
  const locked = header()
  xdotool('type', '--delay', '40', passphrase)
  xdotool('key', 'Return')
  // An unlock writes the header again, with every byte new.
  await waitUntil(
    () => Promise.resolve(header() !== locked),
    () => 'the passphrase did not open the vault',
  )
  await sleep(3_000)
  const open = new Set(own().map(({ pid }) => pid))
  xdotool('key', 'ctrl+l')
  await waitUntil(
    () => Promise.resolve(own().every(({ pid }) => !open.has(pid)) && renderers().length > 0),
    () => 'the lock did not end every process, or no new window came',
  )
  command.kill('SIGKILL')
  await Promise.race([ended, sleep(5_000)])
}

const steps: Readonly<Record<string, () => Promise<void>>> = { create, read, start }
const chosen = steps[step]
if (chosen === undefined) throw new Error(`no step ${step}`)
await chosen()
process.stdout.write(`${step}: as promised\n`)
process.exit(0)
