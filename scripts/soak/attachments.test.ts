import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attachments } from './attachments.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-soak-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the long run over one big file', () => {
  it('holds for a small one, step by step', async () => {
    const told: string[] = []
    const broken = await attachments.run(folder, 4, (line) => {
      told.push(line)
    })
    expect(broken).toEqual([])
    expect(told.at(-1)).toBe('tried 1, arrived 1, lost 0')
    expect(told).toHaveLength(7)
  })
})
