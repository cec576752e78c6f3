import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect } from '../../src/rescue/collect.ts'
import { failureOf, openTestVault, passphrase, reopen } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { ownWorkers } from '../vault/worker-paths.ts'
import {
  backUp,
  backupWords,
  fullVault,
  names,
  newWords,
  restored,
  task,
  tokenOf,
} from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder, opened } from './forge.ts'
import type { Holder } from './forge.ts'
import { openDatabase, readBackupBytes } from './second-reader.ts'
import { exportDecided } from '../exchange/decided.ts'

let at: FullVault
let desk: Holder
let path: string
beforeAll(async () => {
  at = await fullVault()
  desk = await holder()
  await send(at.desk, at.out)
  path = await backUp(at, { kind: 'keys', recipients: [desk.recipient] })
})
afterAll(() => {
  at.desk.controller.close()
  at.place.remove()
})

/** Exports what is filed to the same recipient each time. @returns the sequence of the file. */
const send = async (from: TestVault, folder: string) => {
  await exportDecided(from.handlers, {
    task: task(),
    choice: { kind: 'reports', reportIds: [at.filed.id] },
    target: { kind: 'keys', recipients: [desk.recipient] },
    overrides: [],
    purpose: '',
    folder: tokenOf(from, folder),
    unverified: true,
  })
  const [last] = from.controller.session()?.store.exchange.exports() ?? []
  return { sequence: last?.sequence, seq: last?.seq }
}
const withKey = () => ({ passphrase: null, identity: desk.identity })

const storeOf = ({ controller }: TestVault) => {
  const session = controller.session()
  if (session === null) throw new Error('closed')
  return session.store
}

/** All that rescue writes, and the secret keys and seals that it omits. */
const everything = (of: TestVault) => {
  const store = storeOf(of)
  const { verification, journal, exports, backups, ...rest } = collect({
    stored: { store, rescue: null, close: () => undefined },
    headerCopies: 'equal',
  })
  const seals = store.sources.list().map(({ id }) => store.sources.seals(id))
  const keys = ['author', 'age-hybrid', 'age-x25519'].map((kind) => store.keyring.get(kind))
  return {
    verification,
    journal: journal as { kind: string }[],
    exports,
    backups,
    rest,
    seals,
    keys,
  }
}

describe('a restored vault', () => {
  it('contains every record, revision, seal, journal line, setting, key and attachment of the original vault', async () => {
    const folder = join(at.place.path, 'same')
    const { desk: made, recoveryCode } = await restored(folder, path, withKey())
    const [before, after] = [everything(at.desk), everything(made)]
    expect(after.rest).toEqual(before.rest)
    expect(after.seals).toEqual(before.seals)
    expect(after.seals[0]?.[0]?.bytes).toHaveLength(8848)
    expect(after.keys).toEqual(before.keys)
    // The source noted why it made the backup, and the backup, when it was whole; the copy noted where it comes from.
    expect(before.journal.at(-1)?.kind).toBe('vault.backup')
    expect(after.journal.at(-1)?.kind).toBe('vault.restored')
    expect(after.journal.slice(0, -1)).toEqual(before.journal.slice(0, -2))
    expect(after.backups).toEqual([])
    expect(after.exports).toEqual(
      (before.exports as object[]).map((entry) => ({ ...entry, ended: true })),
    )
    for (const name of names(join(at.folder, 'blobs'))) {
      const [one, two] = [at.folder, folder].map((each) => readFileSync(join(each, 'blobs', name)))
      expect(Buffer.compare(one ?? Buffer.alloc(0), two ?? Buffer.alloc(1))).toBe(0)
    }
    expect(names(join(folder, 'blobs'))).toEqual(names(join(at.folder, 'blobs')))
    expect(await made.handlers['vault.verify']({ task: task() })).toMatchObject({
      faults: [],
      searchIndexHolds: true,
    })
    const { hits } = await made.handlers['search.query']({ query: 'draft', limit: 5 })
    expect(hits).toHaveLength(1)
    made.controller.close()
    for (const open of [() => reopen(folder, newWords), () => recovered(folder, recoveryCode)]) {
      const again = await open()
      expect(again.controller.status()).toMatchObject({ state: 'open', repaired: false })
      again.controller.close()
    }
  })

  it('has a new id and key: neither old credentials nor the backup’s key open it', async () => {
    const folder = join(at.place.path, 'other-key')
    const { desk: made } = await restored(folder, path, withKey())
    made.controller.close()
    expect(await failureOf(() => reopen(folder, passphrase))).toBe('wrong-passphrase')
    expect(await failureOf(() => recovered(folder, at.recoveryCode))).toBe('wrong-passphrase')
    const [old, header] = [at.folder, folder].map((each) => readFileSync(join(each, 'header')))
    // The salt.
    expect(header?.subarray(32, 48)).not.toEqual(old?.subarray(32, 48))
    const read = readBackupBytes(await opened(path, desk))
    const database = new Uint8Array(readFileSync(join(folder, 'notes.db')))
    expect(() => {
      const db = openDatabase({ ...read, database }, join(at.out, 'tried.db'))
      try {
        db.prepare('SELECT count(*) FROM record').get()
      } finally {
        db.close()
      }
    }).toThrow('not a database')
    // Nor does the old vault's database open: in place of the new one, it is damage.
    cpSync(join(at.folder, 'notes.db'), join(folder, 'notes.db'))
    expect(await failureOf(() => reopen(folder, newWords))).toBe('damaged')
  })

  it('begins new sequences, so that its exports are no roll-back, while the source goes on with its own', async () => {
    const folder = join(at.place.path, 'sequences')
    const { desk: made } = await restored(folder, path, withKey())
    const next = await send(at.desk, at.out)
    const own = await send(made, at.out)
    const second = await send(made, at.out)
    expect(next.seq).toBe(2)
    expect(own).toMatchObject({ seq: 1 })
    expect(own.sequence).not.toBe(next.sequence)
    expect(second).toEqual({ sequence: own.sequence, seq: 2 })
    made.controller.close()
  })

  it('is made in an empty folder only, and not over existing files', async () => {
    const folder = join(at.place.path, 'full')
    mkdirSync(folder)
    writeFileSync(join(folder, 'a letter'), 'mine')
    expect(await failureOf(() => restored(folder, path, withKey()))).toBe('exists')
    expect(names(folder)).toEqual(['a letter'])
    expect(await failureOf(() => restored(at.folder, path, withKey()))).toBe('exists')
  })

  it('can be cancelled, after which the folder is empty and takes the next try', async () => {
    const folder = join(at.place.path, 'cancelled')
    const toWords = await backUp(at)
    const fresh = openTestVault(folder, undefined, { workers: ownWorkers })
    const name = task()
    const restoring = fresh.handlers['vault.restore']({
      task: name,
      file: tokenOf(fresh, toWords),
      passphrase: backupWords,
      identity: null,
      newPassphrase: newWords,
      keyFile: null,
    })
    setTimeout(() => void fresh.handlers['tasks.cancel']({ task: name }), 700)
    expect(await failureOf(() => restoring)).toBe('cancelled')
    expect(names(folder).filter((each) => !each.startsWith('lock'))).toEqual([])
    expect(fresh.controller.status().state).toBe('none')
    const { desk: made } = await restored(folder, toWords)
    expect(made.controller.status().state).toBe('open')
    made.controller.close()
  })
})

const recovered = async (folder: string, code: string): Promise<TestVault> => {
  const fresh = openTestVault(folder)
  await fresh.controller.recover({ code, passphrase: newWords, keyFile: null })
  return fresh
}
