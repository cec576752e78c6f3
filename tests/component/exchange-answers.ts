import { packLists } from './packed-lists.ts'
import type { Answers } from './answers.ts'
import { fileToken, recordId, stateDigest } from './records.ts'

const today = '2024-04-12'

/** The digest of a hand-over's plan. */
export const planDigest = 'a'.repeat(64)

const summary = {
  basedOn: stateDigest,
  reports: 4,
  cases: 1,
  sources: 2,
  draftsLeftOut: 2,
  keptBack: 0,
  held: [],
  bytes: 81_920,
  items: [],
}

/** Canned answers of exports and imports; one earlier export, unless `empty`. */
export const exchangeAnswers = (empty: boolean) => ({
  'exchange.self': () => ({
    pseudonym: 'Heron',
    hybrid: `age1pq1${'q7x4m2'.repeat(300)}`,
    classic: `age1${'8v3k9w'.repeat(9)}0000`,
    fingerprint: '4F2A-91C7-D03E-B658',
  }),
  'exports.prepare': () => summary,
  'exports.write': () => ({ summary, fileName: 'k3v9w2.age', exportId: 'e1' }),
  'handover.prepare': () => ({
    basedOn: planDigest,
    summary,
    goes: { reports: 3, claims: 2, sources: 1, attributions: 1, cases: 0 },
    stays: [
      {
        subject: recordId(40),
        kind: 'source',
        name: 'Grey Lantern',
        why: 'used',
        by: [{ subject: recordId(41), kind: 'report', name: 'Two letters' }],
      },
      { subject: recordId(42), kind: 'source', name: 'Quiet Heron', why: 'one-origin', by: [] },
    ],
    blocks: [],
    revising: { isNamed: true, foreign: [], had: [], sealed: [] },
  }),
  'handover.run': () => ({
    fileName: 'k3v9w2.age',
    bytes: 81_920,
    erased: { reports: 3, claims: 2, sources: 1, attributions: 1, cases: 0 },
    refused: null,
  }),
  'exports.list': () =>
    empty
      ? []
      : [
          {
            exportId: 'e1',
            day: today,
            reports: 4,
            to: ['4F2A-91C7-D03E-B658', '0A1B-22C3-D44E-F556'],
            names: [{ pseudonym: 'Crane', state: 'verified' }, null],
            bytes: 81_920,
            purpose: 'Monthly hand-over',
            withdrawn: [],
            cosigned: null,
            overridden: [],
          },
        ],
  'imports.drop': () => ({ file: fileToken('import', 8) }),
  'imports.preview': () => ({
    basedOn: stateDigest,
    exportId: 'i1',
    sender: '77B0-12AA-93FE-0C4D',
    senderIsUs: false,
    from: { state: 'unverified', pseudonym: 'Egret' },
    isSetAside: false,
    day: today,
    purpose: 'Field notes of March',
    seen: false,
    cameBefore: false,
    notices: [],
    escrow: null,
    items: [
      {
        subject: recordId(30),
        kind: 'report',
        title: 'A new crossing',
        caseId: recordId(31),
        under: null,
        sources: [recordId(10)],
        effect: 'new',
        why: null,
        revisions: 1,
      },
      {
        subject: recordId(20),
        kind: 'report',
        title: '두 통의 편지',
        caseId: recordId(1),
        under: null,
        sources: [],
        effect: 'update',
        why: null,
        revisions: 2,
      },
      {
        subject: recordId(21),
        kind: 'report',
        title: '名单',
        caseId: recordId(1),
        under: null,
        sources: [],
        effect: 'conflict',
        why: null,
        revisions: 1,
      },
      {
        subject: recordId(31),
        kind: 'case',
        title: 'Crossings in winter',
        caseId: null,
        under: null,
        sources: [],
        effect: 'new',
        why: null,
        revisions: 1,
      },
      {
        subject: recordId(32),
        kind: 'source',
        title: '',
        caseId: null,
        under: null,
        sources: [],
        effect: 'refused',
        why: 'purged',
        revisions: 0,
      },
      {
        subject: recordId(1),
        kind: 'case',
        title: 'Forced repatriations',
        caseId: null,
        under: null,
        sources: [],
        effect: 'known',
        why: null,
        revisions: 1,
      },
      {
        subject: recordId(22),
        kind: 'report',
        title: '',
        caseId: null,
        under: null,
        sources: [],
        effect: 'refused',
        why: 'not-author',
        revisions: 0,
      },
    ],
    // The first report needs the new case.
    needs: packLists([[3], [], [], [], [], [], []]),
  }),
  'imports.commit': () => ({ added: 1, updated: 1, conflicts: 1, known: 1, refused: 0, left: 1 }),
  'imports.discard': () => ({}),
  'imports.unfinished': () => ({ isUnfinished: false, isDamaged: false, refusedLater: 0 }),
  'imports.giveUp': () => ({}),
})

/** A file by an unknown sender. */
export const strangersFile = {
  'imports.preview': () => ({
    basedOn: stateDigest,
    exportId: 'i2',
    sender: 'abcd',
    senderIsUs: false,
    from: { state: 'unknown', pseudonym: '' },
    isSetAside: false,
    day: '2024-04-12',
    purpose: '',
    seen: false,
    cameBefore: false,
    notices: [],
    escrow: null,
    items: [],
    needs: packLists([]),
  }),
} satisfies Answers
