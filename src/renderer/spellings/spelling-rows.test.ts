import { describe, expect, it } from 'vitest'
import { Spellings } from '../../shared/spellings.ts'
import { rowFaults, rowsOf, spellingsOf } from './spelling-rows.ts'

const faults = (...rows: readonly (readonly [string, string])[]) =>
  rowFaults(spellingsOf(rows.map(([preferred, variants]) => ({ preferred, variants }))))

describe('lines of spellings', () => {
  it('are words between commas of any script, and come back as they were', () => {
    const spellings = spellingsOf([
      { preferred: ' Hyesan ', variants: 'Hyesan-si, 惠山，혜산시、 Haesan;Haesan,' },
      { preferred: '', variants: ' ' },
    ])
    expect(spellings).toEqual([
      { preferred: 'Hyesan', variants: ['Hyesan-si', '惠山', '혜산시', 'Haesan'] },
    ])
    expect(spellingsOf(rowsOf(spellings))).toEqual(spellings)
  })

  it('say which is half written, and which word leads to two others', () => {
    expect(faults(['Hyesan', ''], ['', 'Haesan'])).toEqual(['incomplete', 'incomplete'])
    expect(faults(['Hyesan', 'Haesan'], ['Haeju', 'haesan'], ['Musan', 'x'])).toEqual([
      'twice',
      'twice',
      null,
    ])
    expect(faults(['North Korea', 'north korea, DPRK'])).toEqual([null])
  })

  it('are faulty exactly where the vault would refuse them', () => {
    const words = ['Hyesan', 'hyesan', 'Haesan', 'HAESAN', '혜산', '惠山']
    let seed = 7
    const draw = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * below)
    }
    let refused = 0
    for (let round = 0; round < 2_000; round += 1) {
      const spellings = spellingsOf(
        Array.from({ length: 1 + draw(3) }, () => ({
          preferred: words[draw(words.length)] ?? '',
          variants: Array.from({ length: 1 + draw(2) }, () => words[draw(words.length)]).join(','),
        })),
      )
      const isFine = rowFaults(spellings).every((fault) => fault === null)
      expect({ spellings, isFine: Spellings.safeParse(spellings).success }).toEqual({
        spellings,
        isFine,
      })
      if (!isFine) refused += 1
    }
    expect(refused).toBeGreaterThan(500)
    expect(refused).toBeLessThan(1_990)
  })
})
