import assert from 'node:assert/strict'
import { join } from 'node:path'
import { spread } from '../../scripts/soak/random.ts'
import { Skipped } from '../../scripts/soak/run.ts'
import type { SoakRun } from '../../scripts/soak/run.ts'
import { missed, Tally } from '../../scripts/soak/tally.ts'
import { openTestVault, passphrase } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { baseVault } from './base-vault.ts'
import { cannotFailCalls } from './failing-calls.ts'
import type { Call } from './failing-calls.ts'
import { beforeCall, callsOf, moments } from './kill-saves.ts'
import type { Moment } from './kill-saves.ts'
import { killed } from './killed.ts'
import type { Kill } from './killed.ts'
import { copiesAgree, isHot } from './model.ts'
import type { Model } from './model.ts'
import { nextPassphrase } from './next-passphrase.ts'
import { refusalOf } from './refusal.ts'

const script = join(import.meta.dirname, 'rekey-child.ts')

/** The changes that give a vault another key. */
const keyChanges = ['passphrase', 'set-wipe', 'remove-wipe', 'recovery-code', 'recover'] as const
export type KeyChange = (typeof keyChanges)[number]

const next = nextPassphrase(passphrase)

/** What a trial looks at after a kill. */
type AfterKill = {
  readonly vault: string
  readonly model: Model
  readonly isDone: boolean
  readonly recoveryCode: string
  readonly newCode: string | undefined
}

/** Opens the vault, checks all that is in it, and looks at more; false if it is refused. */
const opens = async (
  { vault, model }: AfterKill,
  unlock: (desk: TestVault) => Promise<unknown>,
  look: (desk: TestVault) => void = () => undefined,
): Promise<boolean> => {
  const desk = openTestVault(vault)
  try {
    const code = await refusalOf(() => unlock(desk))
    if (code === null) {
      await model.holds(desk)
      look(desk)
    } else assert.equal(code, 'wrong-passphrase')
    return code === null
  } finally {
    desk.controller.close()
  }
}

const unlockBy =
  (words: string) =>
  ({ controller }: TestVault) =>
    controller.unlock({ passphrase: words, keyFile: null })

/** Exactly one of two passphrases, or codes, opens it: the new one if that was acknowledged. */
const oneOpens = async (
  killed: AfterKill,
  [old, fresh]: readonly [string, string],
  by: (words: string) => (desk: TestVault) => Promise<unknown>,
  isNewFirst: boolean,
): Promise<'old' | 'new'> => {
  // Between two writes of the header either may open; the one that does decides.
  const order = isNewFirst ? [fresh, old] : [old, fresh]
  const opened: string[] = []
  for (const words of order) if (await opens(killed, by(words))) opened.push(words)
  assert.equal(opened.length, 1, `${String(opened.length)} of two open it`)
  const state = opened[0] === fresh ? 'new' : 'old'
  if (killed.isDone) assert.equal(state, 'new', 'it was said to be done')
  return state
}

const wipeIs = async (killed: AfterKill, ifDone: boolean): Promise<'old' | 'new'> => {
  let isSet = !ifDone
  const look = ({ controller }: TestVault) => (isSet = controller.wipeStatus().wipe !== null)
  assert.ok(await opens(killed, unlockBy(passphrase), look), 'the passphrase does not open it')
  if (killed.isDone) assert.equal(isSet, ifDone, 'it was said to be done')
  return isSet === ifDone ? 'new' : 'old'
}

const recoverBy =
  (code: string) =>
  ({ controller }: TestVault) =>
    controller.recover({ code, passphrase, keyFile: null })

/** In which state is a vault, the old or the new one? Everything else is refused. */
const stateAfter: Readonly<
  Record<KeyChange, (killed: AfterKill, isNewFirst: boolean) => Promise<'old' | 'new'>>
> = {
  passphrase: (killed, first) => oneOpens(killed, [passphrase, next], unlockBy, first),
  'set-wipe': (killed) => wipeIs(killed, true),
  'remove-wipe': (killed) => wipeIs(killed, false),
  'recovery-code': async (killed, first) => {
    assert.ok(await opens(killed, unlockBy(passphrase)), 'the passphrase does not open it')
    const { recoveryCode, newCode } = killed
    if (newCode !== undefined) return oneOpens(killed, [recoveryCode, newCode], recoverBy, first)
    assert.ok(await opens(killed, recoverBy(recoveryCode)), 'the code does not open it')
    return 'old'
  },
  recover: async (killed, first) => {
    const state = await oneOpens(killed, [passphrase, next], unlockBy, first)
    assert.ok(await opens(killed, recoverBy(killed.recoveryCode)), 'the code does not open it')
    return state
  },
}

/** A vault whose credentials are changed in a child that is killed, and what was found after it. */
const victim = async (folder: string) => {
  const base = await baseVault(folder, 8)
  const vault = base.copy().folder
  const { recoveryCode } = base
  const start = (change: KeyChange, kill: Kill, env: Record<string, string>) =>
    killed(script, [vault, change, recoveryCode], kill, env)
  const calls = new Map<KeyChange, readonly Call[]>()
  const states = { old: 0, new: 0 }
  return {
    vault,
    /** System calls of a change on the vault; none where they cannot be counted. */
    callsFor: async (change: KeyChange): Promise<readonly Call[]> => {
      base.copy()
      const known = calls.get(change)
      const found = known ?? (await callsOf(vault, (env) => start(change, 'by itself', env)))
      calls.set(change, found)
      return found
    },
    /** Makes a change in a fresh copy, kills it, and looks in which state the vault is. */
    tryKill: async (change: KeyChange, moment: Moment, isNewFirst: boolean) => {
      const { model } = base.copy()
      const { said, signal } = await start(change, moment.kill, moment.env)
      const isDone = said.includes('done')
      assert.ok(signal === 'SIGKILL' || isDone, 'it broke off by itself')
      const isMended = isHot(vault) || !copiesAgree(vault)
      const newCode = said.find((line) => line !== 'done')
      const after = { vault, model, isDone, recoveryCode, newCode }
      const state = await stateAfter[change](after, isNewFirst)
      assert.ok(copiesAgree(vault) && !isHot(vault), 'settled')
      if (signal !== 'SIGKILL') return missed
      states[state] += 1
      return isMended ? 'repaired' : 'held'
    },
    found: () => `${String(states.old)} in the old state, ${String(states.new)} in the new one`,
  }
}

/** kill -9 while a credential is changed, which gives the vault another key. */
export const killRekey: SoakRun = {
  promise: 'the app opens the vault with the old or the new credentials, and all is there',
  counts: 'kills',
  usual: 500,
  run: async ({ folder, count, random, tell }) => {
    const tally = new Tally()
    const { vault, callsFor, tryKill, found } = await victim(folder)
    for (let round = 0; tally.wants(count); round += 1) {
      const change = keyChanges[round % keyChanges.length] ?? 'passphrase'
      const moment = moments(vault, random, 400, (await callsFor(change)).length)(round)
      await tally.trial(`kill ${String(round)} of ${change}, ${moment.what}`, () =>
        tryKill(change, moment, round % 2 === 1),
      )
    }
    tell(found())
    return tally
  },
}

/** kill -9 right before each system call of each change of a credential. */
export const killRekeyCalls: SoakRun = {
  promise: killRekey.promise,
  counts: 'kills before a system call, first of all those that write no page, at most one for each',
  usual: 5000,
  run: async ({ folder, count, random, tell }) => {
    const { vault, callsFor, tryKill, found } = await victim(folder)
    type KillBefore = { readonly change: KeyChange; readonly nth: number }
    const [pages, others]: [KillBefore[], KillBefore[]] = [[], []]
    for (const change of keyChanges) {
      const calls = await callsFor(change)
      if (calls.length === 0) throw new Skipped(cannotFailCalls() ?? 'no system call was seen')
      tell(`${change}: ${String(calls.length)} calls`)
      // The engine's encryption of the database is the same in each change.
      for (const [i, { call, file }] of calls.entries())
        (call === 'pwrite' && file.startsWith('notes.db') ? pages : others).push({
          change,
          nth: i + 1,
        })
    }
    const tally = new Tally()
    const some = spread(Math.max(0, count - others.length), pages.length, random)
    const chosen = [...others, ...some.flatMap((at) => pages[at] ?? [])].slice(0, count)
    tally.owed = chosen.length
    for (const [round, { change, nth }] of chosen.entries()) {
      const moment = beforeCall(vault, nth)
      await tally.trial(`${change}, ${moment.what}`, () => tryKill(change, moment, round % 2 === 1))
    }
    tell(found())
    return tally
  },
}
