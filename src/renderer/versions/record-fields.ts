import type { AttributionContent, ClaimContent, PublicationContent } from '../../shared/claims.ts'
import type { CaseContent, ReportContent, SourceContent } from '../../shared/records.ts'
import { familyWords } from '../editor/lint-words.ts'
import {
  consentUseWords,
  riskLevelWords,
  riskWhoWords,
  vantageWords,
} from '../records/protection-words.ts'
import {
  accessWords,
  caseStatusWords,
  channelWords,
  claimLinkWords,
  credibilityWords,
  handlingWords,
  regionWords,
  reliabilityWords,
  roleWords,
  sourceKindWords,
} from '../records/vocabulary.ts'
import { fieldsFrom } from './field.ts'
import type { Field, Specs } from './field.ts'

const own = (value: string): string => value
const joined = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' · ')

const ofCase: Specs<CaseContent> = {
  title: { label: 'cases.name', form: 'line', say: own },
  question: { label: 'cases.question', form: 'text', say: own },
  status: {
    label: 'cases.status',
    form: 'value',
    say: (it, { text }) => text(caseStatusWords[it]),
  },
}

const ofSource: Specs<SourceContent> = {
  kind: {
    label: 'sources.kind',
    form: 'value',
    say: (it, { text }, { codeName, name }) => joined(text(sourceKindWords[it]), codeName, name),
  },
  codeName: 'kind',
  name: 'kind',
  role: { label: 'sources.role', form: 'value', say: (it, { text }) => text(roleWords[it]) },
  region: { label: 'sources.region', form: 'value', say: (it, { text }) => text(regionWords[it]) },
  access: { label: 'sources.access', form: 'value', say: (it, { text }) => text(accessWords[it]) },
  vantage: {
    label: 'sources.vantage',
    form: 'value',
    say: (it, { text }) => text(vantageWords[it]),
  },
  reliability: {
    label: 'sources.reliability',
    form: 'value',
    say: (grade, { text }) =>
      text('vocab.reliability.graded', { grade, meaning: text(reliabilityWords[grade]) }),
  },
  reliabilityReason: { label: 'sources.reliabilityReason', form: 'text', say: own },
  note: { label: 'sources.note', form: 'text', say: own },
  lastContact: { label: 'sources.lastContact', form: 'value', say: (it, { date }) => date(it) },
  checkInDue: { label: 'sources.checkInDue', form: 'value', say: (it, { date }) => date(it) },
  doNotContact: {
    label: 'sources.doNotContact',
    form: 'value',
    say: (it, { text }) => text(it ? 'versions.yes' : 'versions.no'),
  },
  consents: {
    label: 'consent.title',
    form: 'list',
    say: (all, { text, date }) =>
      all.map(({ use, audience, given, withdrawn, note }) =>
        joined(
          text(consentUseWords[use]),
          audience === '' ? text('consent.anybody') : audience,
          given === '' ? '' : text('consent.givenDate', { date: date(given) }),
          withdrawn === '' ? '' : `${text('consent.withdrawn')}: ${date(withdrawn)}`,
          note,
        ),
      ),
  },
  risks: {
    label: 'sources.risks',
    form: 'list',
    say: (all, { text }) =>
      all.map(({ who, level, note }) =>
        joined(text(riskWhoWords[who]), text(riskLevelWords[level]), note),
      ),
  },
  jointPool: {
    label: 'attributions.together',
    form: 'value',
    say: (it, { text, phrase }) =>
      it === null
        ? ''
        : joined(
            text('attributions.people', { low: it.low, high: it.high }),
            it.of.map(phrase).join(', '),
            it.basis,
          ),
  },
  sameOrigin: {
    label: 'versions.sameOrigin',
    form: 'list',
    say: (all, { source }) => all.map(source),
  },
}

const ofReport: Specs<ReportContent> = {
  title: { label: 'reports.titleLabel', form: 'line', say: own },
  body: { label: 'reports.tabText', form: 'text', say: own },
  language: {
    label: 'reports.language',
    form: 'value',
    say: (it, { language }) => language(it),
  },
  translations: {
    label: 'reports.tabTranslations',
    form: 'list',
    say: (all, { language }) =>
      all.map(({ language: tag, title, body, translator, editor }) =>
        joined(language(tag), title, body, translator, editor),
      ),
  },
  caseId: { label: 'reports.case', form: 'value', say: (it, words) => words.case(it) },
  sourceIds: {
    label: 'reports.sources',
    form: 'list',
    say: (all, { source }) => all.map(source),
  },
  channel: {
    label: 'reports.channel',
    form: 'value',
    say: (it, { text }) => text(channelWords[it]),
  },
  received: { label: 'reports.received', form: 'value', say: (it, { date }) => date(it) },
  eventDate: { label: 'reports.eventDate', form: 'value', say: (it, { date }) => date(it) },
  place: { label: 'reports.place', form: 'value', say: (it, { place }) => place(it) },
  tags: { label: 'reports.tags', form: 'list', say: (all) => all },
  attachments: {
    label: 'attachments.tab',
    form: 'list',
    say: (all) => (all ?? []).map(({ name }) => name),
  },
  handling: {
    label: 'reports.handling',
    form: 'value',
    say: ({ level, note, until }, { text, date }) =>
      joined(
        text(handlingWords[level]),
        until === '' ? '' : `${text('reports.until')}: ${date(until)}`,
        note,
      ),
  },
  overrides: {
    label: 'lint.overridden',
    form: 'list',
    say: (all, { text }) =>
      all.map(({ family, quote, reason }) => joined(text(familyWords[family].name), quote, reason)),
  },
}

const ofClaim: Specs<ClaimContent> = {
  statement: { label: 'claims.statement', form: 'text', say: own },
  quote: { label: 'claims.quote', form: 'value', say: own },
  start: 'quote',
  end: 'quote',
  reportId: 'quote',
  sourceIds: {
    label: 'claims.saidBy',
    form: 'list',
    say: (all, { source }) => (all ?? []).map(source),
  },
  caseId: { label: 'claims.case', form: 'value', say: (it, words) => words.case(it) },
  act: { label: 'claims.act', form: 'line', say: own },
  whom: { label: 'claims.whom', form: 'line', say: own },
  byWhom: { label: 'claims.byWhom', form: 'line', say: own },
  from: { label: 'claims.from', form: 'value', say: (it, { place }) => place(it) },
  to: { label: 'claims.to', form: 'value', say: (it, { place }) => place(it) },
  when: { label: 'claims.when', form: 'value', say: (it, { date }) => date(it) },
  count: { label: 'claims.howMany', form: 'value', say: (it, { count }) => count(it) },
  credibility: {
    label: 'claims.credibility',
    form: 'value',
    say: (it, { text }) => joined(it, text(credibilityWords[it])),
  },
  credibilityReason: { label: 'claims.credibilityReason', form: 'text', say: own },
  links: {
    label: 'claims.links',
    form: 'list',
    say: (all, { text, claim }) =>
      all.map(({ kind, claimId }) => joined(text(claimLinkWords[kind]), claim(claimId))),
  },
}

const ofAttribution: Specs<AttributionContent> = {
  // A phrase is one statement: printed parts of different versions must not be mixed.
  phrase: {
    label: 'attributions.phrase',
    form: 'value',
    say: (it, { text, date, language }, { role, organisation, region, period, language: tag }) =>
      joined(
        it,
        language(tag),
        text(roleWords[role]),
        organisation,
        text(regionWords[region]),
        date(period),
      ),
  },
  language: 'phrase',
  role: 'phrase',
  organisation: 'phrase',
  region: 'phrase',
  period: 'phrase',
  sourceId: 'phrase',
  poolLow: {
    label: 'attributions.pool',
    form: 'value',
    say: (low, { text }, { poolHigh }) => text('attributions.people', { low, high: poolHigh }),
  },
  poolHigh: 'poolLow',
  basis: { label: 'attributions.basis', form: 'text', say: own },
}

const ofPublication: Specs<PublicationContent> = {
  title: { label: 'publications.titleField', form: 'line', say: own },
  language: {
    label: 'publications.language',
    form: 'value',
    say: (it, { language }) => language(it === 'zh' ? 'zh-Hans' : it),
  },
  caseId: { label: 'publications.case', form: 'value', say: (it, words) => words.case(it) },
  summary: { label: 'publications.summary', form: 'text', say: own },
  method: { label: 'publications.method', form: 'text', say: own },
  claims: {
    label: 'publications.claims',
    form: 'list',
    say: (all, { phrase }) =>
      all.map(({ wording, attributionId, when, place, count }) =>
        joined(wording, phrase(attributionId), when, place, count),
      ),
  },
  reports: {
    label: 'publications.texts',
    form: 'list',
    say: (all, { text, phrase }) =>
      all.map(({ revision, attributionId, redactions }) =>
        joined(
          revision.slice(0, 8),
          phrase(attributionId),
          text('versions.takenOut', { count: redactions.length }),
        ),
      ),
  },
  overrides: {
    label: 'versions.overridden',
    form: 'list',
    say: (all) => all.map(({ item, reason }) => joined(item, reason)),
  },
}

const byKind = {
  case: fieldsFrom(ofCase),
  source: fieldsFrom(ofSource),
  report: fieldsFrom(ofReport),
  claim: fieldsFrom(ofClaim),
  attribution: fieldsFrom(ofAttribution),
  publication: fieldsFrom(ofPublication),
} as const

export type VersionedKind = keyof typeof byKind

/** Every field in which versions of a record can differ, in page order. */
export const fieldsOf = (kind: VersionedKind): readonly Field[] => byKind[kind]
