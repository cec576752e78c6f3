import type { PublicationToWrite } from '../../tests/e2e/page-objects/publications.ts'
import { sampleReports, sampleSources } from './sample-case.ts'
import type { SampleReport } from './sample-case.ts'
import { sampleClaims, sampleDrafts, samplePublication } from './sample-protection.ts'
import type { SampleClaim, SampleDraft } from './sample-protection.ts'

/** How much of the sample case a run of the demo writes. */
export type Sample = {
  readonly sources: readonly (typeof sampleSources)[number][]
  /** Keys of the protected sources whose identity is sealed. */
  readonly sealed: readonly ('detention' | 'delegation')[]
  readonly drafts: readonly SampleDraft[]
  readonly reports: readonly SampleReport[]
  readonly claims: readonly SampleClaim[]
  readonly publication: PublicationToWrite
}

export const wholeSample: Sample = {
  sources: sampleSources,
  sealed: ['detention', 'delegation'],
  drafts: sampleDrafts,
  reports: sampleReports,
  claims: sampleClaims,
  publication: samplePublication,
}

const [, , visit, , since] = sampleClaims
const claims = [visit, since].filter((each) => each !== undefined)

/**
 * The main workflow's needs: two protected sources, one draft with findings, and a report of each
 * source.
 */
export const mainSample: Sample = {
  sources: sampleSources.filter(({ kind }) => kind === 'protected'),
  sealed: ['detention'],
  drafts: sampleDrafts.filter(({ language }) => language === 'en'),
  reports: sampleReports.slice(1, 3),
  claims,
  publication: {
    ...samplePublication,
    claims: samplePublication.claims.filter(({ statement }) =>
      claims.some((claim) => claim.statement === statement),
    ),
  },
}

/** Reports that a vault holds once the sample is written. */
export const reportsIn = ({ reports, drafts }: Sample): number => reports.length + drafts.length
