import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachments } from './attachments.ts'
import { seededRandom } from './random.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-soak-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the long run over one big file', () => {
  it('holds for a small one, step by step', async () => {
    const told: string[] = []
    const tally = await attachments.run({
      folder,
      count: 4,
      random: seededRandom(1),
      tell: (line) => {
        told.push(line)
      },
    })
    expect(tally.losses).toEqual([])
    expect(tally.line('attachments')).toBe('attachments: tried 1 / refused 0 / repaired 0 / lost 0')
    expect(told).toHaveLength(6)
  })
})
