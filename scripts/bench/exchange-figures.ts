import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportId } from '../../src/shared/ids.ts'
import { exported, imported } from './exchange-actions.ts'
import { bareExchange } from './bare-exchange.ts'
import { actions, beside, group } from './exchange-group.ts'
import type { ExportSizes } from './exchange-group.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { createReceiver, openVault, sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { inWords } from './store-figures.ts'
import { timedAsync } from './timing.ts'

type Took = Readonly<Record<(typeof actions)[number], number>>

/** Exports these reports and imports the file, in ms. */
const exchanged = async (
  from: BenchVault,
  to: BenchVault,
  place: string,
  reports: readonly ReportId[],
): Promise<Took> => {
  let path = ''
  const took = {
    export: await timedAsync(async () => {
      path = await exported(from, sessionOf(to).age.hybrid.recipient, reports, place)
    }),
    import: await timedAsync(() => imported(to, path)),
  }
  rmSync(path)
  return took
}

/**
 * Exports and imports of two sizes, each of reports that its receiver does not have yet, one after
 * the other, in this process. The small size is done twice and counted once: what is compiled or loaded
 * for the first time belongs to neither.
 */
export const exchangeFigures = async (
  folder: string,
  vault: string,
  reports: readonly ReportId[],
  { few, many }: ExportSizes,
): Promise<readonly Figure[]> => {
  if (reports.length < 2 * few + many) throw new Error('too few reports to export')
  const place = join(folder, 'exchange')
  mkdirSync(place)
  const from = await openVault(vault)
  try {
    const to = await createReceiver(join(place, 'receiver'), from)
    try {
      await exchanged(from, to, place, reports.slice(0, few))
      const small = await exchanged(from, to, place, reports.slice(few, 2 * few))
      const large = await exchanged(from, to, place, reports.slice(2 * few, 2 * few + many))
      const bare = bareExchange(from, reports.slice(2 * few, 2 * few + many), place)
      return actions.flatMap((act) => {
        const each = {
          group,
          name: `${act} ${inWords(many)} reports, each`,
          unit: 'ms',
          ours: large[act] / many,
        } as const
        return [
          figure({
            ...each,
            limit: { of: 'ms by the bare engines', value: bare[act] / many },
            bar: { on: 'ratio', most: 1.5 },
          }),
          figure({
            ...each,
            name: `${each.name}, beside ${inWords(few)}`,
            ...beside(few, small[act] / few, 1.2),
          }),
        ]
      })
    } finally {
      to.controller.close()
    }
  } finally {
    from.controller.close()
  }
}
