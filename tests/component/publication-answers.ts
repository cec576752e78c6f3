import type { Publication } from '../../src/shared/claims.ts'
import type { In } from '../../src/shared/contract.ts'
import { recordId, revisionId, stateDigest } from './records.ts'
import { keep, one, Refuse } from './saved-records.ts'

const today = '2024-04-12'
const text = 'They crossed at the same time, through two border towns, said Kim Chol-su.'

const cannedPublication = (): unknown => ({
  id: recordId(80),
  rev: 1,
  updatedDay: today,
  written: [],
  cosigned: [],
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
  family: null,
  notOverridable: false,
  sentence: null,
  count: 1,
  reason: null,
} as const

/** Canned answers of publications; they remember what is saved. */
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
        cosigned: before?.cosigned ?? [],
        content,
      })),
    'publications.review': ({ id, rev }: In<'publications.review'>) => {
      const { rev: now, content } = one(publications, id)
      if (now !== rev) throw new Refuse('conflict')
      const { overrides } = content
      const pool = `pool:${recordId(52)}:3`
      const overridden = overrides.find((override) => override.item === pool)
      const items = [
        {
          ...item,
          item: pool,
          kind: 'pool' as const,
          state: overridden === undefined ? ('blocks' as const) : ('overridden' as const),
          subject: recordId(52),
          place: 'attribution' as const,
          name: 'somebody in the delegation',
          about: 'somebody in the delegation',
          reason: overridden?.reason ?? null,
        },
        {
          ...item,
          item: `do-not-contact:${recordId(10)}`,
          kind: 'do-not-contact' as const,
          state: 'warns' as const,
          subject: recordId(10),
          place: 'source' as const,
          name: 'Quiet Harbour',
          about: 'Quiet Harbour',
        },
        {
          ...item,
          item: `consent:${recordId(10)}:publish-attributed`,
          kind: 'consent' as const,
          state: 'ok' as const,
          subject: recordId(10),
          place: 'source' as const,
          name: 'Quiet Harbour',
          about: 'Quiet Harbour',
        },
      ]
      return { basedOn: stateDigest, items, ready: overridden !== undefined }
    },
    'publications.preview': () => ({
      text: `number,kind,text\r\nC1,claim,"${text}"\r\n`,
      isWhole: true,
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
