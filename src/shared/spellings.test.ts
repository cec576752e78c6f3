import { describe, expect, it } from 'vitest'
import { limits } from './limits.ts'
import { Spellings } from './spellings.ts'

const holds = (list: unknown): boolean => Spellings.safeParse(list).success
const one = (preferred: string, ...variants: string[]) => ({ preferred, variants })

describe('a list of spellings', () => {
  it('takes words in any script, and case alone as a difference', () => {
    expect(holds([])).toBe(true)
    expect(holds([one('Hyesan', 'Hyesan-si', '惠山'), one('North Korea', 'north korea')])).toBe(
      true,
    )
  })

  it('lets no variant lead to two words, to itself or round in a circle', () => {
    expect(holds([one('Hyesan', 'Haesan'), one('Haeju', 'haesan')])).toBe(false)
    expect(holds([one('Hyesan', 'Hyesan')])).toBe(false)
    expect(holds([one('Hyesan', 'Haesan'), one('Haesan', 'Hyesan')])).toBe(false)
    expect(holds([one('Hyesan', 'A'), one('hyesan', 'B')])).toBe(false)
    expect(holds([one('Hyesan', 'A', 'a')])).toBe(false)
  })

  it('takes no empty words, no second line and no more than it says', () => {
    expect(holds([one('Hyesan')])).toBe(false)
    expect(holds([one('Hyesan', ' ')])).toBe(false)
    expect(holds([one('Hyesan', 'Hye\nsan')])).toBe(false)
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => one(`p${at}`, `v${at}`))
    expect(holds(many(limits.spellings))).toBe(true)
    expect(holds(many(limits.spellings + 1))).toBe(false)
  })
})
