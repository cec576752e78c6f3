import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inFull } from '../in-full.ts'
import { Card } from '../../src/shared/contacts.ts'
import { CaseId, RecordId, SourceId } from '../../src/shared/ids.ts'
import { limits } from '../../src/shared/limits.ts'
import { caseContent } from '../vault/harness.ts'
import { fileFrom } from './by-hand.ts'
import { cardOf } from './cards.ts'
import { longestWait } from './cpu-time.ts'
import { noticeBy } from './export-metadata.ts'
import { manyReports } from './large-import.ts'
import { knows } from './meet.ts'
import { id, person, sample } from './sample.ts'
import { session } from './test-vault.ts'
import { committed, fill, hybridOf, prepared, preview, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const most = 200

let two: Two
beforeEach(async () => {
  two = await twoVaults()
})
afterEach(() => two.end())

/**
 * Stores withdrawals of a contact that speaks for none of the records, as ten files would: half of
 * them about one source. Nothing here reads their signatures.
 */
const storeWithdrawals = (count: number, by: ReturnType<typeof person>, source: string): void => {
  const signed = noticeBy(by)
  for (let done = 0; done < count; done += limits.notices) {
    const some = Array.from({ length: Math.min(limits.notices, count - done) }, (_, i) => {
      const subject = RecordId.parse(i % 2 === 0 ? id(2_000_000 + done + i) : source)
      const notice = { ...signed, subject, text: String(done + i) }
      return { id: createHash('sha256').update(notice.text).digest('hex'), notice }
    })
    session(two.desk).store.notices.keep(some)
  }
}

it.runIf(inFull)(
  'beside 100,000 stored withdrawals no act lets another request wait for more than 200 ms',
  async () => {
    const { desk, field } = two
    const by = person()
    knows(desk, by)
    const { caseId, sourceId } = await fill(desk)
    const recipients = [await hybridOf(field)]
    storeWithdrawals(100_000, by, sourceId)
    const path = await fileFrom(
      two,
      by,
      desk,
      { ...sample(by), revisions: manyReports(by, 2_000), seals: [] },
      {
        notices: Array.from({ length: 5_000 }, (_, i) =>
          noticeBy(by, { subject: id(500_000 + i), text: String(i) }),
        ),
      },
    )
    const { handlers } = desk
    const { store } = session(desk)
    let exportId = ''
    const acts: Readonly<Record<string, () => unknown>> = {
      preview: async () => ({ exportId } = await preview(desk, path)),
      import: () => committed(desk, exportId),
      save: () => handlers['cases.save']({ id: null, rev: 0, content: caseContent('Other') }),
      setting: () => store.settings.set({ ...store.settings.get(), idleLockMinutes: 9 }),
      custody: () => handlers['custody.of']({ id: RecordId.parse(sourceId) }),
      footprint: () => handlers['sources.footprint']({ id: sourceId }),
      exports: () => handlers['exports.list']({}),
      export: () => two.exported(desk, caseId, { kind: 'keys', recipients }),
      lock: () => desk.controller.close(),
    }
    const waits = new Map<string, number>()
    for (const [name, act] of Object.entries(acts)) waits.set(name, await longestWait(act))
    expect([...waits].filter(([, ms]) => ms > most)).toEqual([])
  },
  3_600_000,
)

it.runIf(inFull)(
  'a contact that speaks for its own source cannot let others wait for more than 200 ms, with 40,000 withdrawals',
  async () => {
    const { desk, field } = two
    const by = person()
    knows(desk, by)
    // Its card names this vault as its desk, so that this vault may withdraw for the source too.
    const card = Card.parse(cardOf(by, { serial: 3, desks: [session(desk).author] }))
    const files = [0, 1, 2, 3].map((file) =>
      Array.from({ length: limits.notices }, (_, i) =>
        noticeBy(by, { text: String(file * limits.notices + i) }),
      ),
    )
    for (const notices of files)
      await taken(
        desk,
        await fileFrom(two, by, desk, { ...sample(by), cards: [card] }, { notices }),
      )
    expect([...session(desk).store.notices.every()]).toHaveLength(4 * limits.notices)
    const { caseId } = await fill(desk, 'Wood Lark')
    const recipients = [await hybridOf(field)]
    const { handlers } = desk
    const source = await handlers['sources.get']({ id: SourceId.parse(id(2)) })
    const acts: Readonly<Record<string, () => unknown>> = {
      'the review of its case': () =>
        prepared(desk, { kind: 'case', caseId: CaseId.parse(id(1)) }, { recipients }),
      'an export of another case': () => two.exported(desk, caseId, { kind: 'keys', recipients }),
      'a save of the source': () =>
        handlers['sources.save']({
          id: source.id,
          rev: source.rev,
          content: { ...source.content, note: 'seen' },
          identity: null,
        }),
      custody: () => handlers['custody.of']({ id: RecordId.parse(id(2)) }),
    }
    const waits = new Map<string, number>()
    for (const [name, act] of Object.entries(acts)) waits.set(name, await longestWait(act))
    expect([...waits].filter(([, ms]) => ms > most)).toEqual([])
  },
  600_000,
)
