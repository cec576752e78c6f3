import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import type { LintPort } from '../../src/main/vault/lint/lint-port.ts'
import { publicationHandlers } from '../../src/main/vault/publishing/publication-handlers.ts'
import type { Publication, PublicationContent } from '../../src/shared/claims.ts'
import type { Out } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import type { ReportContent, SourceContent } from '../../src/shared/records.ts'
import { session, tokenFor } from '../exchange/test-vault.ts'
import { caseContent, newVault, reportContent, sourceContent, temporaryFolder } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'
import { publishDecided, reviewOf } from '../exchange/decided.ts'

export const body = 'Kim Chol-su took nine people over the bridge. They had no shoes.'
export const removed = { start: 0, end: 11, category: 'name' } as const

/** Replaces the checks: it finds one name and one phrase. */
export const check: LintPort = ({ text }) =>
  Promise.resolve(
    [...text.matchAll(/Kim Chol-su|bridge controller/g)].map(({ 0: found, index }) => ({
      family: 'name' as const,
      rule: 'test',
      start: index,
      end: index + found.length,
      replacement: null,
    })),
  )

export const print = async (html: string): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  document.setTitle(html.slice(0, 20))
  document.setAuthor('Somebody')
  document.addPage()
  return document.save()
}

export const consents: SourceContent['consents'] = [
  { use: 'publish-attributed', audience: '', given: '2024-01', withdrawn: '', note: '' },
  { use: 'publish-unattributed', audience: '', given: '2024-01', withdrawn: '', note: '' },
]

/** A vault with a filed report, a claim in it and a phrase for its source; all may be published. */
export const publicationVault = async () => {
  const place = temporaryFolder()
  const { desk, made } = newVault(join(place.path, 'vault'))
  await made
  const out = join(place.path, 'out')
  mkdirSync(out)
  const { handlers } = desk
  const { id: caseId } = await handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Returns'),
  })
  const { id: sourceId } = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent('Quiet Harbour'), consents },
    identity: null,
  })
  const draft = await handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent(body, 'Kim at the bridge'), caseId, sourceIds: [sourceId] },
  })
  const filed = await handlers['reports.file']({ id: draft.id, rev: draft.rev })
  const { id: claimId } = await handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(draft.id, { caseId }),
  })
  const phrase = await handlers['attributions.save']({
    id: null,
    rev: 0,
    content: attributionContent(sourceId),
  })
  return {
    place,
    desk,
    ours: publicationHandlers(() => session(desk), { check, print }),
    /** The output folder of all publications. */
    out,
    caseId,
    sourceId,
    reportId: draft.id,
    /** The filed revision of the report, which `whole` publishes. */
    revision: filed.head!,
    claimId,
    phrase,
    close: () => {
      desk.controller.close()
      place.remove()
    },
  }
}
export type PublicationVault = Awaited<ReturnType<typeof publicationVault>>

export const changeSource = async (
  at: PublicationVault,
  over: Partial<SourceContent>,
): Promise<void> => {
  const { rev, content } = await at.desk.handlers['sources.get']({ id: at.sourceId })
  await at.desk.handlers['sources.save']({
    id: at.sourceId,
    rev,
    content: { ...content, ...over },
    identity: null,
  })
}
export const changeReport = async (
  at: PublicationVault,
  over: Partial<ReportContent>,
): Promise<void> => {
  const { rev, content } = await at.desk.handlers['reports.get']({ id: at.reportId })
  const saved = await at.desk.handlers['reports.save']({
    id: at.reportId,
    rev,
    content: { ...content, ...over },
  })
  await at.desk.handlers['reports.file']({ id: at.reportId, rev: saved.rev })
}
export const headOf = async (at: PublicationVault): Promise<RevisionId> =>
  (await at.desk.handlers['reports.get']({ id: at.reportId })).head!
/** A publication of all that the vault has. */
export const whole = (at: PublicationVault): PublicationContent => ({
  ...publicationContent(at.caseId),
  claims: [
    {
      claimId: at.claimId,
      wording: 'About ten people were handed over.',
      attributionId: at.phrase.id,
      when: '2023',
      place: 'the border',
      count: 'about ten',
    },
  ],
  reports: [
    {
      reportId: at.reportId,
      revision: at.revision,
      attributionId: at.phrase.id,
      redactions: [removed],
    },
  ],
})
export const save = async (
  at: PublicationVault,
  content: PublicationContent,
  before: Publication | null = null,
): Promise<Publication> =>
  at.ours['publications.save']({ id: before?.id ?? null, rev: before?.rev ?? 0, content })
export const review = async (
  at: PublicationVault,
  { id }: Publication,
): Promise<Out<'publications.review'>> => reviewOf(at.ours, id)
/** The issues that block a publication, without ids. */
export const blocks = async (at: PublicationVault, publication: Publication): Promise<string[]> =>
  (await review(at, publication)).items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => item.replaceAll(/[0-9a-f]{32}/g, '…'))
export const write = async (
  at: PublicationVault,
  { id }: Publication,
  formats: Parameters<PublicationVault['ours']['publications.write']>[0]['formats'] = [
    'html',
    'json',
  ],
): Promise<Out<'publications.write'>> =>
  publishDecided(at.ours, { id, formats, folder: tokenFor(at.desk, at.out) })
/** The issues that block writing a publication. */
export const withheld = async (
  at: PublicationVault,
  publication: Publication,
): Promise<readonly string[]> => {
  try {
    await write(at, publication)
    return []
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'withheld') throw cause
    return cause.fields
  }
}
