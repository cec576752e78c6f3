import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAgeFile, openAgeFile } from '../../src/main/exchange/age-file.ts'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import type { Day } from '../../src/shared/ids.ts'
import { workerPaths } from '../vault/worker-paths.ts'

const MiB = 1024 * 1024
const day = '2025-03-01' as Day
const place = () => ({ worker: workerPaths.age, signal: new AbortController().signal })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-age-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('a big file', () => {
  it('goes through in flat memory, both ways', async () => {
    const { recipient, identity } = await createAgeIdentity('classic')
    const piece = new Uint8Array(MiB).fill(7)
    // More than the bar: a side that kept the whole file could not stay below it.
    const count = 384
    const before = process.memoryUsage().rss
    let peak = 0
    const look = (): void => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }
    const digest = createHash('sha256')
    const sink = await createAgeFile(
      { folder, day },
      { kind: 'keys', recipients: [recipient] },
      place(),
    )
    for (let i = 0; i < count; i += 1) {
      digest.update(piece)
      await sink.write(piece)
      look()
    }
    const file = await sink.finish()
    file.appear()
    const again = createHash('sha256')
    const { chunks } = await openAgeFile(
      join(folder, file.name),
      { identities: [identity], passphrase: null },
      { ...place(), maxBytes: 1024 * MiB },
    )
    for await (const chunk of chunks) {
      again.update(chunk)
      look()
    }
    expect(again.digest('hex')).toBe(digest.digest('hex'))
    expect((peak - before) / MiB).toBeLessThan(300)
  })
})
