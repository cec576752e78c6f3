import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ReportId } from '../../src/shared/ids.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { openDesk, passphrase, temporaryFolder, type Desk } from '../vault/harness.ts'
import { hybridOf, nextTask, tokenFor } from './two-desks.ts'

/** Several vaults whose people revise each other's records, and a folder between them. */
export type Group = {
  readonly desks: readonly Desk[]
  /** Writes what one has of some reports to everybody. */
  readonly written: (by: Desk, reports: readonly RecordId[]) => Promise<string>
  readonly end: () => void
}

/**
 * The one place that lets everybody in a group revise what the others wrote. Anybody may, as long as
 * there are no contacts.
 */
const mayReviseEachOther = (desks: readonly Desk[]): Promise<readonly Desk[]> =>
  Promise.resolve(desks)

export const newGroup = async (names: readonly string[]): Promise<Group> => {
  const place = temporaryFolder()
  const out = join(place.path, 'out')
  mkdirSync(out)
  const made: Desk[] = []
  for (const name of names) {
    const desk = openDesk(join(place.path, name))
    await desk.keeper.create({ passphrase, keyFile: null, pseudonym: name, language: 'en' })
    made.push(desk)
  }
  const desks = await mayReviseEachOther(made)
  const recipients = await Promise.all(desks.map(hybridOf))
  return {
    desks,
    written: async (by, reports) => {
      const { fileName } = await by.handlers['exports.write']({
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
      for (const { keeper } of desks) keeper.close()
      place.remove()
    },
  }
}
