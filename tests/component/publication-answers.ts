import type { Publication } from '../../src/shared/claims.ts'
import type { In } from '../../src/shared/contract.ts'
import { recordId, revisionId } from './records.ts'
import { keep, one } from './shelf.ts'

const today = '2024-04-12'
const text = 'They crossed at the same time, through two border towns, said Kim Chol-su.'

const cannedPublication = (): unknown => ({
  id: recordId(80),
  rev: 1,
  updatedDay: today,
  written: [],
  content: {
    caseId: recordId(1),
    language: 'en',
    title: 'Forced returns after October 2023',
    summary: 'What several independent origins agree on.',
    method: 'Reports were gathered over two years and compared.',
    claims: [
      {
        claimId: recordId(40),
        wording: 'At least a hundred people were returned at the same time.',
        attributionId: recordId(52),
        when: '2023',
        place: 'the border area',
        count: 'more than a hundred',
      },
    ],
    reports: [
      {
        reportId: recordId(20),
        revision: revisionId(0),
        attributionId: null,
        redactions: [{ start: 0, end: 4, category: 'name' }],
      },
    ],
    overrides: [],
  } satisfies In<'publications.save'>['content'],
})

const item = {
  blocks: { state: 'blocks', subject: null, reason: null },
  holds: { state: 'holds', subject: null, reason: null },
} as const

/** What publications would answer; it remembers what is saved. */
export const publicationAnswers = (empty: boolean) => {
  const publications = (empty ? [] : [cannedPublication()]) as Publication[]
  return {
    'publications.list': () => publications,
    'publications.get': ({ id }: In<'publications.get'>) => one(publications, id),
    'publications.save': ({ id, rev, content }: In<'publications.save'>) =>
      keep(publications, id, rev, (newId, newRev, before) => ({
        id: newId,
        rev: newRev,
        updatedDay: today,
        written: before?.written ?? [],
        content,
      })),
    'publications.review': ({ id }: In<'publications.review'>) => {
      const { overrides } = one(publications, id).content
      const pool = `pool:${recordId(52)}:3`
      const passed = overrides.find((override) => override.item === pool)
      const items = [
        {
          ...item.blocks,
          item: pool,
          kind: 'pool' as const,
          about: 'somebody in the delegation',
          ...(passed === undefined ? {} : { state: 'overridden' as const, reason: passed.reason }),
        },
        {
          item: `embargo:${recordId(20)}:`,
          kind: 'handling' as const,
          state: 'warns' as const,
          subject: null,
          about: 'Two crossings',
          reason: 'Not before the family is safe',
        },
        { ...item.holds, item: 'consent:x', kind: 'consent' as const, about: 'Quiet Harbour' },
      ]
      return { items, ready: passed !== undefined }
    },
    'publications.preview': () => ({
      text: `number,kind,text\r\nC1,claim,"${text}"\r\n`,
      findings: [{ family: 'name' as const, rule: 'name', start: 92, end: 103, replacement: null }],
    }),
    'publications.write': ({ formats }: In<'publications.write'>) => ({
      files: formats.map((format) => ({
        name: `public-record/record.${format}`,
        digest: 'ab'.repeat(32),
        bytes: 20_480,
      })),
    }),
  }
}
