import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { vaultFlags } from '../../src/main/app/runtime.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { createReceiver, openVault, sessionOf } from './open-vault.ts'
import type { AsideJob, AsideResult } from './exchange-aside.ts'
import type { Highest, Measure } from './peak-memory.ts'

const script = join(import.meta.dirname, 'exchange-aside.ts')

const aside = async (job: AsideJob): Promise<AsideResult> => {
  const child = fork(script, [], { execArgv: ['--expose-gc', ...vaultFlags] })
  child.send(job)
  const told = once(child, 'message')
  const ended = once(child, 'exit').then(() => null)
  const result = await Promise.race([told, ended])
  if (result === null) throw new Error('an export or import ended without a word')
  await ended
  return result[0] as AsideResult
}

/** Makes a vault that has the sender as a contact, and closes it. @returns its age recipient. */
const receiver = async (folder: string, vault: string): Promise<string> => {
  const from = await openVault(vault)
  try {
    const to = await createReceiver(folder, from)
    const { recipient } = sessionOf(to).age.hybrid
    to.controller.close()
    return recipient
  } finally {
    from.controller.close()
  }
}

/** The memory of processes that ran an export or an import, one entry for each process. */
export type Memory = {
  readonly export: readonly Highest[]
  readonly import: readonly Highest[]
}

/** Each size runs in two fresh processes, with an empty receiver. The vault is closed. */
export const exchangeMemory = async (
  place: string,
  vault: string,
  ids: readonly ReportId[],
  of: Measure,
  rounds: number,
): Promise<Memory> => {
  const folder = join(place, `memory-${of}-${String(ids.length)}`)
  mkdirSync(folder)
  try {
    const fresh = join(folder, 'receiver')
    const recipient = await receiver(fresh, vault)
    const memory = { export: [] as Highest[], import: [] as Highest[] }
    for (let round = 0; round < rounds; round += 1) {
      const out = await aside({ act: 'export', of, vault, recipient, ids, folder })
      const into = join(folder, `copy-${String(round)}`)
      cpSync(fresh, into, { recursive: true })
      const back = await aside({ act: 'import', of, vault: into, path: out.path })
      rmSync(into, { recursive: true })
      memory.export.push(out)
      memory.import.push(back)
    }
    return memory
  } finally {
    rmSync(folder, { recursive: true })
  }
}
