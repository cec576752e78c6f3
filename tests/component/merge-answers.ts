import { emptyReport, recordId, revisionId } from './records.ts'

const text = (body: string, more: object = {}) => ({
  ...emptyReport,
  title: '두 통의 편지',
  language: 'ko',
  body,
  ...more,
})

const before = text('시장에서 들은 이야기이다. 약 200명이 돌아왔다.', { tags: ['북송'] })
const mine = text('시장에서 들은 이야기이다. 약 300명이 돌아왔다.', { tags: ['북송', '강'] })
const theirs = text('강가에서 들은 이야기이다. 약 200명이 돌아왔다.', {
  tags: ['북송'],
  channel: 'phone',
})

const conflicted = recordId(21)

/** A report that waits for its versions to be put together. */
export const waiting = {
  'records.conflicts': () => [{ id: conflicted, kind: 'report' as const, title: '두 통의 편지' }],
}

/** Versions of a report, and what a file would change in one. */
export const mergeAnswers = {
  'records.conflicts': () => [],
  'records.versions': ({ id }: { readonly id: string }) => ({
    id,
    kind: 'report' as const,
    rev: 4,
    heads: [revisionId(1), revisionId(2)],
    bases: [before],
    sides: [
      {
        revision: null,
        author: '4F2A-91C7-D03E-B658',
        byUs: true,
        day: '2024-04-12',
        content: mine,
      },
      {
        revision: revisionId(2),
        author: '77B0-12AA-93FE-0C4D',
        byUs: false,
        day: '2024-04-10',
        content: theirs,
      },
    ],
    more: 0,
  }),
  'records.merge': () => ({ keptDraft: null }),
  'imports.differences': ({ subject }: { readonly subject: string }) => ({
    subject,
    kind: 'report' as const,
    versions: [
      {
        revision: revisionId(2),
        author: '77B0-12AA-93FE-0C4D',
        day: '2024-04-10',
        before,
        after: theirs,
      },
    ],
    more: 0,
  }),
}
