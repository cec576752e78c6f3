import type { ExportMetadata } from '../../src/main/exchange/build-export.ts'
import { Card } from '../../src/shared/contacts.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { Revision } from '../../src/shared/records.ts'
import type { TestVault } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { chainBy, noticeBy } from './export-metadata.ts'
import { cardOf } from './cards.ts'
import { longestWait } from './cpu-time.ts'
import { caseContent, id, reportContent, sample, signed } from './sample.ts'
import type { person } from './sample.ts'
import { session } from './test-vault.ts'
import { committed, preview } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

/** The first records of a large file are reports about one case. */
export const firstReport = 1_000

/** A case and so many reports about it, each of one revision. */
export const manyReports = (by: ReturnType<typeof person>, count: number): Revision[] => [
  signed(by, { subject: id(1), kind: 'case', content: caseContent('Winter') }),
  ...Array.from({ length: count }, (_, i) =>
    signed(by, {
      subject: id(firstReport + i),
      kind: 'report',
      content: reportContent(`Report ${String(i)}`, `시장에서 들은 이야기 ${String(i)}`, id(1)),
    }),
  ),
]

/** A file that is imported in parts: records, withdrawals, chains of custody, a card. */
export const largeFile = (
  two: Two,
  by: ReturnType<typeof person>,
  count: number,
  { also, ...more }: Partial<ExportMetadata> & { readonly also?: readonly Revision[] } = {},
): Promise<string> =>
  fileFrom(
    two,
    by,
    two.desk,
    {
      ...sample(by),
      cards: [Card.parse(cardOf(by, { serial: 3 }))],
      revisions: [...manyReports(by, count), ...(also ?? [])],
      seals: [],
    },
    {
      notices: Array.from({ length: 150 }, (_, i) =>
        noticeBy(by, { subject: id(500_000 + i), text: String(i) }),
      ),
      chains: [chainBy(by, { subject: id(firstReport) })],
      ...more,
    },
  )

/** The number of parts that are not applied; null: none. */
export const unfinished = (of: TestVault): number | null =>
  session(of).store.importParts.isUnfinished() ? session(of).store.importParts.left() : null

/** Imports a large file. @returns the longest time that another request waited, in milliseconds. */
export const waitsOfImport = async (
  two: Two,
  by: ReturnType<typeof person>,
  count: number,
): Promise<Readonly<Record<'preview' | 'commit', number>>> => {
  const { desk } = two
  const path = await largeFile(two, by, count)
  let exportId = ''
  return {
    preview: await longestWait(async () => {
      ;({ exportId } = await preview(desk, path))
    }),
    commit: await longestWait(() => committed(desk, exportId)),
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Waits until an import is decided and some of its parts are applied, but not all. */
export const betweenParts = async (of: TestVault, importing: Promise<unknown>): Promise<void> => {
  let isOver = false
  void importing.finally(() => (isOver = true)).catch(() => undefined)
  const changed = async (from: number | null): Promise<number | null> => {
    while (unfinished(of) === from) {
      if (isOver) throw new Error('the import is over')
      await pause()
    }
    return unfinished(of)
  }
  await changed(await changed(null))
}

/** Applies one part in each transaction, however fast the machine is. */
export const oneInEachTransaction = (of: TestVault): void => {
  const { importParts } = session(of).store
  const { apply } = importParts
  Object.assign(importParts, {
    apply: (ports: Parameters<typeof apply>[0], isCareful: boolean) =>
      apply({ ...ports, isEnough: () => true }, isCareful),
  })
}

/**
 * Makes the disk full, for parts that are applied, once so many transactions applied some. @returns
 * what ends that.
 */
export const fullAfter = (of: TestVault, transactions: number): (() => void) => {
  const { importParts } = session(of).store
  const { apply } = importParts
  let left = transactions
  Object.assign(importParts, {
    apply: (...args: Parameters<typeof apply>) => {
      left -= 1
      if (left < 0) throw new Failure('storage')
      return apply(...args)
    },
  })
  return () => void Object.assign(importParts, { apply })
}
