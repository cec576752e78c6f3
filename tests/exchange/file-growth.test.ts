import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RecordId } from '../../src/shared/ids.ts'
import { several } from '../in-full.ts'
import { fileFrom } from './by-hand.ts'
import { growth, linear } from './cpu-time.ts'
import { knows } from './meet.ts'
import { id, person, reportContent, sample, signed } from './sample.ts'
import { session } from './test-vault.ts'
import { committed, preview, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by, { desks: [session(two.desk).author], serial: 2 })
})
afterEach(() => two.end())

let used = 5_000
const next = (): RecordId => id((used += 1))

/** A file of so many new reports, from a contact. */
const fileOf = (n: number): Promise<string> => {
  const revisions = Array.from({ length: n }, (_, i) =>
    signed(by, { subject: next(), kind: 'report', content: reportContent(`Report ${i}`, 'x') }),
  )
  return fileFrom(two, by, two.desk, { ...sample(by), revisions, seals: [] })
}

it('a file costs no more per record at n, 2n and 4n to be read, checked and previewed', async () => {
  const cost = await growth(several(30, 250), (n) => {
    let path: string | undefined
    return {
      renew: async () => {
        path ??= await fileOf(n)
      },
      act: async () => expect((await preview(two.desk, path ?? '')).exportId).not.toBe(''),
    }
  })
  expect(cost).toBeLessThan(linear)
})

it('so does the import of its records', async () => {
  const cost = await growth(several(30, 250), (n) => {
    let file = ''
    return {
      renew: async () => {
        file = (await preview(two.desk, await fileOf(n))).exportId
      },
      act: () => committed(two.desk, file),
    }
  })
  expect(cost).toBeLessThan(linear)
})
