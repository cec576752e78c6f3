import { expect, it } from 'vitest'
import { seededRandom } from '../../scripts/soak/random.ts'
import { corpora, parsing } from './parsers.ts'
import { shortRun } from './short-run.ts'

// `npm run soak -- parsers` makes as many inputs as one wants.
it('every parser accepts its input or refuses it with a code, and nothing signed is forged', async ({
  skip,
}) => {
  const tally = await shortRun(parsing, 300, skip)
  expect(tally.refused).toBeGreaterThan(tally.tried / 3)
})

it('reads every corpus that was kept', async () => {
  const told: string[] = []
  await parsing.run({
    folder: '',
    count: 1,
    random: seededRandom(1),
    tell: (line) => told.push(line),
  })
  const names = told.map((line) => line.split(':')[0])
  expect(names).toEqual(expect.arrayContaining(corpora()))
})
