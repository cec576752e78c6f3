import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter } from 'age-encryption'
import { expect } from 'vitest'
import { RecordId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { openVaultOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { meet } from './meet.ts'
import { readBundle } from './second-reader.ts'
import { hybridOf, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { handOverDecided } from './decided.ts'

/** Two vaults and a third one. */
export type Three = {
  readonly two: Two
  readonly field: TestVault
  readonly desk: TestVault
  readonly third: TestVault
  readonly end: () => void
}

/** The first two vaults are contacts of each other; the third is a contact of neither. */
export const twoVaultsAndOther = async (): Promise<Three> => {
  const two = await twoVaults()
  const third = await openVaultOf(join(two.place, 'third'), { pseudonym: 'third' })
  return {
    two,
    field: two.field,
    desk: two.desk,
    third,
    end: () => {
      third.controller.close()
      two.end()
    },
  }
}

/** All three are contacts of each other. */
export const threeVaults = async (): Promise<Three> => {
  const three = await twoVaultsAndOther()
  const { two, field, desk, third } = three
  for (const [one, other] of [
    [field, third],
    [third, field],
    [desk, third],
    [third, desk],
  ] as const) {
    await meet(one, other, two.place)
  }
  return three
}

/** A case with one protected source. */
export type Kept = { readonly caseId: CaseId; readonly sourceId: SourceId }

/** Exports one case to the keys of other vaults. @returns the path. */
export const sentBy = async (
  two: Two,
  from: TestVault,
  caseId: CaseId,
  ...to: readonly TestVault[]
): Promise<string> =>
  two.exported(from, caseId, {
    kind: 'keys',
    recipients: (await Promise.all(to.map(hybridOf))).sort(),
  })
/** The whole content of a file, read by the format document with a key. */
export const read = async (path: string, identity: string) => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return readBundle(await decrypter.decrypt(readFileSync(path)))
}
export const inside = (of: TestVault, path: string) => read(path, session(of).age.hybrid.identity)
/** The notices of a file, by kind and record. */
export const told = async (of: TestVault, path: string) =>
  (await inside(of, path)).notices.map(({ kind, subject }) => [kind, subject])
export const changeSource = async (of: TestVault, id: SourceId, change: Partial<SourceContent>) => {
  const { rev, content } = await of.handlers['sources.get']({ id })
  await of.handlers['sources.save']({ id, rev, content: { ...content, ...change }, identity: null })
}
/** Withdraws all consents of a source. */
export const withdraw = async (of: TestVault, id: SourceId): Promise<void> => {
  const { content } = await of.handlers['sources.get']({ id })
  const consents = content.consents.map((one) => ({ ...one, withdrawn: '2024-02' }))
  await changeSource(of, id, { consents })
}
/** Files a new revision of a report. */
export const goOn = async (of: TestVault, id: ReportId, body: string): Promise<void> => {
  const report = await of.handlers['reports.get']({ id })
  const content = { ...report.content, body }
  const { rev } = await of.handlers['reports.save']({ id, rev: report.rev, content })
  await of.handlers['reports.file']({ id, rev })
}
export const reportsOf = async (of: TestVault, caseId: CaseId, state: 'draft' | null) =>
  (await of.handlers['reports.list']({ caseId, sourceId: null, state, cursor: null, limit: 50 }))
    .rows
export const dropDrafts = async (of: TestVault, caseId: CaseId): Promise<void> => {
  for (const { id, rev } of await reportsOf(of, caseId, 'draft')) {
    await of.handlers['records.remove']({ id: RecordId.parse(id), rev })
  }
}
/** Deletes and erases a source and all records that name it. */
export const erase = async (of: TestVault, { caseId, sourceId }: Kept): Promise<void> => {
  const { store } = session(of)
  for (const { id, rev } of await reportsOf(of, caseId, null)) {
    await of.handlers['records.remove']({ id: RecordId.parse(id), rev })
  }
  const id = RecordId.parse(sourceId)
  await of.handlers['records.remove']({ id, rev: store.revisions.heads(id)?.rev ?? 0 })
  store.records.purgeRemoved()
}
export const noticeRows = (of: TestVault): number => [...session(of).store.notices.every()].length

/** Hands a case over to the desk vault, which imports it. */
export const handedToDesk = async ({ field, desk, out }: Two, caseId: CaseId): Promise<void> => {
  await dropDrafts(field, caseId)
  const done = await handOverDecided(field.handlers, {
    task: nextTask(),
    choice: { kind: 'case', caseId },
    contact: session(desk).author,
    overrides: [],
    purpose: '',
    folder: tokenFor(field, out),
  })
  expect(done.refused).toBeNull()
  await taken(desk, join(out, done.fileName))
}
