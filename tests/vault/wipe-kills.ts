import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { opening, wipe } from './wipe-vault.ts'
import { failureOf, openTestVault } from './harness.ts'
import type { Random } from '../../scripts/soak/random.ts'
import { missed } from '../../scripts/soak/tally.ts'
import type { Tally } from '../../scripts/soak/tally.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { isHalfDone } from '../faults/half-done.ts'

/** An act takes about so long. */
const mostMs = 900

export type WipeAction = 'wipe' | 'destroy'

/** The state after a killed act, once every credential was tried. */
export type Left = 'the old vault' | 'the wiped vault' | 'no vault'

/** Was the act killed before its end, and did the opening have something to repair? */
export type AfterKill = {
  readonly left: Left
  readonly isKilled: boolean
  readonly isMended: boolean
}

/** A vault to copy and kill: its content, and the folder for copies. */
export type Victim = {
  readonly vault: string
  readonly reportId: ReportId
  readonly copies: string
}

type Ended = { readonly lines: readonly string[]; readonly isKilled: boolean }

const child = async (
  args: readonly string[],
  killed?: (started: Promise<unknown>) => Promise<unknown>,
): Promise<Ended> => {
  const script = join(import.meta.dirname, 'wipe-kill-child.ts')
  const process_ = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  const started = new Promise<void>((resolve) => {
    process_.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('started')) resolve()
    })
  })
  const ended = once(process_, 'close')
  if (killed !== undefined) {
    await Promise.race([killed(started), ended])
    process_.kill('SIGKILL')
  }
  await ended
  return { lines: text.split('\n').slice(1, -1), isKilled: process_.signalCode === 'SIGKILL' }
}

const copied = ({ vault, copies }: Victim): string => {
  const folder = join(copies, 'copy')
  rmSync(folder, { recursive: true, force: true })
  cpSync(vault, folder, { recursive: true })
  return folder
}

/** The file operations of the act from its beginning to its end, in their order. */
const operationsOf = async (victim: Victim, act: WipeAction): Promise<readonly string[]> => {
  const { lines } = await child([act, copied(victim)])
  if (lines.at(-1) !== 'done') throw new Error('the act did not end')
  return lines.slice(0, -1)
}

/**
 * Opens the remaining files with every credential.
 *
 * @throws for an incomplete state: neither the old nor the new one.
 */
export const leftOf = async (folder: string, { reportId }: Victim): Promise<Left> => {
  const desk = openTestVault(folder)
  try {
    if (desk.controller.status().state === 'none') {
      const names = readdirSync(folder).filter((name) => !name.startsWith('lock'))
      if (names.length > 0) throw new Error(`left behind: ${names.join()}`)
      return 'no vault'
    }
    const code = await failureOf(() => desk.controller.unlock(opening))
    if (code === 'none') {
      const { content } = await desk.handlers['reports.get']({ id: reportId })
      const state = desk.controller.status().state
      const { attachments } = await desk.controller.inventory()
      const isWhole = content.title === 'zqtitle' && state === 'open' && attachments.count === 1
      const isEqual = readFileSync(join(folder, 'header')).equals(
        readFileSync(join(folder, 'header.bak')),
      )
      if (!isWhole || !isEqual || existsSync(join(folder, 'destroying'))) {
        throw new Error('the old vault is not whole')
      }
      return 'the old vault'
    }
    if (code !== 'wrong-passphrase') throw new Error(`the old passphrase: ${code}`)
    const { state } = await desk.controller.unlock({ passphrase: wipe, keyFile: null })
    const { records, attachments, bytes } = await desk.controller.inventory()
    const count = Object.values(records).reduce((sum, one) => sum + one, attachments.count)
    if (state !== 'open' || count > 0) throw new Error('the wiped vault is not empty')
    if (bytes > 1_000_000) throw new Error('something of the old vault lies in the folder')
    return 'the wiped vault'
  } finally {
    desk.controller.close()
  }
}

/** Kills the act right before, or in the middle of, an operation: by name, or by number from 1. */
export const killedAt = async (
  victim: Victim,
  act: WipeAction,
  operation: string,
  torn = false,
): Promise<AfterKill> => {
  const folder = copied(victim)
  const { isKilled } = await child([act, folder, operation, torn ? 'torn' : ''])
  if (!isKilled) throw new Error('it was not killed')
  const isMended = isHalfDone(folder)
  return { left: await leftOf(folder, victim), isKilled, isMended }
}

/** Kills an act after a time, and reports whether it was still running. */
const killedAfter = async (victim: Victim, act: WipeAction, ms: number): Promise<AfterKill> => {
  const folder = copied(victim)
  const { isKilled } = await child([act, folder], async (started) => {
    await started
    await new Promise((resolve) => setTimeout(resolve, ms))
  })
  const isMended = isHalfDone(folder)
  return { left: await leftOf(folder, victim), isKilled, isMended }
}

/** After how many milliseconds the next kill comes: the same ones for the same seed. */
export const killMoment = (random: Random): number => random.below(mostMs)

/**
 * A long run: kills the act before every one of its operations, and then `count` times at any moment,
 * which the dice draw. An act that came to its end before its kill is looked at too, and noted as
 * missed: another moment takes its place.
 *
 * @returns how many kills there are to be.
 */
export const killOften = async (
  victim: Victim,
  act: WipeAction,
  count: number,
  random: Random,
  tally: Tally,
): Promise<number> => {
  const whole = (left: Left): void => {
    const other = act === 'wipe' ? 'the wiped vault' : 'no vault'
    if (left !== 'the old vault' && left !== other) throw new Error(left)
  }
  const before = async (what: string, nth: number, torn: boolean): Promise<void> =>
    tally.trial(what, async () => {
      const { left, isMended } = await killedAt(victim, act, String(nth), torn)
      whole(left)
      return isMended ? 'repaired' : 'held'
    })
  const operations = await operationsOf(victim, act)
  for (const [i, name] of operations.entries()) {
    await before(name, i + 1, false)
    if (name.startsWith('writeSync header')) await before(`${name}, torn`, i + 1, true)
  }
  const all = tally.tried + count
  for (let n = 0; tally.wants(all); n += 1) {
    const ms = killMoment(random)
    await tally.trial(`kill ${n}, after ${ms} ms`, async () => {
      const { left, isKilled, isMended } = await killedAfter(victim, act, ms)
      whole(left)
      if (!isKilled) return missed
      return isMended ? 'repaired' : 'held'
    })
  }
  return all
}
