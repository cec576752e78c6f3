import type { Case, Report, Source } from '../../src/shared/records.ts'
import { sourceName } from '../../src/renderer/records/names.ts'
import { isTakenBack } from '../../src/renderer/records/consent-state.ts'

const today = '2024-04-12'
const days = { earlier: today, later: today }

/** Counts and lists of the page Today, of these records as they are now. */
export const overviewAnswers = ({
  cases,
  sources,
  reports,
}: {
  readonly cases: readonly Case[]
  readonly sources: readonly Source[]
  readonly reports: readonly Report[]
}) => {
  const named = (found: readonly Source[]) => ({
    total: found.length,
    first: found.slice(0, 8).map((source) => ({ id: source.id, name: sourceName(source) })),
  })
  const withdrawn = (found: readonly Source[]) => {
    const { total, first } = named(found)
    return { total, first: first.map((one) => ({ ...one, isWithheld: false })) }
  }
  const ofReport = ({ id, content, state, updatedDay }: Report) => ({
    id,
    kind: 'report' as const,
    title: content.title,
    language: content.language,
    state,
    updatedDay,
  })
  const ofCase = ({ id, content, updatedDay }: Case) => ({
    id,
    kind: 'case' as const,
    title: content.title,
    language: null,
    state: 'filed' as const,
    updatedDay,
  })
  const ofSource = (source: Source) => ({
    id: source.id,
    kind: 'source' as const,
    title: sourceName(source),
    language: null,
    state: 'filed' as const,
    updatedDay: source.updatedDay,
  })
  return {
    'overview.counts': ({ caseId }: { readonly caseId: string | null }) => {
      const shown = reports.filter(({ content }) => caseId === null || content.caseId === caseId)
      return {
        cases: cases.length,
        sources: sources.length,
        reports: shown.length,
        drafts: shown.filter(({ state }) => state !== 'filed').length,
        claims: cases.length === 0 ? 0 : 7,
        publications: cases.length === 0 ? 0 : 1,
        conflicts: shown.filter(({ heads }) => heads.length > 1).length,
        withdrawn: withdrawn(sources.filter(({ content }) => isTakenBack(content.consents, days))),
        overdue: named(
          sources.filter(({ content }) => content.checkInDue !== '' && content.checkInDue < today),
        ),
      }
    },
    'overview.recent': ({ caseId }: { readonly caseId: string | null }) => [
      ...reports
        .filter(({ content }) => caseId === null || content.caseId === caseId)
        .slice(0, 5)
        .map(ofReport),
      ...(caseId === null ? sources.slice(0, 1).map(ofSource) : []),
    ],
    'overview.titles': ({ ids }: { readonly ids: readonly string[] }) => {
      const all = [...cases.map(ofCase), ...sources.map(ofSource), ...reports.map(ofReport)]
      return ids.flatMap((id) => all.find((one) => one.id === id) ?? [])
    },
  }
}
