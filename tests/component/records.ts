import type { FilePurpose } from '../../src/shared/ids.ts'
import type { Case, JournalLine, Report, ReportContent, Source } from '../../src/shared/records.ts'
import type { Loose } from './answers.ts'
import { unstatedSource } from '../store/unstated-source.ts'

type Content = ReportContent

const hex = (seed: number, length: number): string =>
  Array.from({ length }, (_, at) => ((seed * 7 + at * (seed + 3)) % 16).toString(16)).join('')

/** A record id that is the same in every run. */
export const recordId = (seed: number): string => hex(seed, 32)
/** A path that was chosen in a dialog. */
export const fileToken = (purpose: FilePurpose, seed: number): string =>
  `${purpose}.${hex(seed, 32)}`
/** The state digest of an answer that the user decides on. */
export const stateDigest = 'b'.repeat(64)
export const revisionId = (seed: number): string => hex(seed + 40, 64)

const day = '2024-04-12'

export const emptyReport: Content = {
  caseId: null,
  sourceIds: [],
  title: '',
  body: '',
  language: 'en',
  translations: [],
  channel: 'unstated',
  received: '',
  eventDate: '',
  place: { text: '', precision: 'unstated' },
  tags: [],
  handling: { level: 'permitted', note: '', until: '' },
  overrides: [],
}

/** A report as the vault returns it, with only the fields that the test sets. */
export const reportAnswer = (
  id: string,
  content: Partial<Loose<Content>>,
  state: 'draft' | 'filed' = 'draft',
): Loose<Report> => ({
  id,
  rev: 2,
  updatedDay: day,
  state,
  head: null,
  heads: [],
  content: { ...emptyReport, ...content },
})

const rawCases = [
  {
    id: recordId(1),
    rev: 3,
    updatedDay: day,
    reports: 9,
    content: {
      title: 'Forced repatriations after October 2023',
      question:
        'Have repatriations become routine again, and are both states building a system to make them faster?',
      status: 'open',
    },
  },
  {
    id: recordId(2),
    rev: 1,
    updatedDay: '2024-03-02',
    reports: 2,
    content: { title: '무역 대표부의 자금 흐름', question: '', status: 'paused' },
  },
  {
    id: recordId(3),
    rev: 1,
    updatedDay: '2024-02-20',
    reports: 0,
    content: { title: '图们口岸名单', question: '', status: 'closed' },
  },
] as const

const rawSources = [
  ['protected', 'Quiet Harbour', '', 'official', 'north-korea', 'direct', 'B'],
  ['protected', 'Copper Lantern', '', 'security', 'north-korea', 'hearsay-first', 'C'],
  ['on-record', '', 'Julie Turner', 'diplomat', 'other', 'documents', 'A'],
  ['on-record', '', 'Won Jae-chun', 'expert', 'south-korea', 'analysis', 'A'],
] as const

const texts = [
  ['About 200 people sent back through Dandong and Tumen', 'en', '2023-10', 'filed'],
  ['Dozens of officials are to be sent to China to run repatriation', 'en', '2024-04~', 'revising'],
  ['북송된 사람들은 단둥과 투먼에서 한꺼번에 넘겨졌다', 'ko', '2023-10-09', 'draft'],
  ['遣返在同一时间经由丹东和图们进行', 'zh', '2023-10', 'filed'],
  ['The envoy calls the returns a breach of the Refugee Convention', 'en', '2024-04', 'draft'],
  ['', 'en', '', 'draft'],
] as const

const bodies = {
  en: 'Just after the Asian Games in Hangzhou closed, China returned about 200 North Koreans who had been held in its prisons. They crossed at the same time, through two border towns.',
  ko: '항저우 아시안게임이 끝난 직후 중국은 구금하고 있던 북한 주민 약 200명을 돌려보냈다. 두 국경 도시에서 같은 시각에 넘겨졌다.',
  zh: '杭州亚运会刚一结束，中国就把关押的约两百名朝鲜人遣返，同一时间从两个边境城市移交。',
} as const

/** Records of a used vault: both kinds of sources, each state, three scripts. */
export const cannedRecords = (): { cases: Case[]; sources: Source[]; reports: Report[] } => ({
  cases: rawCases.map((record) => ({ ...record })) as unknown as Case[],
  sources: rawSources.map(([kind, codeName, name, role, region, access, reliability], index) => ({
    id: recordId(10 + index),
    rev: 1,
    updatedDay: day,
    reports: index + 1,
    sealBytes: kind === 'protected' ? 9_312 : 0,
    content: {
      kind,
      codeName,
      name,
      role,
      region,
      access,
      reliability,
      reliabilityReason: index === 0 ? 'Three earlier reports were borne out by others.' : '',
      note: '',
      ...unstatedSource,
    },
  })) as unknown as Source[],
  reports: texts.map(([title, language, eventDate, state], index) => ({
    id: recordId(20 + index),
    rev: 2,
    updatedDay: day,
    state,
    head: state === 'draft' ? null : revisionId(index),
    heads: state === 'draft' ? [] : [revisionId(index)],
    content: {
      ...emptyReport,
      caseId: index < 5 ? recordId(1) : null,
      sourceIds: index < 5 ? [recordId(10 + (index % 4))] : [],
      title,
      language,
      eventDate,
      body: title === '' ? '' : bodies[language],
      tags: index < 2 ? ['repatriation', 'border'] : [],
      place: { text: index === 0 ? 'Dandong; Tumen' : '', precision: 'town' },
      translations:
        index === 0
          ? [{ language: 'ko', title: '', body: bodies.ko, translator: 'H.', editor: '' }]
          : [],
    },
  })) as unknown as Report[],
})

const acts = [
  ['record.saved', 'report', 22],
  ['record.filed', 'report', 20],
  ['record.exported', 'case', 1],
  ['record.saved', 'source', 10],
  ['record.removed', 'report', 90],
  ['vault.settings', 'vault', 0],
  ['record.imported', 'report', 21],
  ['vault.verified', 'vault', 0],
  ['record.saved', 'report', 22],
  ['record.saved', 'report', 22],
  ['record.saved', 'report', 22],
] as const

/** `count` journal lines, newest first; the last is the creation of the vault. */
export const cannedJournal = (count: number): JournalLine[] =>
  Array.from({ length: count }, (_, index) => {
    const seq = count - index
    const [kind, subjectKind, subject] =
      seq === 1 ? (['vault.created', 'vault', 0] as const) : (acts[seq % acts.length] ?? acts[0])
    return {
      seq,
      day,
      time: kind === 'record.removed' ? null : Date.parse('2024-04-12T09:30:00Z') - index * 540_000,
      actor: 'Heron',
      kind,
      subjectKind,
      subject: subjectKind === 'vault' ? 'vault' : recordId(subject),
      digest: hex(seq, 64),
      hash: hex(seq + 5, 64),
      reason: null,
    }
  }) as unknown as JournalLine[]
