import fc from 'fast-check'

const pick = fc.noBias(fc.nat(59))
const word = fc.constantFrom('river', 'market', '시장에서', '遣返', 'winter', '들었다', '边境')
/** What two to five vaults may do in any order. */
export const history = fc.record({
  // Mostly two or three; every file of five is read by four.
  desks: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(2, 3) },
    { weight: 1, arbitrary: fc.constantFrom(4, 5) },
  ),
  steps: fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          act: fc.constantFrom('file', 'file', 'draft', 'case', 'source'),
          by: pick,
          words: fc.array(word, { minLength: 1, maxLength: 3 }),
        }),
      },
      { weight: 4, arbitrary: fc.record({ act: fc.constant('merge' as const), by: pick }) },
      { weight: 1, arbitrary: fc.record({ act: fc.constant('purge' as const), by: pick }) },
      // A file may reach any vaults: twice, late, in part, or none.
      {
        weight: 3,
        arbitrary: fc.record({
          act: fc.constant('write' as const),
          by: pick,
          reach: fc.array(fc.record({ to: pick, parts: fc.constantFrom(true, false, false) }), {
            maxLength: 2,
          }),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ act: fc.constant('late' as const), to: pick, file: pick }),
      },
    ),
    { minLength: 5, maxLength: 8, size: 'max' },
  ),
})
export type History = typeof history extends fc.Arbitrary<infer H> ? H : never
export type Step = History['steps'][number]
