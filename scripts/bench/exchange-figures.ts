import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import { ownCard } from '../../src/main/vault/contacts/own-card.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { openDesk, passphrase, sessionOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { exported, imported } from './exchange-acts.ts'
import { exchangeMemory } from './exchange-memory.ts'
import type { Memory } from './exchange-memory.ts'
import { figure } from './figure.ts'
import type { Figure, Measured } from './figure.ts'
import { inWords } from './store-figures.ts'
import type { Highest } from './peak-memory.ts'
import { median, middleHalf, timedAsync } from './timing.ts'

const group = 'Export and import'

/** What has to stay the same per report while the number of reports grows, up to noise. */
const linear = 1.5

const acts = ['export', 'import'] as const

/** Beside the smallest size, and judged by it; the smallest itself stands alone. */
const beside = (smallest: number, value: number | undefined): Partial<Measured> =>
  value === undefined
    ? {}
    : {
        limit: { of: `at ${inWords(smallest)}`, value },
        bar: { on: 'ratio', most: linear },
      }

/** A fresh vault that takes what another exports. */
const receiver = async (folder: string): Promise<Desk> => {
  const desk = openDesk(folder)
  await desk.keeper.create({ passphrase, keyFile: null, pseudonym: 'Ibis', language: 'en' })
  return desk
}

/**
 * The first size is done twice and counted once: what is compiled or loaded for the first time
 * belongs to neither.
 */
const times = async (
  place: string,
  vault: string,
  reports: readonly ReportId[],
  sizes: readonly number[],
): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  const from = openDesk(vault)
  await from.keeper.unlock({ passphrase, keyFile: null })
  const [smallest = 0] = sizes
  let first: Record<(typeof acts)[number], number> | null = null
  try {
    for (const [i, size] of [smallest, ...sizes].entries()) {
      const to = await receiver(join(place, `desk-${String(i)}`))
      addContact(sessionOf(to), ownCard(sessionOf(from)))
      const { recipient } = sessionOf(to).age.hybrid
      let path = ''
      const took = {
        export: await timedAsync(async () => {
          path = await exported(from, recipient, reports.slice(0, size), place)
        }),
        import: await timedAsync(() => imported(to, path)),
      }
      to.keeper.close()
      rmSync(path)
      if (i === 0) continue
      for (const act of acts) {
        const name = `${act} ${inWords(size)} reports`
        const each = (ms: number): number => ms / size
        figures.push(
          figure({ group, name, unit: 's', ours: took[act] / 1e3 }),
          figure({
            group,
            name: `${name}, each`,
            unit: 'ms',
            ours: each(took[act]),
            ...beside(smallest, first === null ? undefined : first[act] / smallest),
          }),
        )
      }
      first ??= took
    }
  } finally {
    from.keeper.close()
  }
  return figures
}

const most = (all: readonly Highest[]): number[] => all.map(({ mostMB }) => mostMB)
const raised = (all: readonly Highest[]): number[] => all.map(({ raisedMB }) => raisedMB)

const memory = async (
  place: string,
  vault: string,
  reports: readonly ReportId[],
  sizes: readonly number[],
  rounds: number,
): Promise<readonly Figure[]> => {
  const figures: Figure[] = []
  const [smallest = 0] = sizes
  let first: { readonly peak: Memory; readonly held: Memory } | null = null
  for (const size of sizes) {
    const ids = reports.slice(0, size)
    const peak = await exchangeMemory(place, vault, ids, 'peak', rounds)
    const held = await exchangeMemory(place, vault, ids, 'held', 1)
    for (const act of acts) {
      const name = `${act} ${inWords(size)} reports`
      const [mostHeld, heldFirst] = [
        median(raised(held[act])),
        first === null ? 0 : median(raised(first.held[act])),
      ]
      figures.push(
        figure({
          group,
          name: `${name}, most memory of the process`,
          unit: 'MB',
          ours: median(most(peak[act])),
          spread: middleHalf(most(peak[act])),
          ...beside(smallest, first === null ? undefined : median(most(first.peak[act]))),
        }),
        figure({
          group,
          name: `${name}, of that by the act itself`,
          unit: 'MB',
          ours: median(raised(peak[act])),
        }),
        figure({ group, name: `${name}, held after collection`, unit: 'MB', ours: mostHeld }),
      )
      if (first === null) continue
      figures.push(
        figure({
          group,
          name: `${name}, held for each more`,
          unit: 'kB',
          ours: ((mostHeld - heldFirst) * 1e3) / (size - smallest),
        }),
      )
    }
    first ??= { peak, held }
  }
  return figures
}

/**
 * Exports and imports of growing size: their times in this process, one after the other, and what
 * they add to processes of their own that have nothing but a vault open: not at all in no rounds.
 */
export const exchangeFigures = async (
  folder: string,
  vault: string,
  reports: readonly ReportId[],
  { sizes, rounds }: { readonly sizes: readonly number[]; readonly rounds: number },
): Promise<readonly Figure[]> => {
  const place = join(folder, 'exchange')
  mkdirSync(place)
  return [
    ...(await times(place, vault, reports, sizes)),
    ...(rounds === 0 ? [] : await memory(place, vault, reports, sizes, rounds)),
  ]
}
