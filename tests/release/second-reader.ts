import { createHash, createPublicKey, verify } from 'node:crypto'

// Written from docs/FORMAT-RELEASE.md alone: no code of the app, and none of the sample's.

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const fail = (why: string): never => {
  throw new Error(why)
}

const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'number' && !Number.isSafeInteger(value)) fail('a fraction')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(',')}}`
}

const keys = (value: Json | undefined, expected: string): Record<string, Json> => {
  if (value === null || value === undefined || typeof value !== 'object' || Array.isArray(value)) {
    return fail('no object')
  }
  return Object.keys(value).sort().join(' ') === expected ? value : fail('other keys')
}
const list = (value: Json | undefined, least: number, most: number): Json[] =>
  Array.isArray(value) && value.length >= least && value.length <= most ? value : fail('list')
const match = (value: Json | undefined, pattern: RegExp): string =>
  typeof value === 'string' && pattern.test(value) ? value : fail('text')
const integer = (value: Json | undefined, least: number, most: number): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
    ? value
    : fail('integer')
const ascending = (texts: string[]): string[] =>
  texts.every((text, i) => i === 0 || (texts[i - 1] ?? '') < text) ? texts : fail('order')
const distinct = (texts: string[]): void => {
  if (new Set(texts).size !== texts.length) fail('twice')
}

const readKey = (value: Json | undefined): string => {
  const text = match(value, /^[A-Za-z0-9+/]{68}$/)
  const bytes = Buffer.from(text, 'base64')
  const head = Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x20', 'latin1')
  return bytes.length === 51 && bytes.subarray(0, 19).equals(head) ? text : fail('key')
}

const readNews = (value: Json | undefined): string => {
  const text = match(value, /^(?:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\n)*$/u)
  return text.length <= 4000 && text.trim() !== '' ? text : fail('news')
}

/** What a manifest says, if it follows the document. @throws Error otherwise. */
export const readManifest = (bytes: Uint8Array) => {
  if (bytes.length > 65_536) fail('large')
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const value = JSON.parse(text) as Json
  if (canonical(value) !== text) fail('not canonical')
  const all = 'day files format index news nextKeys product release revoked version'
  const of = keys(value, all)
  if (of['format'] !== 'understory-release' || of['version'] !== 1) fail('format')
  if (of['product'] !== 'understory') fail('product')
  const files = list(of['files'], 1, 32).map((each) => {
    const file = keys(each, 'bytes kind name sha256')
    return {
      bytes: integer(file['bytes'], 1, 2_147_483_648),
      kind: match(file['kind'], /^(?:package|bill-of-materials|source)$/),
      name: match(file['name'], /^[A-Za-z0-9][A-Za-z0-9._+~-]{0,99}$/),
      sha256: match(file['sha256'], /^[0-9a-f]{64}$/),
    }
  })
  ascending(files.map(({ name }) => name))
  distinct(files.map(({ sha256 }) => sha256))
  const revoked = ascending(list(of['revoked'], 0, 16).map(readKey))
  const nextKeys =
    of['nextKeys'] === null
      ? null
      : list(of['nextKeys'], 3, 3).map((each) => {
          const key = keys(each, 'name publicKey')
          const name = match(key['name'], /^[a-z0-9][a-z0-9-]{0,31}$/)
          return { name, publicKey: readKey(key['publicKey']) }
        })
  ascending((nextKeys ?? []).map(({ name }) => name))
  distinct([...(nextKeys ?? []).map(({ publicKey }) => publicKey), ...revoked])
  const news = keys(of['news'], 'en ko zh')
  const day = match(of['day'], /^\d{4}-\d\d-\d\d$/)
  if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) fail('day')
  return {
    day,
    files,
    index: integer(of['index'], 1, 1_000_000),
    news: { en: readNews(news['en']), ko: readNews(news['ko']), zh: readNews(news['zh']) },
    nextKeys,
    release: match(of['release'], /^(?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){2}$/),
    revoked,
  }
}

/** The key that made a signature of this manifest. @throws Error if it is none. */
export const readSigner = (manifest: Uint8Array, file: Uint8Array): string => {
  const text = Buffer.from(file).toString('latin1')
  const parts =
    /^-----BEGIN SSH SIGNATURE-----\n(.{70}\n.{70}\n.{70}\n.{42}\n)-----END SSH SIGNATURE-----\n$/.exec(
      text,
    )
  if (file.length !== 314 || parts === null) return fail('form')
  const encoded = (parts[1] ?? '').replaceAll('\n', '')
  const blob = Buffer.from(encoded, 'base64')
  if (blob.length !== 188 || blob.toString('base64') !== encoded) fail('base64')
  const fixed: [number, string][] = [
    [0, 'SSHSIG\0\0\0\x01\0\0\0\x33\0\0\0\x0bssh-ed25519\0\0\0\x20'],
    [
      65,
      '\0\0\0\x12understory-release\0\0\0\0\0\0\0\x06sha512\0\0\0\x53\0\0\0\x0bssh-ed25519\0\0\0\x40',
    ],
  ]
  for (const [at, bytes] of fixed) {
    if (blob.toString('latin1', at, at + bytes.length) !== bytes) fail('fields')
  }
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: blob.subarray(33, 65).toString('base64url') },
    format: 'jwk',
  })
  const signed = Buffer.concat([
    Buffer.from('SSHSIG\0\0\0\x12understory-release\0\0\0\0\0\0\0\x06sha512\0\0\0\x40', 'latin1'),
    createHash('sha512').update(manifest).digest(),
  ])
  if (!verify(null, signed, key, blob.subarray(124))) fail('signature')
  return blob.subarray(14, 65).toString('base64')
}
