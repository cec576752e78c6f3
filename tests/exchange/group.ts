import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ReportId } from '../../src/shared/ids.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { openVaultOf, temporaryFolder } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, tokenFor } from './test-vault.ts'
import { added, cardFile, meet, names } from './meet.ts'
import { hybridOf } from './two-vaults.ts'
import { exportDecided } from './decided.ts'

/** Several vaults whose people revise each other's records, and a folder between them. */
export type Group = {
  readonly desks: readonly TestVault[]
  /** Writes what one has of some reports to everybody. */
  readonly written: (by: TestVault, reports: readonly RecordId[]) => Promise<string>
  readonly end: () => void
}

/** All vaults of a group are contacts, and may revise each other's records by their cards. */
const mayReviseEachOther = async (desks: readonly TestVault[], place: string): Promise<void> => {
  const pairs = desks.flatMap((of) =>
    desks.flatMap((other) => (of === other ? [] : [{ of, other }])),
  )
  for (const { of, other } of pairs) await meet(of, other, place)
  for (const { of, other } of pairs) await names(of, other)
  // The cards that name them.
  for (const { of, other } of pairs) await added(of, await cardFile(other, place))
}

export const newGroup = async (names: readonly string[]): Promise<Group> => {
  const place = temporaryFolder()
  const out = join(place.path, 'out')
  mkdirSync(out)
  const made: TestVault[] = []
  for (const name of names) {
    made.push(await openVaultOf(join(place.path, name), { pseudonym: name }))
  }
  const desks: readonly TestVault[] = made
  await mayReviseEachOther(desks, place.path)
  const recipients = await Promise.all(desks.map(hybridOf))
  return {
    desks,
    written: async (by, reports) => {
      const { fileName } = await exportDecided(by.handlers, {
        task: nextTask(),
        choice: { kind: 'reports', reportIds: reports.map((id) => ReportId.parse(id)) },
        target: { kind: 'keys', recipients },
        overrides: [],
        purpose: '',
        folder: tokenFor(by, out),
      })
      return join(out, fileName)
    },
    end: () => {
      for (const { controller } of desks) controller.close()
      place.remove()
    },
  }
}
