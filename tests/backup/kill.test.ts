import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { killed as killedAt } from '../faults/killed.ts'
import { openTestVault, passphrase, reopen } from '../vault/harness.ts'
import { several } from '../in-full.ts'
import { backUp, fullVault, names, newWords, restored, task, tried } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder, opened } from './forge.ts'
import type { Holder } from './forge.ts'
import { readBackupBytes } from './second-reader.ts'

let at: FullVault
let desk: Holder
let path: string
beforeAll(async () => {
  takeFastKdf()
  at = await fullVault()
  desk = await holder()
  path = await backUp(at, { kind: 'keys', recipients: [desk.recipient] })
  at.desk.controller.close()
})
afterAll(() => at.place.remove())

/** Starts the child, kills it `ms` after it began, and gives the lines that it finished. */
const killed = async (args: readonly string[], ms: number): Promise<readonly string[]> =>
  (await killedAt(join(import.meta.dirname, 'kill-child.ts'), args, { afterMs: ms })).said

const someMs = (max: number): number => Math.floor(Math.random() * max)
const withKey = () => ({ passphrase: null, identity: desk.identity })

const restores = several(1, 20)
const backups = several(1, 20)

describe('kill -9', () => {
  it(`during a restore leaves no vault, or a whole one (${restores} times)`, async () => {
    for (let round = 0; round < restores; round += 1) {
      const folder = join(at.place.path, `new-${String(round)}`)
      const lines = await killed(['restore', folder, path, desk.identity], someMs(2_500))
      const fresh = openTestVault(folder)
      const { state } = fresh.controller.status()
      if (lines.length > 0) expect(state).toBe('locked')
      const made =
        state === 'none'
          ? (await restored(folder, path, withKey())).desk
          : await reopen(folder, newWords)
      expect(await made.handlers['vault.verify']({ task: task() })).toMatchObject({
        records: 4,
        faults: [],
        searchIndexHolds: true,
      })
      expect(names(join(folder, 'blobs'))).toHaveLength(2)
      made.controller.close()
      // The folder contains a vault and nothing else: no marker, no incomplete copy.
      ;(await reopen(folder, newWords)).controller.close()
      const own =
        /^(anchor|blobs|header|header\.bak|lock|lock-journal|notes\.db|notes\.db-journal)$/
      expect(names(folder).filter((name) => !own.test(name))).toEqual([])
    }
  })

  it(`while backups are made or tested harms neither the vault nor a file that appeared (${backups} times)`, async () => {
    for (let round = 0; round < backups; round += 1) {
      const args =
        round % 2 === 0
          ? ['make', at.folder, desk.recipient, '', at.out]
          : ['test', at.folder, path, desk.identity]
      const made = await killed(args, 100 + someMs(1_500))
      const again = await reopen(at.folder, passphrase)
      expect(again.controller.status().state).toBe('open')
      expect(names(at.folder)).not.toContain('scratch')
      const { faults } = await again.handlers['vault.verify']({ task: task() })
      expect(faults).toEqual([])
      for (const file of made) readBackupBytes(await opened(file, desk))
      expect(await tried(again, path, withKey())).toMatchObject({ held: true })
      again.controller.close()
    }
    const whole = names(at.out).filter((name) => name.endsWith('.age'))
    for (const name of whole) readBackupBytes(await opened(join(at.out, name), desk))
  })
})
