import { expect, it } from 'vitest'
import { several } from '../in-full.ts'
import { noticeId, signNotice } from '../../src/main/exchange/notice.ts'
import type { StoredAdvisory } from '../../src/main/store/notices.ts'
import { openStore } from '../../src/main/store/store.ts'
import type { Store } from '../../src/main/store/store.ts'
import { Day, RecordId, RevisionId } from '../../src/shared/ids.ts'
import { consentUse } from '../../src/shared/vocabularies.ts'
import { person } from '../exchange/sample.ts'
import { seededRandom } from '../../scripts/soak/random.ts'
import { backToSchema15 } from './schema-15.ts'
import { newId, testVault } from './test-vault.ts'

const days = ['1970-01-01', '2024-01-01', '2024-04-02', '2024-04-03', '2026-11-30', '2099-12-31']

type World = {
  readonly subjects: readonly RecordId[]
  readonly authors: readonly ReturnType<typeof person>[]
  readonly notices: readonly StoredAdvisory[]
}

/** Notices of four authors about two sources: uses in any order and more than once. */
const world = (seed: number): World => {
  const { below } = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const subjects = [RecordId.parse(newId()), RecordId.parse(newId())]
  const authors = [person(), person(), person(), person()]
  const notices = Array.from({ length: below(260) }, (_, i) => {
    const by = pick(authors)
    const said =
      below(5) === 0
        ? { kind: 'correction' as const, revision: RevisionId.parse('c'.repeat(64)), uses: [] }
        : {
            kind: 'withdrawal' as const,
            revision: null,
            uses: Array.from({ length: 1 + below(4) }, () => pick(consentUse)),
          }
    const about = { subject: pick(subjects), subjectKind: 'source' as const, text: String(i) }
    const notice = signNotice(
      { author: by.author, day: Day.parse(pick(days)), ...about, ...said },
      by.keys,
    )
    return { id: noticeId(notice), notice }
  })
  return { subjects, authors, notices }
}

const asked = [
  ...consentUse.map((use) => [use]),
  ...consentUse.map((use) => [use, 'internal' as const]),
  consentUse,
]

/** Compares what the store finds with a filter over all notices. */
const compare = (store: Store, { subjects, authors, notices }: World): void => {
  for (const subject of subjects) {
    for (const { author } of authors) {
      const theirs = notices.filter(
        ({ notice }) => notice.subject === subject && notice.author === author,
      )
      expect(new Set([...store.notices.by(subject, author)].map(noticeId))).toEqual(
        new Set(theirs.map(({ id }) => id)),
      )
      for (const since of ['', '2024-04-02', '2024-04-03', '9999-12-31']) {
        for (const uses of asked) {
          const wanted = theirs.filter(
            ({ notice: { kind, day, uses: named } }) =>
              kind === 'withdrawal' && day >= since && named.some((use) => uses.includes(use)),
          )
          const found = [...store.notices.withdrawals(subject, author, uses, since)].map(noticeId)
          expect(found.sort()).toEqual(wanted.map(({ id }) => id).sort())
        }
      }
    }
  }
}

it('withdrawals by author, use and day are exactly those that a look at every notice finds, also without their index', () => {
  for (let seed = 1; seed <= several(1, 20); seed += 1) {
    const d = testVault()
    const one = world(seed)
    d.store.notices.keep(one.notices)
    compare(d.store, one)
    // A vault of the schema before has no such index, and is read without a change.
    d.close()
    backToSchema15(d)
    const older = openStore({ ...d.options(), readonly: true })
    compare(older, one)
    older.close()
    d.open()
    compare(d.store, one)
  }
})
