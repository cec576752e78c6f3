import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { blake2b } from '@noble/hashes/blake2.js'
import { rekeyDb } from '../../src/main/store/db.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { databaseKeyOf, vaultKeyOf } from '../faults/vault-keys.ts'
import { reopen } from '../vault/harness.ts'
import { backUp, fullVault, restored, task, tried } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder, opened, rewritten, sealed } from './forge.ts'
import { openDatabase, readBackupBytes } from './second-reader.ts'

// The fixture was made with Argon2id.
beforeAll(takeRealKdf)

let at: FullVault
beforeAll(async () => {
  at = await fullVault()
})
afterAll(() => {
  at.desk.controller.close()
  at.place.remove()
})

const copyOf = (name: string): string => {
  const copy = join(at.place.path, name)
  cpSync(join(import.meta.dirname, '..', 'fixtures', 'vaults', 'v2-schema-1'), copy, {
    recursive: true,
  })
  return copy
}
const digest = (bytes: Uint8Array): string =>
  Buffer.from(blake2b(bytes, { dkLen: 32 })).toString('hex')

/** The unchanged database of the first format, under a given key. */
const untouched = async (folder: string, key: Buffer): Promise<Uint8Array> => {
  const paths = vaultPaths(folder)
  const databaseKey = databaseKeyOf(await vaultKeyOf(folder))
  rekeyDb(paths.database, Buffer.from(key), { databaseKey })
  return new Uint8Array(readFileSync(paths.database))
}

it('a backup with the schema of the first format is tested and restored, brought up to date', async () => {
  const desk = await holder()
  const key = Buffer.alloc(32, 9)
  const database = await untouched(copyOf('old'), key)
  const source = await reopen(copyOf('now'))
  const signing = source.controller.session()?.signing
  if (signing === undefined) throw new Error('closed')
  const file = await backUp(
    { desk: source, out: at.out },
    { kind: 'keys', recipients: [desk.recipient] },
  )
  const text = Buffer.from(key.toString('hex'))
  const read = readBackupBytes(await opened(file, desk))
  const db = openDatabase({ ...read, key: key.toString('hex'), database }, join(at.out, 'old.db'))
  expect(db.pragma('user_version', { simple: true })).toBe(1)
  const count = (sql: string) =>
    Object.fromEntries(
      (db.prepare(sql).all() as { kind: string; n: number }[]).map(({ kind, n }) => [kind, n]),
    )
  const journal = count('SELECT kind, count(*) AS n FROM journal GROUP BY kind')
  const tail = db
    .prepare('SELECT seq, lower(hex(hash)) AS hash FROM journal ORDER BY seq DESC LIMIT 1')
    .get()
  db.close()
  const old = rewritten(await opened(file, desk), signing, ({ manifest, frames }) => ({
    manifest: {
      ...manifest,
      schema: 1,
      counts: { ...(manifest['counts'] as object), journal },
      tail,
      key: digest(text),
      database: { length: database.length, digest: digest(database) },
    },
    frames: [['key', text], ['database', database], ...frames.slice(2)],
  }))
  const path = await sealed(at.out, old, desk)
  const withKey = { passphrase: null, identity: desk.identity }
  expect(await tried(at.desk, path, withKey)).toMatchObject({ held: true, known: false })
  const { desk: made } = await restored(join(at.place.path, 'from-v1'), path, withKey)
  const [kase] = await made.handlers['cases.list']({})
  expect(kase).toMatchObject({ content: { title: 'Returns over the river' }, reports: 2 })
  expect(await made.handlers['vault.verify']({ task: task() })).toMatchObject({ faults: [] })
  for (const each of [made, source]) each.controller.close()
})
