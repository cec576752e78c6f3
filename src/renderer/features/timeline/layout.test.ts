import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claim } from '../../../shared/claims.ts'
import { claimAt, manyClaims } from '../../../../tests/component/timeline-answers.ts'
import { dayOf } from './days.ts'
import { gathering } from './groups.ts'
import type { GroupWords } from './groups.ts'
import { shownIn, timing } from './items.ts'
import { runSync } from '../../data/time-slice.ts'
import { laneHeight, layingOut, marksIn } from './layout.ts'
import { extentOf } from './range.ts'

const itemsOf = (claims: readonly Claim[]) => runSync(timing(claims))
const groupsOf = (...of: Parameters<typeof gathering>) => runSync(gathering(...of))
const layoutOf = (...of: Parameters<typeof layingOut>) => runSync(layingOut(...of))

const claims = (...made: readonly unknown[]): readonly Claim[] => made as readonly Claim[]
const place = (text: string) => ({ text, precision: 'town' }) as const
const words: GroupWords = {
  caseTitle: (id) => (id.endsWith('f') ? null : `Case ${id.slice(-1)}`),
  none: 'Nowhere',
  undated: 'No date',
  language: 'en',
}
const year = { from: dayOf('2023-01-01'), to: dayOf('2024-01-01') }

describe('claims in time', () => {
  test('are in order of their days, those without a date last', () => {
    const items = itemsOf(
      claims(
        claimAt(1, 'none', ''),
        claimAt(2, 'late', '2023-11'),
        claimAt(3, 'open', '../2023-02'),
        claimAt(4, 'early', '2023-01~'),
      ),
    )
    expect(items.map(({ claim }) => claim.content.statement)).toEqual([
      'open',
      'early',
      'late',
      'none',
    ])
  })

  test('that contradict each other are both marked', () => {
    const links = [{ kind: 'contradicts', claimId: '1'.padStart(32, '0') }] as never
    const items = itemsOf(
      claims(claimAt(1, 'a', '2023'), claimAt(2, 'b', '2023', { links }), claimAt(3, 'c', '2023')),
    )
    expect(items.map(({ isContested }) => isContested)).toEqual([true, true, false])
  })

  test('are shown if any day that they may mean is looked at', () => {
    const items = itemsOf(
      claims(
        claimAt(1, 'day', '2023-10-09'),
        claimAt(2, 'about', '2023-09~'),
        claimAt(3, 'since', '2020/..'),
        claimAt(4, 'before', '2022'),
        claimAt(5, 'none', ''),
      ),
    )
    const october = { from: dayOf('2023-10-01'), to: dayOf('2023-11-01') }
    const shown = shownIn(items, october).map(({ claim }) => claim.content.statement)
    expect(shown).toEqual(['since', 'about', 'day', 'none'])
  })
})

describe('groups', () => {
  const items = itemsOf(
    claims(
      claimAt(1, 'way', '2023-01', { from: place('Hyesan'), to: place('Changbai') }),
      claimAt(2, 'same', '2023-02', { to: place(' hyesan ') }),
      claimAt(3, 'none', '2023-03'),
      claimAt(4, 'undated', '', { to: place('Hyesan') }),
    ),
  )
  const labels = (grouping: Parameters<typeof groupsOf>[1]) =>
    groupsOf(items, grouping, words).map(
      ({ label, items: under }) =>
        [label, under.map(({ claim }) => claim.content.statement).join()] as const,
    )

  test('put a way from one place to another under both, one spelling for one place', () => {
    expect(labels('place')).toEqual([
      ['Changbai', 'way'],
      ['Hyesan', 'way,same'],
      ['Nowhere', 'none'],
      ['No date', 'undated'],
    ])
  })

  test('are one where nothing is grouped, and what has no date stands apart', () => {
    expect(labels('none')).toEqual([
      [null, 'way,same,none'],
      ['No date', 'undated'],
    ])
  })

  test('lose no claim, whatever they are made by', () => {
    const many = itemsOf(manyClaims(300) as readonly Claim[])
    for (const grouping of ['none', 'place', 'actor', 'case'] as const) {
      const found = groupsOf(many, grouping, words).flatMap((group) => group.items)
      expect(new Set(found.map(({ claim }) => claim.id)).size).toBe(300)
    }
  })
})

describe('the drawing', () => {
  const dates = fc.array(
    fc.constantFrom(
      '2023-10-09',
      '2023-10~',
      '2023',
      '2023-05/..',
      '../2023-03?',
      '202X',
      '2022',
      '',
    ),
    { maxLength: 40 },
  )

  test('keeps everything inside the plot, nothing over anything else', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 400, max: 1_600 }), (texts, width) => {
        const made = texts.map((when, at) =>
          claimAt(at + 1, 'x'.repeat(1 + ((at * 13) % 90)), when),
        )
        const items = shownIn(itemsOf(claims(...made)), year)
        const placed = layoutOf(groupsOf(items, 'none', words), year, width)
        for (const { marks } of placed) {
          for (const { bar, label, lane } of marks) {
            expect(label.left).toBeGreaterThanOrEqual(-0.001)
            expect(label.right).toBeLessThanOrEqual(width + 0.001)
            if (bar !== null) {
              expect(bar.width).toBeGreaterThanOrEqual(5.999)
              expect(bar.left).toBeGreaterThanOrEqual(-0.001)
              expect(bar.left + bar.width).toBeLessThanOrEqual(width + 0.001)
              expect(bar.fades[0] + bar.fades[1]).toBeLessThanOrEqual(bar.width + 0.001)
            }
            const beside = marks.filter((other) => other.lane === lane && other.label !== label)
            const right = Math.max(label.right, bar === null ? 0 : bar.left + bar.width)
            for (const other of beside) {
              expect(other.label.left >= right - 0.001 || other.label.left <= label.left).toBe(true)
            }
          }
        }
      }),
    )
  })

  test('is there only where somebody looks, with ten thousand claims, and at once', () => {
    const items = itemsOf(manyClaims(10_000) as readonly Claim[])
    const extent = extentOf(items.flatMap(({ span }) => span ?? []))!
    const since = performance.now()
    const placed = layoutOf(groupsOf(items, 'actor', words), extent, 1_100)
    expect(performance.now() - since).toBeLessThan(1_000)
    const seen = { from: 4_000, to: 4_600 }
    const drawn = placed.flatMap((group) =>
      group.top < seen.to && group.top + group.height > seen.from ? marksIn(group, seen, null) : [],
    )
    expect(drawn.length).toBeGreaterThan(5)
    expect(drawn.length).toBeLessThan(200)
  })

  test('goes on drawing the one that Tab leads to', () => {
    const items = itemsOf(manyClaims(500) as readonly Claim[])
    const [placed] = layoutOf(groupsOf(items, 'none', words), year, 900)
    const kept = placed!.marks.at(-1)!
    expect(marksIn(placed!, { from: 0, to: 100 }, kept)).toContain(kept)
  })

  test('draws what a window meets, and in the order of time', () => {
    const items = itemsOf(manyClaims(500) as readonly Claim[])
    const placed = layoutOf(groupsOf(items, 'actor', words), year, 900)
    const window = fc
      .tuple(fc.integer({ min: -100, max: 4_000 }), fc.integer({ min: 1, max: 900 }))
      .map(([from, height]) => ({ from, to: from + height }))
    fc.assert(
      fc.property(window, (seen) => {
        for (const group of placed) {
          const met = group.marks.filter(({ lane }) => {
            const begins = group.top + group.headed + lane * laneHeight
            return begins < seen.to && begins + laneHeight > seen.from
          })
          expect(marksIn(group, seen, null)).toEqual(met)
        }
      }),
    )
  })
})
