/*
 * A second reader of backups, written from docs/FORMAT-BACKUP.md and what it points to. It shares no
 * code with the application.
 */
import { createPublicKey, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { blake2b } from '@noble/hashes/blake2.js'
import Database from 'better-sqlite3'

type Counts = Record<string, number>

export type Manifest = {
  readonly format: string
  readonly version: number
  readonly backupId: string
  readonly author: string
  readonly vault: string
  readonly day: string
  readonly schema: number
  readonly counts: {
    readonly records: Counts
    readonly revisions: Counts
    readonly journal: Counts
  }
  readonly tail: { readonly seq: number; readonly hash: string }
  readonly key: string
  readonly database: { readonly length: number; readonly digest: string }
  readonly blobs: readonly {
    readonly name: string
    readonly length: number
    readonly digest: string
  }[]
}

export type Read = {
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  readonly key: string
  readonly database: Uint8Array
  readonly blobs: ReadonlyMap<string, Uint8Array>
}

const hash = (bytes: Uint8Array, size: number): Buffer =>
  Buffer.from(blake2b(bytes, { dkLen: size }))
const hex32 = (bytes: Uint8Array): string => hash(bytes, 32).toString('hex')

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

const paddedSize = (size: number): number => {
  if (size <= 65_536) return 65_536
  const e = size.toString(2).length - 1
  const s = e.toString(2).length
  const step = 2 ** (e - s)
  return Math.ceil(size / step) * step
}

const signed = (message: Uint8Array, key: string, signature: string): boolean => {
  const spki = Buffer.from(`302a300506032b6570032100${key}`, 'hex')
  const bytes = Buffer.concat([Buffer.from('understory/backup/v1\0'), hash(message, 64)])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return verify(null, bytes, publicKey, Buffer.from(signature, 'hex'))
}

/** Sections 2 to 4. @throws Error saying what is wrong. */
export const readBackupBytes = (bytes: Uint8Array): Read => {
  const all = Buffer.from(bytes)
  let at = 20
  demand(all.subarray(0, 20).toString('latin1') === 'UNDERSTORY BACKUP 1\n', 'intro')
  const frame = (name: string): Uint8Array => {
    const end = all.indexOf(10, at)
    const [found, length = ''] = all.subarray(at, end).toString('latin1').split(' ')
    demand(found === name && /^(0|[1-9][0-9]*)$/.test(length), `frame ${name}`)
    const start = end + 1
    at = start + Number(length) + 1
    demand(all[at - 1] === 10, `end of ${name}`)
    return new Uint8Array(all.subarray(start, at - 1))
  }
  const manifestBytes = frame('manifest')
  const text = Buffer.from(manifestBytes).toString('utf8')
  const manifest = JSON.parse(text) as Manifest
  demand(canonical(manifest) === text, 'canonical')
  demand(
    Object.keys(manifest).join() ===
      'author,backupId,blobs,counts,database,day,format,key,schema,tail,vault,version',
    'keys',
  )
  demand(
    signed(manifestBytes, manifest.author, Buffer.from(frame('signature')).toString()),
    'signature',
  )
  const key = frame('key')
  demand(key.length === 64 && hex32(key) === manifest.key, 'key')
  const part = (name: string, said: { length: number; digest: string }): Uint8Array => {
    const found = frame(name)
    demand(found.length === said.length && hex32(found) === said.digest, `digest of ${name}`)
    return found
  }
  const database = part('database', manifest.database)
  const blobs = new Map(manifest.blobs.map((entry) => [entry.name, part('blob', entry)]))
  demand(all.subarray(at, at + 4).toString('latin1') === 'end\n', 'end')
  at += 4
  demand(all.length === paddedSize(at) && all.subarray(at).every((byte) => byte === 0), 'padding')
  return { manifest, manifestBytes, key: Buffer.from(key).toString('latin1'), database, blobs }
}

/** Opens the database with the key that came with it, from a file that is written for that. */
export const openDatabase = ({ key, database }: Read, file: string): Database.Database => {
  writeFileSync(file, database)
  const db = new Database(file)
  db.pragma(`cipher='aegis'`)
  db.pragma(`algorithm='aegis-256'`)
  db.pragma(`key='raw:${key}'`)
  return db
}
