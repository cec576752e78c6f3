import { readFileSync, readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { opening, setWipe, wipe } from './wipe-vault.ts'
import { failureOf, newVault, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { ownWorkers } from './worker-paths.ts'

// Only a derivation that takes a while can be stopped midway.
beforeAll(takeRealKdf)

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

const task = '00112233aabbccdd'
const stop = (desk: TestVault): void => void desk.handlers['tasks.cancel']({ task })
const filesIn = (): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('lock')) : []
const bytesIn = (): Record<string, string> =>
  Object.fromEntries(
    ['header', 'header.bak', 'notes.db', 'anchor'].map((name) => [
      name,
      readFileSync(join(folder, name), 'base64'),
    ]),
  )
/** These tests stop a derivation midway, so each derivation has to be a real one. */
const slowDesk = (at: string): TestVault => openTestVault(at, undefined, { workers: ownWorkers })
const made = async (): Promise<string> => {
  const { desk, made: making } = newVault(folder)
  const { recoveryCode } = await making
  desk.controller.close()
  return recoveryCode
}

describe('a vault during key derivation', () => {
  it('is not unlocked after a cancel, and opens the next time', async () => {
    await made()
    const before = bytesIn()
    const desk = slowDesk(folder)
    const unlocking = failureOf(() => desk.handlers['vault.unlock']({ task, ...opening }))
    setTimeout(() => stop(desk), 5)
    expect(await unlocking).toBe('cancelled')
    expect(desk.controller.status().state).toBe('locked')
    expect(bytesIn()).toEqual(before)
    // The lock is released, and the folder is free.
    const again = await desk.handlers['vault.unlock']({ task, ...opening })
    expect(again.state).toBe('open')
    desk.controller.close()
  })

  it('does not exist after its creation is cancelled, at any moment, and the next attempt works', async () => {
    for (const after of [0, 60, 120, 180, 240]) {
      const desk = slowDesk(folder)
      const input = { task, passphrase, keyFile: null, pseudonym: '', language: 'en' } as const
      const making = failureOf(() => desk.handlers['vault.create'](input))
      setTimeout(() => stop(desk), after)
      const ended = await making
      // A late cancel has no effect, and the result says so: there is never a vault with an unseen
      // recovery code.
      expect([ended, desk.controller.status().state]).toEqual(
        ended === 'none' ? ['none', 'open'] : ['cancelled', 'none'],
      )
      if (ended === 'none') return desk.controller.close()
      expect(filesIn()).toEqual([])
    }
    await made()
    expect(filesIn()).toContain('header')
  })

  it('keeps its old passphrase when a recovery is cancelled, at either of its two keys', async () => {
    const code = await made()
    const before = bytesIn()
    for (const after of [5, 90, 120, 150]) {
      const desk = slowDesk(folder)
      const input = { task, code, passphrase: 'another five plain words here', keyFile: null }
      const recovering = failureOf(() => desk.handlers['vault.recover'](input))
      setTimeout(() => stop(desk), after)
      const ended = await recovering
      // On a fast machine the cancel may be too late, and the result says so.
      if (ended === 'none') return desk.controller.close()
      expect([ended, desk.controller.status().state]).toEqual(['cancelled', 'locked'])
      expect(bytesIn()).toEqual(before)
    }
    const desk = slowDesk(folder)
    expect((await desk.handlers['vault.unlock'](opening)).state).toBe('open')
    desk.controller.close()
  })

  it('is destroyed whole, or not at all, where the wipe passphrase is cancelled', async () => {
    const { desk: first, made: making } = newVault(folder)
    await making
    await setWipe(first)
    first.controller.close()
    const before = bytesIn()
    for (const after of [20, 90, 100, 110]) {
      const desk = slowDesk(folder)
      const ended = failureOf(() =>
        desk.handlers['vault.unlock']({ task, passphrase: wipe, keyFile: null }),
      )
      setTimeout(() => stop(desk), after)
      const code = await ended
      const { state } = desk.controller.status()
      desk.controller.close()
      expect([code, state]).toEqual(code === 'none' ? ['none', 'open'] : ['cancelled', 'locked'])
      if (code === 'none') return
      expect(bytesIn()).toEqual(before)
    }
  })

  it('is not opened by a key that is derived after the lock', async () => {
    await made()
    const desk = slowDesk(folder)
    const unlocking = failureOf(() => desk.handlers['vault.unlock'](opening))
    setTimeout(() => desk.controller.close(), 5)
    expect(await unlocking).toBe('cancelled')
    expect(desk.controller.status().state).toBe('locked')
  })
})
