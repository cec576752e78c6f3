import type { In, Out } from '../../src/shared/contract.ts'
import { emptyReport, recordId, revisionId } from './records.ts'

type Row = Out<'exports.records'>[number]
type ExportedRecord = Out<'exports.record'>

const author = '4F2A-91C7-D03E-B658'

const report = (over: object) => ({
  ...emptyReport,
  title: 'About 200 people sent back',
  language: 'en',
  ...over,
})

const now = report({
  body: 'About 200 people were sent back. Call 010-2345-6789 and ask for the\u200b driver.',
  translations: [
    {
      language: 'ko',
      title: '약 200명 송환',
      body: '약 200명이 돌아왔다.',
      translator: 'Heron',
      editor: '',
    },
  ],
  tags: ['returns'],
})
const was = report({ body: 'About 300 people were sent back. His aunt 010-2345-6789 saw it.' })
const first = report({ body: 'Some people were sent back.' })

const rows: Row[] = [
  [20, 'report', 'About 200 people sent back', 3, 3, 0],
  [21, 'report', '간부 수십 명이 자리를 옮겼다', 1, 0, 0],
  [40, 'claim', 'More than a hundred people were returned.', 1, 0, 0],
  [10, 'source', 'Quiet Harbour', 2, 0, 2],
  [1, 'case', 'Forced repatriations', 1, 0, 0],
].map(([seed, kind, name, revisions, files, sealed]) => ({
  subject: recordId(seed as number),
  kind,
  name,
  revisions,
  files,
  sealed,
})) as Row[]

const older = [revisionId(2), revisionId(1)].map((revision, at) => ({
  revision,
  author,
  day: `2024-04-0${3 - at}`,
})) as ExportedRecord['older']

const files: ExportedRecord['files'] = [
  { name: 'market.jpg', mediaType: 'image/jpeg', bytes: 812_000, is: 'original', isOlder: false },
  {
    name: 'market (cleaned).jpg',
    mediaType: 'image/jpeg',
    bytes: 640_000,
    is: 'cleaned',
    isOlder: false,
  },
  {
    name: 'list.pdf',
    mediaType: 'application/pdf',
    bytes: 12_000,
    is: 'not-cleaned',
    isOlder: true,
  },
]

/** The records of an export, for its preview. */
export const previewAnswers = {
  'exports.records': () => rows,
  'exports.record': ({ subject, comparedWith }: In<'exports.record'>) => {
    const row = rows.find((one) => one.subject === subject)
    const has = row?.kind === 'report' && row.revisions > 1
    return {
      subject,
      kind: 'report' as const,
      versions: [
        {
          revision: revisionId(3),
          author,
          day: '2024-04-12',
          before: has ? (comparedWith === revisionId(1) ? first : was) : null,
          after: now,
        },
      ],
      older: has ? older : [],
      comparedWith: has ? (comparedWith ?? revisionId(2)) : null,
      files: has ? files : [],
      sealed: row?.sealed ?? 0,
    }
  },
}

/** As many records as a case has after years. */
export const manyRows = (count: number): Row[] =>
  Array.from({ length: count }, (_, at) => ({
    subject: at.toString(16).padStart(32, '0') as Row['subject'],
    kind: 'report',
    name: `Report ${at + 1}`,
    revisions: 2,
    files: 0,
    sealed: 0,
  }))
