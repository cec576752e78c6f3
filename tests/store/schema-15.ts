import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import type { WriteDb } from '../../src/main/store/db.ts'
import { digest, hex } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

type Keyring = {
  readonly kind: string
  readonly public_key: Uint8Array
  readonly secret_key: Uint8Array
}

/**
 * The digest of a vault with nothing but settings, keys and notices, from docs/FORMAT-RECORDS.md.
 *
 * @param notices the value of that key.
 */
export const vaultDigestOf = (db: WriteDb, notices: readonly Canonical[]): Uint8Array => {
  const row = db
    .prepare<[], { salt: Uint8Array; settings: string }>('SELECT salt, settings FROM vault')
    .get()
  if (row === undefined) throw new Error('no vault')
  const keyring = db.prepare<[], Keyring>('SELECT * FROM keyring ORDER BY kind').all()
  const form = canonicalJson({
    settings: row.settings,
    keyring: keyring.map(({ kind, public_key, secret_key }) => ({
      kind,
      publicKey: hex(public_key),
      secretDigest: hex(digest.plain(secret_key)),
    })),
    exports: [],
    imports: [],
    openings: [],
    ...(notices.length === 0 ? {} : { notices }),
  })
  return digest.record(row.salt, Buffer.from(form))
}

type Line = Readonly<
  Record<'seq' | 'txn', number> &
    Record<'day' | 'actor' | 'kind' | 'subject_kind' | 'subject', string> &
    Record<'subject_prev' | 'prev', Uint8Array>
>

/**
 * Makes a closed vault one of schema 15, whose last line of the journal, about the vault, covers the
 * list of the ids of its notices.
 */
export const backToSchema15 = (d: TestVault): void => {
  const db = openWriteDb(d.file, { databaseKey: Buffer.from(d.key) })
  const ids = db.prepare<[], string>('SELECT id FROM notice ORDER BY id').pluck().all()
  const line = db.prepare<[], Line>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get()
  if (line?.subject !== 'vault') throw new Error('another line')
  const covered = vaultDigestOf(db, ids)
  const form = canonicalJson({
    ...{ actor: line.actor, day: line.day, digest: hex(covered), kind: line.kind, seq: line.seq },
    ...{ subject: line.subject, subjectKind: line.subject_kind, txn: line.txn },
    subjectPrev: hex(line.subject_prev),
  })
  const hash = digest.chain(line.prev, Buffer.from(form))
  const trigger = db
    .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'journal_is_immutable'`)
    .pluck()
    .get()
  db.exec(
    'DROP TRIGGER journal_is_immutable; DROP TABLE notice_set; DROP INDEX notice_by_use; PRAGMA user_version = 15',
  )
  db.prepare('UPDATE journal SET digest = ?, hash = ? WHERE seq = ?').run(
    Buffer.from(covered),
    Buffer.from(hash),
    line.seq,
  )
  db.exec(trigger ?? '')
  db.close()
  d.anchor = { seq: line.seq, hash }
}
