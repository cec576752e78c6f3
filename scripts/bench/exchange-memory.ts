import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportId } from '../../src/shared/ids.ts'
import { createReceiver, openVault, sessionOf } from './open-vault.ts'
import { aside } from './vault-aside.ts'

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

/** The most MB of each process that ran an export or an import. */
type Memory = Readonly<Record<'export' | 'import', readonly number[]>>

/** Each size runs in two fresh processes, with an empty receiver. The vault is closed. */
export const exchangeMemory = async (
  place: string,
  vault: string,
  ids: readonly ReportId[],
  rounds: number,
): Promise<Memory> => {
  const folder = join(place, `memory-${String(ids.length)}`)
  mkdirSync(folder)
  try {
    const fresh = join(folder, 'receiver')
    const recipient = await receiver(fresh, vault)
    const memory = { export: [] as number[], import: [] as number[] }
    for (let round = 0; round < rounds; round += 1) {
      const out = await aside({ act: 'export', vault, recipient, ids, folder })
      const into = join(folder, `copy-${String(round)}`)
      cpSync(fresh, into, { recursive: true })
      const back = await aside({ act: 'import', vault: into, path: out.path })
      rmSync(into, { recursive: true })
      memory.export.push(out.mostMB)
      memory.import.push(back.mostMB)
    }
    return memory
  } finally {
    rmSync(folder, { recursive: true })
  }
}
