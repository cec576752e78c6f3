import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { vaultFlags } from '../../src/main/app/runtime.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { openVault } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { exported, imported } from './exchange-actions.ts'
import { highest } from './peak-memory.ts'
import { verifyTimes } from './verify-times.ts'
import type { VerifyTimes } from './verify-times.ts'

/** One act in a process that does nothing else, with the flags of the app's vault process. */
type AsideActs = {
  readonly export: {
    readonly job: {
      readonly recipient: string
      readonly ids: readonly ReportId[]
      readonly folder: string
    }
    readonly result: { readonly path: string; readonly mostMB: number }
  }
  readonly import: {
    readonly job: { readonly path: string }
    readonly result: { readonly mostMB: number }
  }
  readonly verify: { readonly job: object; readonly result: VerifyTimes }
}

type AsideAct = keyof AsideActs
type AsideJob<A extends AsideAct> = {
  readonly act: A
  readonly vault: string
} & AsideActs[A]['job']

type AnyJob = { [A in AsideAct]: AsideJob<A> }[AsideAct]

/** @param job.vault is closed; the process opens it. @throws Error if the process ends early. */
export const aside = async <A extends AsideAct>(
  job: AsideJob<A>,
): Promise<AsideActs[A]['result']> => {
  const child = fork(import.meta.filename, [], { execArgv: ['--expose-gc', ...vaultFlags] })
  child.send(job)
  const told = once(child, 'message')
  const ended = once(child, 'exit').then(() => null)
  const result = await Promise.race([told, ended])
  if (result === null) throw new Error(`the process for ${job.act} ended without a word`)
  await ended
  return result[0] as AsideActs[A]['result']
}

/** Unlocking derived a key in a thread, whose memory is given back a little later. */
const settled = async (): Promise<void> => {
  let before = Infinity
  for (let looks = 0; looks < 20; looks += 1) {
    const now = process.memoryUsage.rss()
    if (looks > 3 && before - now < 2e6) return
    before = now
    await setTimeout(250)
  }
}

const act = async (vault: BenchVault, job: AnyJob): Promise<AsideActs[AsideAct]['result']> => {
  switch (job.act) {
    case 'verify':
      return verifyTimes(vault)
    case 'import':
      return { mostMB: await highest(() => imported(vault, job.path)) }
    case 'export': {
      let path = ''
      const mostMB = await highest(async () => {
        path = await exported(vault, job.recipient, job.ids, job.folder)
      })
      return { path, mostMB }
    }
  }
}

const answer = async (job: AnyJob): Promise<void> => {
  await sodiumReady()
  const vault = await openVault(job.vault)
  await settled()
  const result = await act(vault, job)
  vault.controller.close()
  process.send?.(result)
  process.disconnect()
}

if (process.argv[1] === import.meta.filename)
  process.once('message', (job: AnyJob) => void answer(job))
