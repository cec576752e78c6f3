import { createHash } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { Identity } from '../../src/shared/identity.ts'
import { Day } from '../../src/shared/ids.ts'
import { readVault } from '../format/second-reader.ts'
import {
  caseContent,
  openTestVault,
  passphrase,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import type { TestVault } from './harness.ts'
import { publicationContent } from './publication-content.ts'
import { reviewOf } from '../exchange/decided.ts'
import { several } from '../in-full.ts'

const own = 'five other words for identities'
let place: ReturnType<typeof temporaryFolder>
beforeAll(() => {
  place = temporaryFolder()
})
afterAll(() => place.remove())

const time = Date.UTC(2024, 3, 9)
const made = async (name: string): Promise<TestVault> => {
  const desk = openTestVault(`${place.path}/${name}`, () => time)
  await desk.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  return desk
}
const names = ['Quiet Harbor', 'Copper Lantern', 'Amber Willow', 'Slow Bridge']
const save = async (desk: TestVault, identities: readonly (Identity | null)[]): Promise<void> => {
  const save = desk.handlers['sources.save']
  for (const [i, identity] of identities.entries()) {
    const content = sourceContent(names[i] ?? `Name ${i}`)
    const { id, rev } = await save({ id: null, rev: 0, content, identity: null })
    await save({ id, rev, content, identity })
  }
}

/** Every value of every table and every page, as bytes, after a lock; the size of every row. */
const everything = async (
  desk: TestVault,
): Promise<{ rest: Buffer; sizes: Map<string, number[]> }> => {
  desk.controller.close()
  const { database } = await readVault(desk.folder, { passphrase })
  const db = new Database(database)
  const tables = db
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search' ORDER BY name",
    )
    .pluck()
    .all() as string[]
  const parts: Buffer[] = []
  const sizes = new Map<string, number[]>()
  for (const table of tables) {
    const lengths: number[] = []
    for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().all() as unknown[][]) {
      let length = 0
      for (const value of row) {
        const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value))
        // Numbers and random keys differ anyway; texts and blobs must have the same length.
        if (typeof value !== 'number') length += bytes.length
        parts.push(bytes, Buffer.from([0]))
      }
      lengths.push(length)
    }
    sizes.set(table, lengths)
  }
  db.close()
  // The pages too: a free page may still hold deleted values.
  return { rest: Buffer.concat([...parts, database]), sizes }
}

const word = fc.oneof(
  fc.string({ minLength: 4, maxLength: 30, unit: 'grapheme' }),
  fc.stringMatching(/^[가-힣]{3,5}$/),
  fc.stringMatching(/^[一-龥]{3,4}$/),
  fc.stringMatching(/^[A-Z][a-z]{3,9} [A-Z][a-z]{3,9}$/),
)
const identity = fc
  .record({
    name: word,
    otherNames: fc.array(word, { maxLength: 4 }),
    contact: word,
    note: word,
  })
  .filter((value) => Identity.safeParse(value).success)

const forms = (text: string): string[] => {
  const bare = text.replace(/[^\p{Letter}\p{Number}]/gu, '')
  return [text, bare].flatMap((form) => [
    form.normalize('NFC'),
    form.normalize('NFD'),
    form.normalize('NFKC'),
    form.normalize('NFKD'),
    form.toLowerCase(),
    form.toUpperCase(),
    [...form].reverse().join(''),
  ])
}
const digests = (text: string): Buffer[] => {
  const bytes = Buffer.from(text)
  return [
    ...['md5', 'sha1', 'sha256', 'sha512', 'sha3-256'].map((algorithm) =>
      createHash(algorithm).update(bytes).digest(),
    ),
    ...[16, 32, 64].map((dkLen) => Buffer.from(blake2b(bytes, { dkLen }))),
  ]
}
/** All that could reveal a text: parts of six bytes and more, and eight bytes of any digest. */
const traces = (text: string): Buffer[] => [
  ...forms(text).flatMap((form) => {
    const bytes = Buffer.from(form)
    return Array.from({ length: Math.max(0, bytes.length - 5) }, (_, at) =>
      bytes.subarray(at, at + 6),
    )
  }),
  ...forms(text)
    .flatMap(digests)
    .flatMap((digest) => [
      digest.subarray(0, 8),
      digest.subarray(-8),
      Buffer.from(digest.toString('hex').slice(0, 12)),
      Buffer.from(digest.toString('base64').slice(0, 10)),
      Buffer.from(digest.toString('base64url').slice(0, 10)),
    ]),
]

/** Do the bytes contain this string of at least six? Called half a million times. */
const finder = (bytes: Buffer): ((wanted: Buffer) => boolean) => {
  const starts = new Set<number>()
  for (let at = 0; at + 6 <= bytes.length; at++) starts.add(bytes.readUIntBE(at, 6))
  return (wanted) => starts.has(wanted.readUIntBE(0, 6)) && bytes.includes(wanted)
}

it('no part, form or digest of an identity is in any table', { timeout: 300_000 }, async () => {
  const written = fc.sample(identity, { numRuns: several(20, 60), seed: 2024 })
  const [desk, control] = [await made('traces'), await made('control')]
  await save(desk, written)
  await save(
    control,
    written.map(() => null),
  )
  const has = finder((await everything(desk)).rest)
  // Some made-up words also occur in the app: words of a vault without identities are no trace.
  const usual = finder((await everything(control)).rest)
  const words = written.flatMap(({ name, otherNames, contact, note }) => [
    name,
    ...otherNames,
    contact,
    note,
  ])
  const wholes = written.flatMap((each) => [canonicalJson(each), canonicalJson({ identity: each })])
  const wanted = [...words.flatMap(traces), ...wholes.flatMap(digests)]
  expect(wanted.length).toBeGreaterThan(50_000)
  expect(has(Buffer.from('Quiet Harbor'))).toBe(true)
  expect(wanted.filter((trace) => has(trace) && !usual(trace)).map(String)).toEqual([])
})

/**
 * The name of an item, as an earlier version stored it: an attacker could compute it from a guess.
 */
const guessedItem = (where: string, words: string): Buffer =>
  Buffer.from(
    Buffer.from(blake2b(Buffer.from(canonicalJson([where, 'name', words])), { dkLen: 32 }))
      .toString('hex')
      .slice(0, 32),
  )

it('the vault never records that a word is a protected name, even when findings are overridden', async () => {
  const name = '박서연'
  const desk = await made('overrides')
  const { handlers } = desk
  await save(desk, [{ name, otherNames: [], contact: '', note: '' }])
  const day = Day.parse('2024-04-09')
  const text = `그날 ${name} 씨가 왔다.`
  const draft = await handlers['reports.save']({
    id: null,
    rev: 0,
    content: {
      ...reportContent(text),
      overrides: [{ family: 'name', quote: name, reason: 'XXotherPersonXX', day }],
    },
  })
  await handlers['reports.file']({ id: draft.id, rev: draft.rev })
  const { id: caseId } = await handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Winter'),
  })
  const content = { ...publicationContent(caseId), title: `${name}의 기록` }
  const first = await handlers['publications.save']({ id: null, rev: 0, content })
  const { items } = await reviewOf(handlers, first.id)
  const found = items.filter(({ family }) => family === 'name').map(({ item }) => item)
  expect(found).toHaveLength(1)
  await handlers['identity.confirmNameExceptions']({ items: found })
  await handlers['publications.save']({
    id: first.id,
    rev: first.rev,
    content: {
      ...content,
      overrides: found.map((item) => ({ item, reason: 'XXotherPersonXX', day })),
    },
  })
  const { rest } = await everything(desk)
  expect(rest.includes(Buffer.from(text))).toBe(true)
  const where = ['title', `report-${draft.id}`, 'summary', 'method']
  const wanted = [
    ...where.map((each) => guessedItem(each, name)),
    ...found.map((item) => Buffer.from(item.split(':').at(-1) ?? item)),
    Buffer.from('XXotherPersonXX'),
    Buffer.from(':name:'),
    Buffer.from('"family":"name"'),
  ]
  expect(wanted.filter((trace) => rest.includes(trace)).map(String)).toEqual([])
})

it('two vaults that differ only in whether identities were entered look alike', async () => {
  const some: Identity = { name: '박서연', otherNames: ['Pak'], contact: '+86 138', note: 'x' }
  const [filled, empty] = [await made('filled'), await made('empty')]
  await save(filled, [some, { ...some, note: 'y'.repeat(900) }, some, null])
  await save(empty, [null, null, null, null])
  const acts = (desk: TestVault) =>
    desk.controller
      .session()
      ?.store.journal.list(null, null, 200)
      .lines.map(({ seq, day, kind, subjectKind, reason }) => [seq, day, kind, subjectKind, reason])
  expect(acts(filled)).toEqual(acts(empty))
  const [a, b] = [await everything(filled), await everything(empty)]
  expect(a.sizes).toEqual(b.sizes)
  expect(a.sizes.get('seal')).toEqual(Array.from({ length: 8 }, () => 8848))
})
