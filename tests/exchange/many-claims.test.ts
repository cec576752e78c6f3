import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noPace, readAhead, untilReadingsEnd } from '../../src/main/exchange/pace.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { AttributionContent, ClaimContent } from '../../src/shared/claims.ts'
import type { Out } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import { AttributionId, CaseId, ClaimId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { failureOf, vaultOfOneTest } from '../vault/harness.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { several } from '../in-full.ts'
import { longestWait } from './cpu-time.ts'
import { storeMany } from './many-stored.ts'
import { caseContent, id, reportContent, sourceContent } from './sample.ts'
import { session } from './test-vault.ts'

const most = 200
const n = several(1_500, 4_000)
const caseId = CaseId.parse(id(1))
const sourceId = (i: number): SourceId => SourceId.parse(id(1_000_000 + i))
const reportId = (i: number): ReportId => ReportId.parse(id(2_000_000 + i))
const claimId = (i: number): ClaimId => ClaimId.parse(id(3_000_000 + i))
const phraseId = (i: number): AttributionId => AttributionId.parse(id(4_000_000 + i))

/** A claim with links of each kind to the claims before it: five claims after it support it. */
const linked = (i: number): ClaimContent =>
  claimContent(reportId(Math.floor(i / 4)), {
    caseId,
    sourceIds: [sourceId(i)],
    links: Array.from({ length: Math.min(i, 10) }, (_, k) => ({
      kind: k === 9 ? 'same-origin' : k % 2 === 0 ? 'supports' : 'contradicts',
      claimId: claimId(i - 1 - k),
    })),
  })

let opened: Awaited<ReturnType<typeof vaultOfOneTest>>
beforeAll(async () => {
  opened = await vaultOfOneTest()
  type Record = Parameters<typeof storeMany>[1][number]
  const each = (one: (i: number) => Record, count = n): Record[] =>
    Array.from({ length: count }, (_, i) => one(i))
  storeMany(session(opened.desk), [
    { subject: id(1), kind: 'case', content: caseContent('Winter') },
    ...each((i) => ({
      ...{ subject: id(1_000_000 + i), kind: 'source', content: sourceContent(`Heron ${i}`) },
    })),
    ...each(
      (i) => ({
        ...{ subject: id(2_000_000 + i), kind: 'report' },
        content: reportContent(
          `Report ${i}`,
          'x',
          caseId,
          [0, 1, 2, 3].map((k) => sourceId(4 * i + k)),
        ),
      }),
      n / 4,
    ),
    ...each((i) => ({
      ...{ subject: id(3_000_000 + i), kind: 'claim', content: linked(i) as Canonical },
    })),
    ...each((i) => ({
      ...{ subject: id(4_000_000 + i), kind: 'attribution' },
      content: attributionContent(sourceId(i)) as Canonical,
    })),
    ...each((i) => ({
      ...{ subject: id(5_000_000 + i), kind: 'publication' },
      content: {
        ...publicationContent(caseId),
        claims: [
          {
            ...{ claimId: claimId(i), attributionId: phraseId(i), wording: 'w' },
            ...{ when: '', place: '', count: '' },
          },
        ],
      } as Canonical,
    })),
  ])
})
afterAll(() => opened.end())

/** A turn in which another request is answered. */
const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Asks, and acts while the answer is made: after its first turns, and before its last. */
const meanwhile = async <T>(ask: () => T, act: () => unknown): Promise<Awaited<T>> => {
  let isMade = false
  const answer = Promise.resolve(ask()).finally(() => (isMade = true))
  // A refused request is looked at below.
  answer.catch(() => undefined)
  await nextTurn()
  await nextTurn()
  expect(isMade).toBe(false)
  await act()
  return answer
}

const corroboration = (): Promise<Out<'claims.corroboration'>> =>
  Promise.resolve(opened.desk.handlers['claims.corroboration']({ caseId }))

/** Takes the links off a claim: the claim before it has one origin less then. */
const unlink = (i: number): void => {
  const { rev, content } = session(opened.desk).store.claims.get(claimId(i))
  void opened.desk.handlers['claims.save']({
    id: claimId(i),
    rev,
    content: { ...content, links: [] },
  })
}

const countOf = ({ claims }: Out<'claims.corroboration'>, i: number): number | undefined =>
  claims.find(({ claim }) => claim.id === claimId(i))?.supportedBy.length

describe('beside thousands of claims, sources, phrases and publications of a contact', () => {
  it('no list, corroboration or joint phrase lets a request wait for more than 200 ms', async () => {
    const { handlers } = opened.desk
    const one = sourceId(7)
    const asked: Readonly<Record<string, () => unknown>> = {
      corroboration,
      claims: () => handlers['claims.list']({ caseId, reportId: null }),
      none: () =>
        handlers['claims.list']({ caseId: CaseId.parse(id(2)), reportId: null, limit: 9 }),
      phrases: () => handlers['attributions.list']({ sourceId: null }),
      own: () => handlers['attributions.list']({ sourceId: one }),
      together: () => handlers['attributions.together']({ sourceId: one }),
      saved: () => {
        const content: AttributionContent = attributionContent(one)
        return handlers['attributions.save']({ id: null, rev: 0, content })
      },
      publications: () => handlers['publications.list']({}),
    }
    const waits: Record<string, number> = {}
    for (const [name, ask] of Object.entries(asked)) waits[name] = await longestWait(ask)
    expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
  })

  it('the phrases of a list are used in the publications that print them', async () => {
    const { handlers } = opened.desk
    const phrases = await handlers['attributions.list']({ sourceId: sourceId(9) })
    expect(phrases.map(({ usedIn }) => usedIn)).toEqual([[id(5_000_009)]])
    const together = await handlers['attributions.together']({ sourceId: sourceId(9) })
    expect(together.phrases).toEqual(phrases)
  })

  it('a claim that is saved between two turns is counted as it is then', async () => {
    expect(countOf(await corroboration(), 100)).toBe(6)
    const found = await meanwhile(corroboration, () => unlink(101))
    expect(countOf(found, 100)).toBe(5)
  })

  it('what takes long and is read while saves come in every turn is a conflict, and blocks no one', async () => {
    const { store } = session(opened.desk)
    let runs = 0
    const read = function* () {
      runs += 1
      // Longer than what may be done in one step.
      const until = performance.now() + 120
      yield
      while (performance.now() < until);
      return store.claims.get(claimId(9)).rev
    }
    const saveInTurn = async (): Promise<void> => {
      await nextTurn()
      unlink(9)
    }
    const found = await readAhead(store, read, saveInTurn)
    expect(await failureOf(found)).toBe('conflict')
    expect(runs).toBe(4)
  })

  it('an import that is applied waits for a reading in turns, and the reading ends', async () => {
    const { store } = session(opened.desk)
    let isRead = false
    let isApplied = false
    const applied = async (): Promise<void> => {
      await untilReadingsEnd(store)
      expect(isRead).toBe(true)
      isApplied = true
    }
    const waiting: Promise<void>[] = []
    const read = function* () {
      for (let turn = 0; turn < 20; turn += 1) yield
      isRead = true
      return 1
    }
    const begin = async (): Promise<void> => {
      await nextTurn()
      if (waiting.length === 0) waiting.push(applied())
      expect(isApplied).toBe(false)
    }
    expect((await readAhead(store, read, begin))()).toBe(1)
    await Promise.all(waiting)
    expect(isApplied).toBe(true)
  })

  it('what is read while saves come in every turn is read in one step at last', async () => {
    const { store } = session(opened.desk)
    const revOf = (): number => store.claims.get(claimId(9)).rev
    let runs = 0
    const read = function* () {
      runs += 1
      const before = revOf()
      yield
      return [before, revOf()] as const
    }
    const saveInTurn = async (): Promise<void> => {
      await nextTurn()
      unlink(9)
    }
    const [before, after] = (await readAhead(store, read, saveInTurn))()
    expect(before).toBe(after)
    expect(after).toBe(revOf())
    expect(runs).toBe(5)
  })

  it('what a save makes look wrong is read again, and is refused only without a save', async () => {
    const { store } = session(opened.desk)
    let runs = 0
    const read = function* () {
      runs += 1
      yield
      if (runs === 1) throw new Failure('tampered')
      return runs
    }
    const saveOnce = async (): Promise<void> => {
      await nextTurn()
      if (runs === 1) unlink(9)
    }
    expect((await readAhead(store, read, saveOnce))()).toBe(2)
    runs = 0
    expect(await failureOf(() => readAhead(store, read, noPace))).toBe('tampered')
    const cancelAfterSave = async (): Promise<void> => {
      await nextTurn()
      unlink(9)
      throw new Failure('cancelled')
    }
    expect(await failureOf(() => readAhead(store, read, cancelAfterSave))).toBe('cancelled')
  })

  it('a lock between two turns is reported as locked', async () => {
    const close = (): void => opened.desk.controller.close()
    expect(await failureOf(() => meanwhile(corroboration, close))).toBe('locked')
  })
})
