import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as importContent from '../../src/main/vault/exchange/import-content.ts'
import { inFull } from '../in-full.ts'
import { largeFile, waitsOfImport } from './large-import.ts'
import { knows } from './meet.ts'
import { person } from './sample.ts'
import { session } from './test-vault.ts'
import { taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

const isAtOnce = vi.hoisted(() => ({ now: false }))
vi.mock('../../src/main/vault/exchange/import-content.ts', async (original) => {
  const real = await original<typeof importContent>()
  const isSmall: typeof real.isSmall = (content) => isAtOnce.now || real.isSmall(content)
  return { ...real, isSmall }
})

const most = 200

let two: Two
let by: ReturnType<typeof person>
beforeEach(async () => {
  two = await twoVaults()
  by = person()
  knows(two.desk, by)
})
afterEach(() => {
  isAtOnce.now = false
  two.end()
})

it.runIf(inFull)(
  'an import of 90,000 reports never lets another request wait for more than 200 ms',
  async () => {
    const { desk } = two
    const count = 90_000
    const waits = await waitsOfImport(two, by, count)
    expect(Object.entries(waits).filter(([, ms]) => ms > most)).toEqual([])
    expect(session(desk).store.records.ids().length).toBe(count + 1)
  },
  3_600_000,
)

it.runIf(inFull)(
  'an import in parts makes the database at most 10 % larger than one transaction would',
  async () => {
    const sizeOf = async (): Promise<number> => {
      await taken(two.desk, await largeFile(two, by, 20_000))
      return statSync(join(two.desk.folder, 'notes.db')).size
    }
    isAtOnce.now = true
    const atOnce = await sizeOf()
    two.end()
    two = await twoVaults()
    knows(two.desk, by)
    isAtOnce.now = false
    expect(await sizeOf()).toBeLessThan(1.1 * atOnce)
  },
  3_600_000,
)
