import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportId } from '../../src/shared/ids.ts'
import { createReceiver, openVault, sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { exported, imported } from './exchange-acts.ts'
import { acts, beside, group } from './exchange-group.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { inWords } from './store-figures.ts'
import { timedAsync } from './timing.ts'

type Pair = {
  readonly from: BenchVault
  readonly to: BenchVault
  readonly place: string
}

const eachInTurn = async (
  { from, to, place }: Pair,
  reports: readonly ReportId[],
  sizes: readonly number[],
): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  const { recipient } = sessionOf(to).age.hybrid
  const [smallest = 0] = sizes
  let first: Record<(typeof acts)[number], number> | null = null
  let sent = 0
  for (const [i, size] of [smallest, ...sizes].entries()) {
    const chosen = reports.slice(sent, sent + size)
    if (chosen.length < size) throw new Error('too few reports to export')
    sent += size
    let path = ''
    const took = {
      export: await timedAsync(async () => {
        path = await exported(from, recipient, chosen, place)
      }),
      import: await timedAsync(() => imported(to, path)),
    }
    rmSync(path)
    if (i === 0) continue
    for (const act of acts) {
      const name = `${act} ${inWords(size)} reports`
      figures.push(
        figure({ group, name, unit: 's', ours: took[act] / 1e3 }),
        figure({
          group,
          name: `${name}, each`,
          unit: 'ms',
          ours: took[act] / size,
          ...beside(smallest, first === null ? undefined : first[act] / smallest),
        }),
      )
    }
    first ??= took
  }
  return figures
}

/**
 * Exports and imports of growing size, each of reports that its receiver does not have yet, one after
 * the other, in this process. The first size is done twice and counted once: what is compiled or loaded
 * for the first time belongs to neither.
 */
export const exchangeFigures = async (
  folder: string,
  vault: string,
  reports: readonly ReportId[],
  sizes: readonly number[],
): Promise<readonly Figure[]> => {
  const place = join(folder, 'exchange')
  mkdirSync(place)
  const from = await openVault(vault)
  try {
    const to = await createReceiver(join(place, 'receiver'), from)
    try {
      return await eachInTurn({ from, to, place }, reports, sizes)
    } finally {
      to.controller.close()
    }
  } finally {
    from.controller.close()
  }
}
