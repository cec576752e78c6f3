import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from '../vault/harness.ts'
import {
  backUp,
  backupWords,
  fullVault,
  names,
  restored,
  task,
  tokenOf,
  tried,
} from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder } from './forge.ts'
import type { Holder } from './forge.ts'

let at: FullVault
let desk: Holder
beforeAll(async () => {
  at = await fullVault()
  desk = await holder()
})
afterAll(() => {
  at.desk.controller.close()
  at.place.remove()
})

const lastLine = async () =>
  (await at.desk.handlers['journal.list']({ subject: null, before: null, limit: 1 })).lines[0]

const make = (evenBroken?: boolean) =>
  at.desk.handlers['backups.make']({
    task: task(),
    target: { kind: 'passphrase', passphrase: backupWords },
    folder: tokenOf(at.desk, at.out),
    ...(evenBroken === undefined ? {} : { evenBroken }),
  })

/** Turns one bit of the largest attached file on the disk, or turns it back. */
const turn = (): void => {
  const blobs = join(at.folder, 'blobs')
  const [path = ''] = readdirSync(blobs)
    .map((name) => join(blobs, name))
    .sort((a, b) => statSync(b).size - statSync(a).size)
  const bytes = readFileSync(path)
  bytes[1000] = (bytes[1000] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('a drill', () => {
  it('of a backup with a bit turned anywhere in what was encrypted says so in the journal', async () => {
    const file = readFileSync(await backUp(at, { kind: 'keys', recipients: [desk.recipient] }))
    for (const part of [0.02, 0.3, 0.6, 0.95]) {
      const copy = Buffer.from(file)
      const i = Math.floor(file.length * part)
      copy[i] = (copy[i] ?? 0) ^ 4
      const path = join(at.out, `turned-${part}.age`)
      writeFileSync(path, copy)
      const before = await lastLine()
      const secrets = { passphrase: null, identity: desk.identity }
      const code = await failureOf(() => tried(at.desk, path, secrets))
      expect(['malformed', 'truncated'], `${part}`).toContain(code)
      const after = await lastLine()
      expect(after?.seq, `${part}`).toBe((before?.seq ?? 0) + 1)
      expect(after?.kind).toBe('vault.backup-failed')
    }
    const other = await holder()
    const before = await lastLine()
    const path = join(at.out, 'turned-0.6.age')
    const theirs = { passphrase: null, identity: other.identity }
    expect(await failureOf(() => tried(at.desk, path, theirs))).toBe('not-for-us')
    expect(await lastLine()).toEqual(before)
  })
})

describe('a vault with an attached file that was damaged', () => {
  beforeAll(turn)
  afterAll(turn)

  it('warns before a backup, and makes the backup all the same', async () => {
    const files = names(at.out)
    expect(await failureOf(() => make())).toBe('broken-attachment')
    expect(names(at.out)).toEqual(files)
    expect(await make(true)).toMatchObject({ brokenAttachments: 1 })
  })

  it('has a backup that fails the restore drill, which names the damaged part', async () => {
    const path = join(at.out, (await make(true)).fileName)
    expect(await tried(at.desk, path)).toMatchObject({
      held: false,
      brokenAttachments: 1,
      attachments: { expected: 2, found: 2 },
      faults: 0,
    })
    expect((await lastLine())?.kind).toBe('vault.backup-failed')
  })

  it('is restored with all the rest, and the restore reports the damage', async () => {
    const path = join(at.out, (await make(true)).fileName)
    const made = await restored(join(at.place.path, 'restored'), path)
    expect(made.brokenAttachments).toBe(1)
    const { faults } = await made.desk.handlers['vault.verify']({ task: task() })
    expect(faults.map(({ what }) => what)).toEqual(['attachment'])
    made.desk.controller.close()
  })
})

it('a backup of a vault that is whole says that no file is broken, as do drill and restore', async () => {
  const made = await make()
  expect(made.brokenAttachments).toBe(0)
  const path = join(at.out, made.fileName)
  expect(await tried(at.desk, path)).toMatchObject({ held: true, brokenAttachments: 0 })
  const whole = await restored(join(at.place.path, 'whole'), path)
  expect(whole.brokenAttachments).toBe(0)
  whole.desk.controller.close()
})
