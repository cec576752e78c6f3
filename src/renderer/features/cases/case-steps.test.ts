import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseProgressOf } from './case-progress.tsx'

type Row = Parameters<typeof caseProgressOf>[0][number]
const row = (supportedBy: readonly number[], contradictedBy: readonly number[]): Row =>
  ({ supportedBy, contradictedBy, maySupport: [], mayContradict: [] }) as unknown as Row

describe('the claims of a case', () => {
  it('are borne out by two origins, and by no fewer', () => {
    const { corroborated, alone } = caseProgressOf([row([0, 1], []), row([0], []), row([], [])])
    expect(corroborated).toHaveLength(1)
    expect(alone).toHaveLength(2)
  })

  it('are disputed by one origin that says otherwise, however many support them', () => {
    const { corroborated, disputed } = caseProgressOf([row([0, 1, 2], [3])])
    expect([corroborated.length, disputed.length]).toEqual([0, 1])
  })

  it('stand in one list each', () => {
    const origins = fc.uniqueArray(fc.nat(5))
    fc.assert(
      fc.property(fc.array(fc.tuple(origins, origins)), (drawn) => {
        const rows = drawn.map(([supports, contradicts]) => row(supports, contradicts))
        const { all, corroborated, alone, disputed } = caseProgressOf(rows)
        expect(all).toBe(rows.length)
        expect(new Set([...corroborated, ...alone, ...disputed]).size).toBe(rows.length)
        expect(corroborated.length + alone.length + disputed.length).toBe(rows.length)
      }),
    )
  })
})
