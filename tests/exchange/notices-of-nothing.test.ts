import { afterAll, beforeAll, expect, test } from 'vitest'
import { signNotice } from '../../src/main/exchange/notice.ts'
import { pendingAdvisories } from '../../src/main/vault/custody/pending-advisories.ts'
import { Day, RecordId } from '../../src/shared/ids.ts'
import { session } from './test-vault.ts'
import { knows } from './meet.ts'
import { build, person, sample } from './sample.ts'
import { hybridOf, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

let two: Two
beforeAll(async () => {
  two = await twoVaults()
})
afterAll(() => two.end())

test('notices about records that never left make no export read every revision, however many came', async () => {
  const { field, desk } = two
  const by = person()
  knows(desk, by)
  const notices = Array.from({ length: 50 }, (_, n) =>
    signNotice(
      {
        author: by.author,
        day: Day.parse('2024-04-09'),
        kind: 'withdrawal',
        revision: null,
        subject: RecordId.parse(n.toString(16).padStart(32, 'e')),
        subjectKind: 'source',
        text: '',
        uses: ['internal'],
      },
      by.keys,
    ),
  )
  const recipients = [await hybridOf(desk)]
  const beside = { chains: [], notices, escrow: null }
  const { plaintext } = build(by, recipients, sample(by), null, beside)
  await taken(desk, two.written(await encryptAge(plaintext, { kind: 'keys', recipients })))
  const { store } = session(desk)
  expect([...store.notices.every()]).toHaveLength(50)

  const { authorsNaming } = store.revisions
  let reads = 0
  Object.assign(store.revisions, {
    authorsNaming: (subject: RecordId) => {
      reads += 1
      return authorsNaming(subject)
    },
  })
  const pending = pendingAdvisories(session(desk), [await hybridOf(field)], new Set())
  expect(runAtOnce(pending)).toEqual([])
  expect(reads).toBe(0)
})
