import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { watchFiles } from '../vault-files/watched-files.ts'
import {
  failureOf,
  newVault,
  openTestVault,
  passphrase,
  reportContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'

let place: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
})
afterEach(() => place.remove())

describe('a change of the header', () => {
  const change = (from: string, next: string) => ({
    current: from,
    currentKeyFile: null,
    next,
    nextKeyFile: null,
  })

  it.each([
    'write header',
    'fsync header',
    'write header.bak',
    'fsync header.bak',
    // The anchor, which was opened before the test looks.
    'write ?',
    'fsync ?',
  ])(
    'that cannot %s is in doubt: nothing more is written, and the next unlock decides',
    async (failing) => {
      const { desk, made } = newVault(folder)
      await made
      const content = reportContent('What was written.', 'Kept')
      const saved = await desk.handlers['reports.save']({ id: null, rev: 0, content })
      const next = `${passphrase}!`
      const faults = watchFiles(failing, Infinity, 1)
      expect(
        await failureOf(() => desk.controller.changePassphrase(change(passphrase, next))),
      ).toBe('in-doubt')
      expect(faults).toContain(failing)
      const again = { id: null, rev: 0, content }
      expect(await failureOf(() => desk.handlers['reports.save'](again))).toBe('read-only')
      desk.controller.close()
      const opened: TestVault[] = []
      for (const words of [next, passphrase]) {
        const other = openTestVault(folder)
        const unlocking = () => other.controller.unlock({ passphrase: words, keyFile: null })
        if ((await failureOf(unlocking)) === 'none') {
          expect((await other.handlers['reports.get']({ id: saved.id })).id).toBe(saved.id)
          opened.push(other)
        }
        other.controller.close()
      }
      expect(opened.length).toBe(1)
    },
  )

  it('is not made by a recovery that cannot open the database', async () => {
    const { desk, made } = newVault(folder)
    const { recoveryCode } = await made
    desk.controller.close()
    writeFileSync(join(folder, 'notes.db'), new Uint8Array(8192).fill(7))
    const before = readFileSync(join(folder, 'header'))
    const input = { code: recoveryCode, passphrase: 'another one of many words', keyFile: null }
    expect(await failureOf(() => openTestVault(folder).controller.recover(input))).not.toBe('none')
    expect(readFileSync(join(folder, 'header'))).toEqual(before)
  })
})
