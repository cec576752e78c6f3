import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { CustodyChain } from '../../src/shared/custody.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { signChain } from '../../src/main/exchange/custody-chain.ts'
import { planChains } from '../../src/main/vault/custody/chain-changes.ts'
import { fileFrom } from './by-hand.ts'
import { chainBy, line } from './export-metadata.ts'
import { growth, linear } from './cpu-time.ts'
import { knows } from './meet.ts'
import { id, person, sample } from './sample.ts'
import { session } from './test-vault.ts'
import { taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

/*
 * An import decides which chains of custody it keeps before it stages them (ADR 0040). What it
 * stages is applied without another look at the stored chains.
 */

const subject = RecordId.parse(id(2))

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by)
  await taken(two.desk, await fileFrom(two, by, two.desk, sample(by)))
})
afterEach(() => two.end())

const planned = (chains: readonly CustodyChain[]) =>
  runAtOnce(
    planChains(session(two.desk).store, { chains, sender: by.author, chosen: [], known: [] }),
  )
const stored = (): CustodyChain[] => session(two.desk).store.custody.received(subject)
const change = (chains: readonly CustodyChain[]): void => {
  const { custody } = session(two.desk).store
  for (const { chain, ...one } of planned(chains)) {
    custody.change({ ...one, text: chain === null ? null : canonicalJson(chain) })
  }
}

/** One of several accounts that diverge, of a known holder. */
const fork = (actor: number): CustodyChain =>
  signChain(
    {
      lines: [line({ actor: String(actor), seq: 1, txn: 1, subjectPrev: '0'.repeat(64) })],
      subject,
      subjectKind: 'source',
    },
    by.author,
    by.keys,
  )

describe('the chains of custody that an import keeps', () => {
  it('are found in linear time, also of a record with thousands of diverging chains', async () => {
    const forks = Array.from({ length: 1_600 }, (_, i) => fork(i))
    const grown = await growth(400, (n) => () => void planned(forks.slice(0, n)))
    expect(grown).toBeLessThan(linear)
    expect(planned(forks)).toHaveLength(limits.custodyForks)
  })

  it('are staged alone: those above the limits never are', () => {
    const strangers = Array.from({ length: limits.custodyStrangers + 9 }, () =>
      chainBy(person(), { subject }),
    )
    expect(planned(strangers)).toHaveLength(limits.custodyStrangers)
  })

  it('replace the stored chain that they continue, and change nothing when they come again', () => {
    const [one = line()] = fork(0).lines
    const short = signChain({ lines: [one], subject, subjectKind: 'source' }, by.author, by.keys)
    change([short])
    expect(stored()).toEqual([short])
    expect(planned([short])).toEqual([])
    const others = Array.from({ length: 3 }, (_, i) => fork(i + 1))
    change(others)
    expect(stored()).toHaveLength(4)
    expect(planned([...others, short])).toEqual([])
  })

  it('are dropped if their record was purged since', () => {
    const { store } = session(two.desk)
    const changes = planned([fork(1)])
    expect(changes).toHaveLength(1)
    const gone = RecordId.parse(id(999))
    store.custody.change({ subject: gone, holder: by.author, removed: [], text: '{}' })
    expect(store.custody.keys(gone)).toEqual([])
  })
})
