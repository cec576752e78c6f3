import { expect, it } from 'vitest'
import { ranked } from './ranking.ts'
import type { RankedItem } from './ranking.ts'

const one = (label: string, rank: RankedItem['rank'], times = 0): RankedItem => ({
  item: { id: label, label, names: [label.toLowerCase()], icon: 'plus', run: () => undefined },
  rank,
  times,
})
const labels = (items: readonly RankedItem[], wanted: string): string[] =>
  ranked(items, wanted).map(({ label }) => label)

it('a view that begins with what was typed is before records, commands, and matches inside', () => {
  const items = [
    one('New recovery code', 'command'),
    one('Replace the identity key', 'command'),
    one('Heron at the reservoir', 'record'),
    one('Reed Warbler', 'record'),
    one('Reports', 'view'),
    one('Require a second reader', 'command', 3),
    one('Claims', 'view'),
  ]
  expect(labels(items, 're')).toEqual([
    'Reports',
    'Reed Warbler',
    'Require a second reader',
    'Replace the identity key',
    'Heron at the reservoir',
    'New recovery code',
  ])
})

it('an exact name is first, whatever it is', () => {
  expect(labels([one('Lock now', 'view'), one('Lock', 'command')], 'lock')).toEqual([
    'Lock',
    'Lock now',
  ])
})

it('what does not fit is left out', () => {
  expect(labels([one('Map', 'view')], 'x')).toEqual([])
})
