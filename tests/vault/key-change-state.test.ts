import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keyChangeState } from '../../src/main/app/key-change.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { newVault, passphrase, reportContent, temporaryFolder } from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  takeFastKdf()
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

const megabytes = 8
/** On a busy machine this process may see little of one change. */
const changesAtMost = 20

/** The shares that were seen until then, from the last 0 before the highest one. */
const sharesUntil = async (then: Promise<unknown>): Promise<readonly number[]> => {
  const end = new AbortController()
  const ended = then.finally(() => end.abort())
  const seen = [0]
  while (!end.signal.aborted) {
    const { done, total } = await keyChangeState(folder)
    expect(total).toBeGreaterThan(megabytes * 1_000_000)
    if (seen.at(-1) !== done / total) seen.push(done / total)
  }
  await ended
  // Before a change the opening writes, and after it the line of the journal.
  const highest = seen.indexOf(Math.max(...seen))
  return seen.slice(seen.lastIndexOf(0, highest), highest + 1)
}

it('a change of the passphrase is followed from another process, from nothing to the whole database', async () => {
  const { desk, made } = newVault(folder)
  await made
  const body = 'a long report '.repeat(17_500)
  for (let i = 0; i < 4 * megabytes; i++) {
    await desk.handlers['reports.save']({ id: null, rev: 0, content: reportContent(body) })
  }
  desk.controller.close()

  const script = join(import.meta.dirname, 'kill-child.ts')
  const child = spawn(process.execPath, [script, 'passphrase', folder, passphrase, 'another one'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    expect((await lines.next()).value).toBe('started')
    const isFollowed = (shares: readonly number[]): boolean =>
      shares.length > 4 &&
      (shares.at(-1) ?? 0) > 0.9 &&
      shares.every((share, i) => i === 0 || share > (shares[i - 1] ?? 0))
    let shares: readonly number[] = []
    for (let i = 0; i < changesAtMost && !isFollowed(shares); i++)
      shares = await sharesUntil(lines.next())
    expect(shares).toSatisfy(isFollowed)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
})

it('a folder without a vault shows nothing', async () => {
  expect(await keyChangeState(folder)).toEqual({ done: 0, total: 0 })
})
