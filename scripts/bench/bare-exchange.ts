import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { utf8 } from '../../src/crypto/bytes.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { createSigningKeyPair, sign, verify } from '../../src/crypto/sign.ts'
import { sodium } from '../../src/crypto/sodium.ts'
import { createDb } from '../../src/main/store/db.ts'
import type { RecordId, ReportId } from '../../src/shared/ids.ts'
import { indexText } from '../../src/shared/index-words.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'
import { timed } from './timing.ts'

/** Milliseconds of each act. */
type BareExchange = Readonly<Record<'export' | 'import', number>>

/**
 * What an export and an import cannot do without, by libsodium and SQLite alone, for each revision
 * of some reports: an export reads it, digests it, signs its chain of custody and encrypts it, and
 * checks both signatures as its receiver will; an import decrypts and checks it, and stores it with
 * its words in an encrypted database.
 *
 * @param folder that exists.
 */
export const bareExchange = (
  from: BenchVault,
  ids: readonly ReportId[],
  folder: string,
): BareExchange => {
  const { revisions } = sessionOf(from).store
  const found = ids.flatMap((id) =>
    [...revisions.each(id as string as RecordId)].map(({ revision }) => revision),
  )
  const { publicKey, secretKey } = createSigningKeyPair()
  const [key, nonce] = [randomBytes(32), randomBytes(12)]
  const db = createDb(join(folder, 'bare.db'), { databaseKey: randomBytes(32) })
  db.exec(`CREATE TABLE revision (num INTEGER PRIMARY KEY, id TEXT UNIQUE, subject TEXT, content TEXT);
    CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='ascii')`)
  const store = db.prepare('INSERT INTO revision VALUES (?, ?, ?, ?)')
  const index = db.prepare('INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)')
  const read = db.prepare('SELECT content FROM revision WHERE id = ?')
  const seal = (bytes: Uint8Array): Uint8Array =>
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(bytes, null, null, nonce, key)
  const open = (bytes: Uint8Array): Uint8Array =>
    sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, bytes, null, nonce, key)
  const forms = found.map((revision) => utf8(revisionForm(revision)))
  const sealed = forms.map(seal)
  const signatures = forms.map((form) => sign('revision', form, secretKey))
  const check = (at: number): void => {
    const form = open(sealed[at] ?? new Uint8Array())
    plainDigest(form)
    if (!verify('revision', form, signatures[at] ?? new Uint8Array(), publicKey))
      throw new Error('a signature of the bench does not hold')
    // The signature of its chain of custody.
    verify('revision', form, signatures[at] ?? new Uint8Array(), publicKey)
  }
  const storeAll = db.transaction(() => {
    for (const [at, { id, subject, content }] of found.entries()) {
      check(at)
      store.run(at, id, subject, content)
      const { title, body } = JSON.parse(content) as ReportContent
      index.run(at, indexText(title), indexText(body))
    }
  })
  try {
    const imported = timed(storeAll)
    const exported = timed(() => {
      for (const [at, { id }] of found.entries()) {
        read.get(id)
        plainDigest(forms[at] ?? new Uint8Array())
        sign('revision', forms[at] ?? new Uint8Array(), secretKey)
        seal(forms[at] ?? new Uint8Array())
        check(at)
      }
    })
    return { export: exported, import: imported }
  } finally {
    db.close()
    secretKey.wipe()
  }
}
