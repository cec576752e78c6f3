import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { limits } from '../../src/shared/limits.ts'
import { consentUse } from '../../src/shared/vocabularies.ts'
import type { recordKind } from '../../src/shared/vocabularies.ts'
import { reportContent, sourceContent } from './sample.ts'

/* Records at their maximum size: every list full, every field present. */

const hex = (digits: number) => (_: unknown, i: number) => i.toString(16).padStart(digits, '0')
const many = <T>(length: number, make: (_: unknown, i: number) => T): T[] =>
  Array.from({ length }, make)
const ids = (length: number): string[] => many(length, hex(32))
const place = { text: '혜산', precision: 'town' }
const day = '2024-02-03'
const reason = { reason: '근거가 있다', day }

const file = {
  id: '0'.repeat(32),
  name: '사진',
  mediaType: 'image/png',
  bytes: limits.attachmentBytes,
  digest: 'a'.repeat(64),
}
const long = '가'.repeat(limits.body)
/** What the lists and the longest body leave to each translation. */
const rest = '가'.repeat((limits.revisionContent - limits.body - 80_000) / limits.translations)

/** One report of almost the longest content. */
const report = (): Canonical => ({
  ...(reportContent('강제 북송', long, ids(1)[0], ids(limits.sources)) as object),
  tags: many(limits.tags, (_, i) => String(i)),
  translations: many(limits.translations, () => ({
    ...{ language: 'en', title: 'a', body: rest, translator: '', editor: '' },
  })),
  overrides: many(limits.overrides, () => ({ ...reason, family: 'name', quote: '' })),
  attachments: many(limits.attachments, () => ({
    ...file,
    cleaned: { ...file, frames: 2, redacted: true },
  })),
})

const source = (): Canonical => ({
  ...(sourceContent('Heron') as object),
  consents: many(limits.consents, () => ({
    ...{ use: consentUse[0], audience: '', given: '', withdrawn: '', note: '' },
  })),
  risks: many(limits.risks, () => ({ who: 'source', level: 'low', note: '' })),
  jointPool: { of: ids(limits.phrases), low: 1, high: 2, basis: '', as: '' },
  sameOrigin: ids(limits.sources),
})

const claim = (): Canonical => ({
  reportId: '0'.repeat(32),
  caseId: null,
  ...{ quote: '', start: 0, end: 0, statement: 'a', act: '', whom: '', byWhom: '' },
  ...{ from: place, to: place, when: '', credibility: '1', credibilityReason: '' },
  count: { qualifier: 'between', low: 1, high: 2 },
  links: many(limits.links, () => ({ kind: 'supports', claimId: '0'.repeat(32) })),
  sourceIds: ids(limits.sources),
})

/** As many redactions as fit, in texts as short as possible. */
const publication = (): Canonical => {
  const redaction = { category: 'date', end: 0, start: 0 }
  const room = limits.revisionContent - 20_000
  const left = Math.floor(room / (canonicalJson(redaction).length + 1))
  const reports = many(Math.ceil(left / limits.redactions), (_, i) => ({
    reportId: hex(32)(null, i),
    revision: hex(64)(null, i),
    attributionId: null,
    redactions: many(Math.min(limits.redactions, left - i * limits.redactions), () => redaction),
  }))
  const overrides = many(200, () => ({ ...reason, item: '' }))
  return {
    ...{ caseId: '0'.repeat(32), language: 'ko', title: 'a', summary: '', method: '' },
    ...{ claims: [], reports, overrides },
  }
}

export const fullest: Readonly<Record<(typeof recordKind)[number], () => Canonical>> = {
  case: () => ({ title: 'a', question: '', status: 'open' }),
  source,
  report,
  claim,
  attribution: () => ({
    ...{ sourceId: '0'.repeat(32), language: 'ko', phrase: 'a', role: 'trader', organisation: '' },
    ...{ region: 'border-area', period: '', poolLow: 1, poolHigh: 2, basis: '' },
  }),
  publication,
}

/** Opening brackets and commas outside of strings, counted as docs/FORMAT-EXCHANGE.md says. */
export const marksOf = (text: string): number => {
  let marks = 0
  let isInString = false
  for (const sign of text.replaceAll(/\\./g, '')) {
    if (sign === '"') isInString = !isInString
    else if (!isInString && '[{,'.includes(sign)) marks += 1
  }
  return marks
}
