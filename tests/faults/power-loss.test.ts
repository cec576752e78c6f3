import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cannotFailCalls } from './failing-calls.ts'
import { LostPower } from './lost-power.ts'
import type { Luck } from './lost-power.ts'
import { several } from '../in-full.ts'
import { losesWithout, powerLoss, powerLossInRekey } from './power-loss.ts'
import type { SyncOfSave } from './power-loss.ts'
import type { Recorded } from './recorded.ts'
import { shortRun } from './short-run.ts'

// `npm run soak -- power-loss` makes as many cuts as one wants.
it('a power loss while reports are saved or the header is written keeps what was acknowledged, and the rest whole or not at all', async ({
  skip,
}) => {
  await shortRun(powerLoss, several(4, 16), skip)
})

// All steps of two changes are some 190 trials; `npm run soak -- power-loss-in-rekey` makes more.
it('a power loss while a credential changes leaves the old credentials or the new ones, and all that was acknowledged', async ({
  skip,
}) => {
  await shortRun(powerLossInRekey, several(4, 200), skip)
}, 3_600_000)

it.for<SyncOfSave>(['notes.db', 'the end of notes.db-journal', 'anchor'])(
  'a power loss while reports are saved would lose something without the sync of %s',
  async (which, { skip }) => {
    const reason = cannotFailCalls()
    skip(reason !== null, reason ?? '')
    const folder = mkdtempSync(join(tmpdir(), 'understory-faults-'))
    try {
      expect(await losesWithout(folder, which)).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

describe('a disk that loses its power', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  const none: Luck = { names: () => 0, comes: () => false }
  const all: Luck = { names: (of) => of, comes: () => true }
  const leftOf = (records: readonly Recorded[], luck: Luck): Record<string, string> => {
    const disk = new LostPower(new Map([['a', bytes('old')]]))
    for (const record of records) disk.take(record)
    const decoder = new TextDecoder()
    return Object.fromEntries([...disk.left(luck)].map(([name, of]) => [name, decoder.decode(of)]))
  }
  const write = (name: string, text: string, at = 0): Recorded => ({
    call: 'write',
    ...{ name, at, bytes: bytes(text) },
  })
  const replaced: readonly Recorded[] = [
    { call: 'create', name: 'a.new' },
    write('a.new', 'new'),
    { call: 'sync', name: 'a.new' },
    { call: 'rename', name: 'a', from: 'a.new' },
  ]

  it('keeps no write that was not synced, or all, as luck has it', () => {
    expect(leftOf([write('a', 'new')], none)).toEqual({ a: 'old' })
    expect(leftOf([write('a', 'new')], all)).toEqual({ a: 'new' })
    expect(leftOf([write('a', 'new'), { call: 'sync', name: 'a' }], none)).toEqual({ a: 'new' })
  })

  it('keeps no name before the folder is synced, though the file was', () => {
    expect(leftOf(replaced, none)).toEqual({ a: 'old' })
    expect(leftOf(replaced, all)).toEqual({ a: 'new' })
    expect(leftOf([...replaced, { call: 'sync', name: '.' }], none)).toEqual({ a: 'new' })
  })

  it('has a new name on an empty file, where the rename came and the words did not', () => {
    const hasty = replaced.filter(({ call }) => call !== 'sync')
    expect(leftOf(hasty, { ...none, names: (of) => of })).toEqual({ a: '' })
    expect(leftOf([...hasty, { call: 'sync', name: '.' }], none)).toEqual({ a: '' })
  })

  it('takes some sectors of a write and not others, and a length or none', () => {
    let n = 0
    const second: Luck = { names: (of) => of, comes: () => (n += 1) % 2 === 0 }
    const left = leftOf([write('a', `${'x'.repeat(512)}yy`)], second)['a'] ?? ''
    expect([left.slice(0, 3), left.slice(3, 512), left.slice(512)]).toEqual([
      'old',
      '\0'.repeat(509),
      'yy',
    ])
    expect(leftOf([{ call: 'truncate', name: 'a', length: 1 }], all)).toEqual({ a: 'o' })
    expect(leftOf([{ call: 'truncate', name: 'a', length: 1 }], none)).toEqual({ a: 'old' })
    expect(leftOf([{ call: 'unlink', name: 'a' }], all)).toEqual({})
  })
})
