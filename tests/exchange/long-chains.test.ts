import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inFull, several } from '../in-full.ts'
import { hashesOf, signChain } from '../../src/main/exchange/custody-chain.ts'
import type { Out } from '../../src/shared/contract.ts'
import type { ChainLine, CustodyChain } from '../../src/shared/custody.ts'
import { RecordId, ReportId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { fileFrom } from './by-hand.ts'
import { exportDecided } from './decided.ts'
import { arrival, line, noticeBy } from './export-metadata.ts'
import { longestWait } from './cpu-time.ts'
import { knows } from './meet.ts'
import { overPort } from './over-port.ts'
import { id, person, sample } from './sample.ts'
import { nextTask, tokenFor } from './test-vault.ts'
import { committed, hybridOf, lettingPass, preview, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/*
 * A contact may send accounts of a record's custody up to the limits of the format: 64 MB of one
 * holder. They are verified and shown without blocking the vault.
 */

const most = 200
const subject = id(2)
const report = id(3)

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by)
})
afterEach(() => two.end())

/** One account of the record; another actor makes it diverge from the others. */
const account = (length: number, actor: string, holder = by, arrivals = 0): CustodyChain => {
  const about = { subject, subjectKind: 'source' as const }
  const lines: ChainLine[] = []
  for (let i = 0; i < length; i += 1) {
    const [subjectPrev = '0'.repeat(64)] = hashesOf({ lines: lines.slice(-1), ...about })
    lines.push(line({ actor, seq: i + 1, txn: i + 1, subjectPrev }))
  }
  const came = Array.from({ length: arrivals }, (_, i) => arrival(holder, { txn: i + 1 }))
  const told = came.length === 0 ? { lines } : { lines, arrivals: came }
  return signChain({ ...told, ...about }, holder.author, holder.keys)
}

const actors = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${String(i)}${'x'.repeat(limits.pseudonym - 1)}`)

const fileWith = (chains: readonly CustodyChain[], withdrawals = 0): Promise<string> => {
  const notices = Array.from({ length: withdrawals }, (_, i) => noticeBy(by, { text: String(i) }))
  return fileFrom(two, by, two.desk, sample(by), { chains, notices })
}

/** With the check of the answer, and the message, as the vault process makes them. */
const shown = (): Promise<Out<'custody.of'>> =>
  overPort(two.desk.handlers, 'custody.of', { id: subject })

const imported = async (chains: readonly CustodyChain[]): Promise<void> => {
  const { exportId } = await preview(two.desk, await fileWith(chains))
  await committed(two.desk, exportId)
}

describe('the longest accounts of a record’s custody', () => {
  it('never let another request wait for more than 200 ms', async () => {
    const { handlers } = two.desk
    const lines = several(1_000, limits.custodyLines)
    const forks = actors(limits.custodyForks).map((actor) => account(lines, actor))
    const path = await fileWith(forks, 20)
    let exportId = ''
    const look = async (): Promise<void> => {
      ;({ exportId } = await preview(two.desk, path))
    }
    const first = await longestWait(look)
    const commit = await longestWait(() => committed(two.desk, exportId))
    const choice = { kind: 'reports' as const, reportIds: [ReportId.parse(report)] }
    const target = { kind: 'keys' as const, recipients: [await hybridOf(two.field)] }
    const waits: Record<string, number> = {
      first,
      commit,
      again: await longestWait(look),
      custody: await longestWait(shown),
      verify: await longestWait(() => handlers['vault.verify']({ task: nextTask() })),
      review: await longestWait(() =>
        handlers['exports.prepare']({ choice, overrides: [], purpose: '', task: nextTask() }),
      ),
    }
    if (inFull) {
      waits['export'] = await longestWait(async () =>
        exportDecided(handlers, {
          ...{ choice, overrides: await lettingPass(two.desk, choice), purpose: '', target },
          ...{ folder: tokenFor(two.desk, two.out), task: nextTask() },
        }),
      )
    }
    expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
    const { holders } = await shown()
    expect(holders.at(-1)?.chains.map(({ holds }) => holds)).toEqual(forks.map(() => true))
  }, 300_000)

  it('are verified, and left out of the answer, the longest first, where all would be too much', async () => {
    const other = person()
    knows(two.desk, other)
    const half = limits.custodyShown / 2
    await imported([account(half + 500, 'a'), account(half - 500, 'b'), account(3, 'c', other, 2)])
    const { holders } = await shown()
    const [ours, ...theirs] = holders
    expect(ours?.chains.map(({ omitted }) => omitted)).toEqual([0])
    const chains = theirs.flatMap(({ chains: all }) => all)
    expect(chains.map(({ holds }) => holds)).toEqual([true, true, true])
    const sizes = chains.map(({ lines, arrivals, omitted }) => [
      lines.length,
      arrivals.length,
      omitted,
    ])
    expect(sizes.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
      [0, 0, half + 500],
      [3, 2, 0],
      [half - 500, 0, 0],
    ])
  })

  it.runIf(inFull)(
    'that are left out are told apart from those that do not check out',
    async () => {
      const forks = actors(3).map((actor) => account(limits.custodyShown / 2, actor))
      await imported(forks)
      const { holders } = await two.desk.handlers['custody.of']({ id: RecordId.parse(subject) })
      const chains = holders.at(-1)?.chains ?? []
      expect(chains.filter(({ omitted }) => omitted > 0)).toHaveLength(2)
      expect(chains.every(({ holds, signed }) => holds && signed !== null)).toBe(true)
    },
  )
})
