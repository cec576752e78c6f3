import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { unpackLists } from '../../src/renderer/features/exchange/unpack-lists.ts'
import type { Out, Parsed } from '../../src/shared/contract.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import {
  caseContent,
  openVaultOf,
  failureOf,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { meet } from './meet.ts'
import { commitDecided, exportDecided } from './decided.ts'

type Target = Parsed<'exports.write'>['target']

export const hybridOf = async (of: TestVault): Promise<string> =>
  (await of.handlers['exchange.self']({})).hybrid

/** A source's consent that reports may be shared with a desk. */
export const toShare: SourceContent['consents'][number] = {
  use: 'share-desk',
  audience: '',
  given: '2024-01',
  withdrawn: '',
  note: '',
}

/** The review of an export. */
export const prepared = (
  of: TestVault,
  choice: Parsed<'exports.prepare'>['choice'],
  more: Partial<Parsed<'exports.prepare'>> = {},
) =>
  of.handlers['exports.prepare']({
    task: nextTask(),
    choice,
    overrides: [],
    purpose: '',
    ...more,
  })

/** Overrides with a reason for all issues that block an export. */
export const lettingPass = async (of: TestVault, choice: Parsed<'exports.prepare'>['choice']) =>
  (await prepared(of, choice)).items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => ({ item, reason: 'for the test' }))

/** Exports to the other vault, overrides every issue, and imports the whole file there. */
export const passedOn = async (
  { field, desk, out }: Two,
  choice: Parsed<'exports.prepare'>['choice'],
): Promise<void> => {
  const { fileName } = await exportDecided(field.handlers, {
    task: nextTask(),
    choice,
    target: { kind: 'keys', recipients: [await hybridOf(desk)] },
    overrides: await lettingPass(field, choice),
    purpose: '',
    folder: tokenFor(field, out),
  })
  await taken(desk, join(out, fileName))
}

/** A case with a protected source, one filed report and one draft. */
export const fill = async (
  { handlers }: TestVault,
  codeName = 'Quiet Heron',
): Promise<{ caseId: CaseId; sourceId: SourceId; reportId: ReportId }> => {
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent(codeName), consents: [toShare] },
    identity: null,
  })
  const write = async (title: string, body: string) =>
    handlers['reports.save']({
      id: null,
      rev: 0,
      content: { ...reportContent(body, title), caseId: kase.id, sourceIds: [source.id] },
    })
  const filed = await write('강제 북송', '시장에서 들은 이야기 遣返')
  await handlers['reports.file']({ id: filed.id, rev: filed.rev })
  await write('Only a draft', 'not for anybody yet')
  return { caseId: kase.id, sourceId: source.id, reportId: filed.id }
}

export const preview = (of: TestVault, path: string, words: string | null = null) =>
  of.handlers['imports.preview']({ task: nextTask(), file: tokenFor(of, path), passphrase: words })

/** By record, the records that it needs, in the order of its content. */
export const neededIn = ({
  items,
  needs,
}: Out<'imports.preview'>): ReadonlyMap<string, readonly string[]> => {
  const listAt = unpackLists(needs)
  return new Map(
    items.map(({ subject }, i) => [
      subject,
      [...listAt(i)].map((at) => items[at]?.subject ?? 'none'),
    ]),
  )
}

/** Imports all records of a previewed file, or the given ones. */
export const committed = (of: TestVault, exportId: string, take: readonly string[] | null = null) =>
  commitDecided(of.handlers, {
    task: nextTask(),
    exportId,
    take: take === null ? null : take.map((id) => RecordId.parse(id)),
  })

export const taken = async (of: TestVault, path: string, take: readonly string[] | null = null) => {
  const { exportId } = await preview(of, path)
  return committed(of, exportId, take)
}

/** The state that a refusal must not change. */
export const state = (of: TestVault) => {
  const { store } = session(of)
  return {
    seq: store.journal.tail().seq,
    imports: store.exchange.imports(),
    cases: [...store.cases.each()],
  }
}

/** The code with which a file is refused; checks that nothing was written. */
export const refused = async (
  of: TestVault,
  path: string,
  words: string | null = null,
): Promise<string> => {
  const before = state(of)
  const code = await failureOf(() => preview(of, path, words))
  expect(state(of)).toEqual(before)
  return code
}

/** Two vaults that are contacts of each other, and a folder between them. */
export type Two = {
  readonly field: TestVault
  readonly desk: TestVault
  readonly out: string
  readonly place: string
  readonly exported: (
    of: TestVault,
    caseId: CaseId,
    target: Target,
    folder?: string,
  ) => Promise<string>
  readonly written: (bytes: Uint8Array) => string
  readonly end: () => void
}

export const twoVaults = async (): Promise<Two> => {
  const place = temporaryFolder()
  const out = join(place.path, 'out')
  mkdirSync(out)
  const made = (name: string): Promise<TestVault> =>
    openVaultOf(join(place.path, name), { pseudonym: name })
  const [field, desk] = [await made('field'), await made('desk')]
  await meet(field, desk, place.path)
  await meet(desk, field, place.path)
  return {
    field,
    desk,
    out,
    place: place.path,
    exported: async (of, caseId, target, folder = out) => {
      const { fileName } = await exportDecided(of.handlers, {
        task: nextTask(),
        choice: { kind: 'case', caseId },
        target,
        overrides: [],
        purpose: 'Hand over',
        folder: tokenFor(of, folder),
      })
      return join(folder, fileName)
    },
    written: (bytes) => {
      const path = join(out, `${nextTask()}.age`)
      writeFileSync(path, bytes)
      return path
    },
    end: () => {
      field.controller.close()
      desk.controller.close()
      place.remove()
    },
  }
}
