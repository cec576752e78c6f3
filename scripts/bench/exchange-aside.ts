import { setTimeout } from 'node:timers/promises'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { openVault } from './open-vault.ts'
import { exported, imported } from './exchange-actions.ts'
import { highest } from './peak-memory.ts'
import type { Highest, Measure } from './peak-memory.ts'

/** One export or import in a process that does nothing else. */
export type AsideJob =
  | {
      readonly act: 'export'
      readonly of: Measure
      readonly vault: string
      readonly recipient: string
      readonly ids: readonly ReportId[]
      readonly folder: string
    }
  | {
      readonly act: 'import'
      readonly of: Measure
      readonly vault: string
      readonly path: string
    }

export type AsideResult = {
  /** The file of an export. */
  readonly path: string
} & Highest

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

const done = async (job: AsideJob): Promise<AsideResult> => {
  await sodiumReady()
  const vault = await openVault(job.vault)
  await settled()
  let path = ''
  const memory = await highest(job.of, async () => {
    if (job.act === 'import') await imported(vault, job.path)
    else path = await exported(vault, job.recipient, job.ids, job.folder)
  })
  vault.controller.close()
  return { ...memory, path }
}

process.once('message', (job: AsideJob) => {
  void done(job).then((result) => {
    process.send?.(result)
    process.disconnect()
  })
})
