import { beforeAll, describe, expect, it } from 'vitest'
import { fingerprint } from '../../src/crypto/fingerprint.ts'
import { unhex } from '../../src/main/exchange/revision.ts'
import { headsToMerge } from '../../src/main/vault/merge/versions.ts'
import { limits } from '../../src/shared/limits.ts'
import { ReportId } from '../../src/shared/ids.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { arriveAt } from './from-elsewhere.ts'
import { vaultOfOneTest, failureOf, reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { mergingIn } from './merging-in.ts'

takeFastKdf()

let desk: TestVault
beforeAll(async () => {
  const made = await vaultOfOneTest()
  ;({ desk } = made)
  return made.end
})

const { versions, merge, headOf, file } = mergingIn(() => desk)

describe('the versions that one merge replaces', () => {
  const of = (head: string | null, ...heads: string[]) =>
    headsToMerge({ head, heads } as unknown as Parameters<typeof headsToMerge>[0])

  it('are the base of the working content, and then the others in order', () => {
    expect(of('b', 'c', 'a', 'b')).toEqual(['b', 'a', 'c'])
    expect(of('c', 'a', 'b', 'c')).toEqual(['c', 'a', 'b'])
    expect(of('a', 'a', 'b', 'c')).toEqual(['a', 'b', 'c'])
    // The draft's base is no longer a head.
    expect(of('x', 'c', 'b', 'a')).toEqual(['a', 'b', 'c'])
    expect(of(null, 'b', 'a')).toEqual(['a', 'b'])
  })

  it('are as many as a revision may have parents, including its own', () => {
    const heads = Array.from({ length: limits.parents + 5 }, (_, i) => `h${String(i + 10)}`)
    const chosen = of(heads.at(-1) ?? null, ...heads)
    expect(chosen).toHaveLength(limits.parents)
    expect(chosen[0]).toBe(heads.at(-1))
  })
})

describe('concurrent versions', () => {
  it('have an author and a day, and say how many more there are', async () => {
    const id = await file('before')
    const base = headOf(id)
    await file('mine', ReportId.parse(id))
    for (let n = 0; n < limits.parents + 1; n++) {
      arriveAt(desk, 'report', id, [base], reportContent(`theirs ${String(n)}`))
    }
    const shown = await versions(id)
    expect(shown).toMatchObject({ id, kind: 'report', more: 2 })
    expect(shown.heads).toHaveLength(limits.parents + 2)
    expect(shown.sides).toHaveLength(limits.parents)
    const [mine, ...others] = shown.sides
    const { author, store } = session(desk)
    const { revision } = store.revisions.get(headOf(id))
    expect(mine).toMatchObject({ byUs: true, revision: revision.id, day: revision.day })
    expect(mine?.content).toEqual(reportContent('mine'))
    expect(mine?.author).not.toBe('')
    expect(others.every(({ byUs, day }) => !byUs && day === '2025-03-01')).toBe(true)
    expect(new Set(others.map(({ author: by }) => by)).size).toBe(1)
    expect(others[0]?.author).not.toBe(mine?.author)

    // One merge takes as many as it can, and the rest remain versions.
    await merge(id, reportContent('all'))
    expect((await versions(id)).heads).toHaveLength(3)
    await merge(id, reportContent('all of all'))
    expect(await versions(id)).toMatchObject({ more: 0 })
    expect((await versions(id)).heads).toHaveLength(1)
    expect(author).toMatch(/^[0-9a-f]{64}$/)
  })

  it('are a draft and its rivals, the draft by this vault’s own key', async () => {
    const id = await file('before')
    const base = headOf(id)
    const { rev } = await desk.handlers['reports.get']({ id: ReportId.parse(id) })
    const save = { id: ReportId.parse(id), rev, content: reportContent('drafted') }
    const { updatedDay } = { updatedDay: (await desk.handlers['reports.save'](save)).updatedDay }
    const alone = await versions(id)
    expect(alone.bases).toEqual([reportContent('before')])
    expect(alone.sides).toEqual([
      {
        revision: null,
        author: fingerprint(unhex(session(desk).author)),
        byUs: true,
        day: updatedDay,
        content: reportContent('drafted'),
      },
    ])
    arriveAt(desk, 'report', id, [base], reportContent('theirs'))
    expect((await versions(id)).sides.map(({ revision }) => revision === null)).toEqual([
      true,
      false,
    ])
  })

  it('are not shown of a deleted record', async () => {
    const id = await file('to be removed')
    const { rev } = await desk.handlers['reports.get']({ id: ReportId.parse(id) })
    await desk.handlers['records.remove']({ id, rev })
    expect(await failureOf(() => versions(id))).toBe('not-found')
    expect(await failureOf(() => versions('0'.repeat(32) as RecordId))).toBe('not-found')
  })
})
