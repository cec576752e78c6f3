import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headsOf, merge } from '../../src/main/exchange/merge.ts'
import type { RevisionNode } from '../../src/main/exchange/merge.ts'
import type { RevisionId } from '../../src/shared/ids.ts'

/** Any tree that people could have made: each revision names some of those before it. */
const tree = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 12 })
  .map((drawn): RevisionNode[] =>
    drawn.map((parents, i) => ({
      id: `r${String(i)}` as RevisionId,
      parents: i === 0 ? [] : [...new Set(parents.map((p) => `r${String(p % i)}` as RevisionId))],
    })),
  )
const parted = tree.chain((nodes) =>
  fc.tuple(fc.subarray(nodes), fc.subarray(nodes), fc.subarray(nodes), fc.shuffledSubarray(nodes)),
)
const union = (a: readonly RevisionNode[], b: readonly RevisionNode[]): RevisionNode[] => [
  ...a,
  ...merge(a, b).added,
]
const names = (nodes: readonly RevisionNode[]): string[] => nodes.map((node) => node.id).sort()

describe('merging trees of revisions', () => {
  it('gives the same records and heads in either order', () => {
    fc.assert(
      fc.property(parted, ([a, b]) => {
        expect(names(union(a, b))).toEqual(names(union(b, a)))
        expect(merge(a, b).heads).toEqual(merge(b, a).heads)
      }),
      { numRuns: 10_000 },
    )
  })

  it('gives the same however the parts are grouped', () => {
    fc.assert(
      fc.property(parted, ([a, b, c]) => {
        const [left, right] = [union(union(a, b), c), union(a, union(b, c))]
        expect(names(left)).toEqual(names(right))
        expect(headsOf(left)).toEqual(headsOf(right))
      }),
      { numRuns: 10_000 },
    )
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(parted, ([a, b, , shuffled]) => {
        const once = union(a, b)
        expect(merge(once, b)).toMatchObject({ added: [], effect: 'known', heads: headsOf(once) })
        expect(merge(shuffled, shuffled).effect).toBe('known')
      }),
      { numRuns: 10_000 },
    )
  })

  it('loses no revision, and every head is one that nothing replaces', () => {
    fc.assert(
      fc.property(parted, ([a, b]) => {
        const { heads } = merge(a, b)
        const all = union(a, b)
        for (const node of [...a, ...b]) expect(names(all)).toContain(node.id)
        for (const head of heads) {
          expect(all.some(({ parents }) => parents.includes(head))).toBe(false)
        }
      }),
    )
  })

  const [r1, r2, r3] = ['r1', 'r2', 'r3'] as RevisionId[] as [RevisionId, RevisionId, RevisionId]
  it('follows forward when the newest state is known to the other side', () => {
    const local = [{ id: r1, parents: [] }]
    expect(merge(local, [{ id: r2, parents: [r1] }])).toMatchObject({
      effect: 'update',
      heads: [r2],
    })
  })

  it('keeps both heads when two people edited the same state', () => {
    const local = [
      { id: r1, parents: [] },
      { id: r2, parents: [r1] },
    ]
    const incoming = [
      { id: r1, parents: [] },
      { id: r3, parents: [r1] },
    ]
    expect(merge(local, incoming)).toMatchObject({ effect: 'conflict', heads: [r2, r3] })
  })

  it('ends a conflict when a revision that names both heads arrives', () => {
    const local = [
      { id: r1, parents: [] },
      { id: r2, parents: [] },
    ]
    expect(merge(local, [{ id: r3, parents: [r1, r2] }])).toMatchObject({
      effect: 'update',
      heads: [r3],
    })
  })

  it('says what it does to a record: new, known, or a conflict from the beginning', () => {
    const [one, other] = [
      { id: r2, parents: [] },
      { id: r1, parents: [] },
    ]
    expect(merge([], [])).toEqual({ added: [], heads: [], effect: 'known' })
    expect(merge([], [one])).toEqual({ added: [one], heads: [r2], effect: 'new' })
    expect(merge([], [one, one])).toMatchObject({ added: [one], effect: 'new' })
    expect(merge([], [one, other])).toMatchObject({ heads: [r1, r2], effect: 'conflict' })
    expect(merge([one], [one])).toEqual({ added: [], heads: [r2], effect: 'known' })
    expect(headsOf([one, other, { id: r3, parents: [r2] }])).toEqual([r1, r3])
  })
})
