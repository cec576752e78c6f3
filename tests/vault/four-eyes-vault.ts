import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import type { Cosign, Cosignature } from '../../src/shared/cosign.ts'
import type { In } from '../../src/shared/contract.ts'
import type { Settings, SourceContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { prepared, toShare } from '../exchange/two-vaults.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reopen,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'
import { comparedReader } from './readers.ts'
import { exportDecided, publishDecided } from '../exchange/decided.ts'

/** The passphrase of Egret, the second reader. */
export const words = 'egret reads it all twice'
const consents: SourceContent['consents'] = [
  toShare,
  { use: 'publish-attributed', audience: '', given: '2024-01', withdrawn: '', note: '' },
]

/** A vault with four eyes: a publication that is ready, and Egret, whose signature it needs. */
export const fourEyesVault = async () => {
  const place = temporaryFolder()
  const folder = join(place.path, 'vault')
  const out = join(place.path, 'out')
  mkdirSync(out)
  const { desk, made } = newVault(folder)
  await made
  const at = { desk }
  const { handlers } = desk
  const fresh = { id: null, rev: 0 } as const
  const caseId = (await handlers['cases.save']({ ...fresh, content: caseContent('Returns') })).id
  const content = { ...sourceContent('Quiet Harbour'), consents }
  const source = await handlers['sources.save']({ ...fresh, content, identity: null })
  const draft = await handlers['reports.save']({
    ...fresh,
    content: {
      ...reportContent('They had no shoes.', 'At the bridge'),
      caseId,
      sourceIds: [source.id],
    },
  })
  const reportId = draft.id
  await handlers['reports.file']({ id: draft.id, rev: draft.rev })
  const claim = await handlers['claims.save']({
    ...fresh,
    content: claimContent(reportId, { caseId }),
  })
  const phrase = await handlers['attributions.save']({
    ...fresh,
    content: attributionContent(source.id, { poolLow: 7, poolHigh: 40 }),
  })
  const ours = publicationHandlers(() => session(at.desk), {
    check: () => Promise.resolve([]),
    print: () => Promise.reject(new Error('not asked for')),
  })
  const publication = await ours['publications.save']({
    ...fresh,
    content: {
      ...publicationContent(caseId),
      claims: [
        {
          claimId: claim.id,
          wording: 'About ten people were handed over.',
          attributionId: phrase.id,
          when: '2023',
          place: 'the border',
          count: 'about ten',
        },
      ],
    },
  })
  const egret = await comparedReader(desk, 'Egret', words)
  return Object.assign(at, {
    ours,
    /** The output folder. */
    out,
    caseId,
    reportId,
    phrase,
    publication,
    egret,
    /** Locks the vault and opens it again. */
    lock: async (): Promise<void> => {
      at.desk.controller.close()
      at.desk = await reopen(folder)
    },
    close: () => {
      at.desk.controller.close()
      place.remove()
    },
  })
}
export type FourEyesVault = Awaited<ReturnType<typeof fourEyesVault>>

export const cosignatures = (at: FourEyesVault): Cosignature[] =>
  session(at.desk).store.journal.cosignatures()
const seq = (at: FourEyesVault): number => session(at.desk).store.journal.tail().seq
export const kindsOf = async (at: FourEyesVault, subject: string): Promise<string[]> =>
  (await at.desk.handlers['journal.list']({ subject, before: null, limit: 50 })).lines.map(
    ({ kind }) => kind,
  )
export const publish = async (at: FourEyesVault, cosign: Cosign | null) =>
  publishDecided(at.ours, {
    id: at.publication.id,
    formats: ['html', 'json'],
    folder: tokenFor(at.desk, at.out),
    cosign,
  })
/** Exports the case, or another choice. @returns the name of the file. */
export const exportCase = async (
  at: FourEyesVault,
  cosign: Cosign | null,
  overrides: { item: string; reason: string }[] = [],
  choice: In<'exports.write'>['choice'] = { kind: 'case', caseId: at.caseId },
): Promise<string> =>
  (
    await exportDecided(at.desk.handlers, {
      task: nextTask(),
      choice: choice as never,
      target: { kind: 'passphrase', passphrase: 'four words for a file' },
      overrides,
      purpose: '',
      folder: tokenFor(at.desk, at.out),
      cosign,
    })
  ).exportId
/**
 * Puts the report under an embargo. @returns the overrides that an export of the case then needs.
 */
export const embargoed = async (at: FourEyesVault): Promise<{ item: string; reason: string }[]> => {
  const { rev, content } = await at.desk.handlers['reports.get']({ id: at.reportId })
  const handling = { level: 'embargo', note: '', until: '2999' } as const
  const saved = await at.desk.handlers['reports.save']({
    id: at.reportId,
    rev,
    content: { ...content, handling },
  })
  await at.desk.handlers['reports.file']({ id: at.reportId, rev: saved.rev })
  const { items } = await prepared(at.desk, { kind: 'case', caseId: at.caseId })
  return items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => ({ item, reason: 'Kim Chol-su agreed to it' }))
}
export const settle = async (at: FourEyesVault, over: Partial<Settings>): Promise<void> => {
  const settings = await at.desk.handlers['settings.get']({})
  await at.desk.handlers['settings.set']({ ...settings, ...over })
}
/** Expects a refusal that leaves no file and no journal line. */
export const refusedAs = async (
  at: FourEyesVault,
  code: string,
  act: () => Promise<unknown>,
): Promise<void> => {
  const [files, lines] = [readdirSync(at.out), seq(at)]
  expect(await failureOf(act)).toBe(code)
  expect([readdirSync(at.out), seq(at)]).toEqual([files, lines])
}
