import type { ClaimContent } from '../../shared/claims.ts'
import type { Channel } from '../../shared/channels.ts'
import type { In, Out } from '../../shared/contract.ts'
import type { ReportContent } from '../../shared/records.ts'
import { blankReport, blankSource } from '../records/blank-records.ts'
import { sampleTexts } from './sample-texts.ts'
import type { SampleLanguage, SampleReport, SampleTexts } from './sample-texts.ts'

/** One request over the bridge. */
export type Ask = <C extends Channel>(channel: C, input: In<C>) => Promise<Out<C>>

const titles = new Set(Object.values(sampleTexts).map(({ title }) => title))
const reportTitles = new Set(
  Object.values(sampleTexts).flatMap(({ filed, draft }) => [filed.title, draft.title]),
)

const newSource = async (call: Ask, language: SampleLanguage): Promise<string> => {
  const { codeName } = await call('sources.suggestCodeName', {})
  const { id } = await call('sources.save', {
    id: null,
    rev: 0,
    identity: null,
    content: {
      ...blankSource,
      codeName,
      role: 'official',
      region: 'north-korea',
      access: 'documents',
      note: sampleTexts[language].title,
    },
  })
  return id
}

const reportOf = (
  { title, body }: SampleReport,
  texts: SampleTexts,
  caseId: string,
  sourceId: string,
): ReportContent =>
  ({
    ...blankReport,
    caseId,
    sourceIds: [sourceId],
    title,
    body,
    language: texts.languageTag,
    received: '2024-04',
    eventDate: '2024-03~',
    place: { text: texts.korea, precision: 'country' },
    tags: [texts.tag],
    handling: { level: 'permitted', note: '', until: '' },
  }) as unknown as ReportContent

const claimOf = (
  report: SampleReport,
  texts: SampleTexts,
  ids: { readonly reportId: string; readonly caseId: string; readonly supports: readonly string[] },
): ClaimContent => {
  const start = report.body.indexOf(report.quote)
  return {
    reportId: ids.reportId,
    caseId: ids.caseId,
    quote: report.quote,
    start,
    end: start + report.quote.length,
    statement: report.statement,
    act: '',
    whom: '',
    byWhom: '',
    from: { text: texts.china, precision: 'country' },
    to: { text: texts.korea, precision: 'country' },
    when: '2024-03~',
    count: { qualifier: 'unknown', low: null, high: null },
    credibility: '3',
    credibilityReason: '',
    links: ids.supports.map((claimId) => ({ kind: 'supports', claimId })),
  } as unknown as ClaimContent
}

/**
 * Writes the sample case through the same bridge as everything else: a case, two sources, a filed
 * report, a draft with findings, and a claim of each.
 *
 * @throws AppError; records written so far stay, and `removeSample` removes them.
 * @returns the id of the case.
 */
export const makeSample = async (call: Ask, language: SampleLanguage): Promise<string> => {
  const texts = sampleTexts[language]
  const { id: caseId } = await call('cases.save', {
    id: null,
    rev: 0,
    content: { title: texts.title, question: texts.question, status: 'open' },
  })
  const claims: string[] = []
  for (const report of [texts.filed, texts.draft]) {
    const sourceId = await newSource(call, language)
    const content = reportOf(report, texts, caseId, sourceId)
    const saved = await call('reports.save', { id: null, rev: 0, content })
    if (report === texts.filed) await call('reports.file', { id: saved.id, rev: saved.rev })
    const ids = { reportId: saved.id, caseId, supports: claims.slice() }
    const claim = await call('claims.save', {
      id: null,
      rev: 0,
      content: claimOf(report, texts, ids),
    })
    claims.push(claim.id)
  }
  return caseId
}

/** Is there a sample case in the vault, in any language? */
export const isSample = ({ content }: { readonly content: { readonly title: string } }): boolean =>
  titles.has(content.title)

const remove = async (
  call: Ask,
  record: { readonly id: string; readonly rev: number },
): Promise<void> => {
  await call('records.remove', { id: record.id, rev: record.rev })
}

const isGone = async (removing: Promise<unknown>): Promise<boolean> => {
  try {
    await removing
    return true
  } catch (error) {
    // A record of the user depends on it, so it stays.
    if (error instanceof Error && 'code' in error && error.code === 'in-use') return false
    throw error
  }
}

/**
 * Removes the sample, as far as it is unchanged: reports with the sample's titles and their claims,
 * sources that are unchanged and unreferenced, and the case. The user's own content, and everything
 * that it depends on, stays.
 *
 * @throws AppError; another call continues from there.
 * @returns whether everything was removed.
 */
export const removeSample = async (call: Ask): Promise<boolean> => {
  let all = true
  for (const kase of (await call('cases.list', {})).filter(isSample)) {
    const { rows } = await call('reports.list', {
      caseId: kase.id,
      sourceId: null,
      state: null,
      cursor: null,
      limit: 100,
    })
    const ours = rows.filter(({ title }) => reportTitles.has(title))
    const isOurs = new Set<string>(ours.map(({ id }) => id))
    const claims = await call('claims.list', { caseId: kase.id, reportId: null })
    const own = claims.filter(({ content }) => isOurs.has(content.reportId))
    // In reverse order: later claims link to earlier ones.
    for (const claim of [...own].sort((a, b) => b.content.links.length - a.content.links.length)) {
      all = (await isGone(remove(call, claim))) && all
    }
    for (const { id } of ours) {
      all = (await isGone(remove(call, await call('reports.get', { id })))) && all
    }
    const left = await call('cases.get', { id: kase.id })
    all = left.reports === 0 && (await isGone(remove(call, left))) && all
  }
  for (const source of await call('sources.list', {})) {
    if (source.rev !== 1 || source.reports > 0 || !titles.has(source.content.note)) continue
    all = (await isGone(remove(call, source))) && all
  }
  return all
}
