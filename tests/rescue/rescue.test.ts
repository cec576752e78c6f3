import { spawn } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveKey } from '../../src/crypto/keys.ts'
import { wipeSlotKeys } from '../../src/crypto/v1/header.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { passphraseCredential } from '../../src/main/vault/credential.ts'
import { openHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import {
  caseContent,
  openDesk,
  passphrase,
  reopen,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'
import { workerPaths } from '../vault/worker-paths.ts'

const main = fileURLToPath(new URL('../../src/rescue/main.ts', import.meta.url))

type Found = {
  verification: {
    state: string
    headerCopies: string
    whole: unknown
    recordsThatDoNotHold: string[]
  }
  settings: unknown
  cases: { content: unknown }[]
  sources: { content: unknown; sealBytes: number }[]
  reports: { state: string; content: { body: string }; revisions: { holds: boolean }[] }[]
  journal: { kind: string }[]
  exports: unknown[]
  imports: unknown[]
}
type Ended = { code: number | null; out: string; err: string }

const run = (words: readonly string[], stdin: string): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [main, ...words], { stdio: 'pipe' })
    const said = { out: '', err: '' }
    child.stdout.on('data', (data: Buffer) => (said.out += data.toString('utf8')))
    child.stderr.on('data', (data: Buffer) => (said.err += data.toString('utf8')))
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
    child.on('close', (code) => resolve({ code, ...said }))
  })
const rescued = async (folder: string, words: readonly string[] = []): Promise<Found> => {
  const { code, out, err } = await run([folder, ...words], `${passphrase}\n`)
  expect(err).toBe('')
  expect(code).toBe(0)
  return JSON.parse(out) as Found
}

/** Names, bytes, times and modes of a folder and all in it. */
const snapshot = (folder: string): unknown[] => [
  statSync(folder).mtimeMs,
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const path = join(folder, name)
      const stat = statSync(path)
      const bytes = stat.isFile() ? readFileSync(path).toString('base64') : ''
      return [name, stat.mtimeMs, stat.ctimeMs, stat.mode, bytes]
    }),
]
const leftovers = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('understory-rescue-'))

let place: ReturnType<typeof temporaryFolder>
let vault: string
let recoveryCode: string
let copies = 0

const copyOf = (): string => {
  const folder = join(place.path, `copy${String((copies += 1))}`)
  cpSync(vault, folder, { recursive: true, preserveTimestamps: true })
  return folder
}

beforeAll(async () => {
  place = temporaryFolder()
  vault = join(place.path, 'vault')
  const desk = openDesk(vault)
  const made = await desk.keeper.create({
    passphrase,
    keyFile: null,
    pseudonym: 'Heron',
    language: 'ko',
  })
  recoveryCode = made.recoveryCode
  const { handlers } = desk
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  await handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('Quiet Heron'),
    identity: null,
  })
  const content = { ...reportContent('강제 북송 遣返', 'Filed'), caseId: kase.id }
  const filed = await handlers['reports.save']({ id: null, rev: 0, content })
  const { rev } = await handlers['reports.file']({ id: filed.id, rev: filed.rev })
  const next = { ...content, body: 'the next revision, unfinished' }
  await handlers['reports.save']({ id: filed.id, rev, content: next })
  await handlers['reports.save']({ id: null, rev: 0, content: reportContent('a draft', 'Draft') })
  desk.keeper.close()
})
afterAll(() => place.remove())

describe('rescue', () => {
  it('writes all that is in a vault, drafts and revisions too, and says that it holds', async () => {
    const found = await rescued(vault)
    expect(found.verification).toMatchObject({
      state: 'ok',
      headerCopies: 'equal',
      recordsThatDoNotHold: [],
      whole: { records: 4, searchIndexHolds: true, faults: [] },
    })
    expect(found.settings).toMatchObject({ pseudonym: 'Heron', language: 'ko' })
    expect(found.cases[0]?.content).toMatchObject({ title: 'Winter' })
    expect(found.sources[0]).toMatchObject({
      content: { codeName: 'Quiet Heron' },
      revisions: [{ seal: expect.stringMatching(/^[0-9a-f]{64}$/) as string }],
    })
    const [revising] = found.reports.filter(({ state }) => state === 'revising')
    expect(revising?.content.body).toBe('the next revision, unfinished')
    expect(revising?.revisions).toMatchObject([
      { content: { body: '강제 북송 遣返' }, holds: true },
    ])
    expect(found.reports.filter(({ state }) => state === 'draft')).toHaveLength(1)
    expect(found.journal.map(({ kind }) => kind)).toContain('record.filed')
    expect([found.exports, found.imports]).toEqual([[], []])
  })

  it('holds no secret key and no sealed identity', async () => {
    const { out } = await run([vault], `${passphrase}\n`)
    expect(out).not.toContain('AGE-SECRET-KEY')
    const desk = await reopen(copyOf())
    const { signing, store } = desk.keeper.session() ?? {}
    const secret = Buffer.from(signing?.secretKey.bytes ?? new Uint8Array())
    const [source] = store?.sources.list() ?? []
    const seal = source === undefined ? null : (store?.sources.seals(source.id)[0]?.bytes ?? null)
    for (const bytes of [secret.subarray(0, 32), Buffer.from(seal ?? '').subarray(0, 64)]) {
      expect(bytes.length).toBeGreaterThan(0)
      expect(out).not.toContain(bytes.toString('hex'))
      expect(out).not.toContain(bytes.toString('base64').slice(0, 40))
    }
    desk.keeper.close()
  })

  it('changes no byte, name, mode or time in the vault, and leaves nothing in the temporary folder', async () => {
    const before = snapshot(vault)
    await rescued(vault)
    await run([vault], 'not the passphrase\n')
    expect(snapshot(vault)).toEqual(before)
    expect(leftovers()).toEqual([])
  })

  it('opens with the recovery code', async () => {
    const { code, out } = await run([vault, '--recovery-code'], `${recoveryCode}\n`)
    expect(code).toBe(0)
    expect((JSON.parse(out) as Found).reports).toHaveLength(2)
    expect(await run([vault, '--recovery-code'], 'AAAA-BBBB\n')).toMatchObject({ code: 1, out: '' })
  })

  it('refuses a wrong passphrase, an empty one and a folder without a vault', async () => {
    expect(await run([vault], 'wrong wrong wrong\n')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('(wrong-passphrase)') as string,
    })
    expect((await run([vault], '')).err).toContain('(cancelled)')
    expect((await run([place.path], 'x\n')).err).toContain('(no-vault)')
    expect(await run([], '')).toMatchObject({ code: 2 })
  })

  it('writes to a new private file, never over one and never into the vault', async () => {
    const out = join(place.path, 'out.json')
    expect((await run([vault, '--out', out], `${passphrase}\n`)).code).toBe(0)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect((JSON.parse(readFileSync(out, 'utf8')) as Found).cases).toHaveLength(1)
    expect((await run([vault, '--out', out], `${passphrase}\n`)).err).toContain('(exists)')
    const before = snapshot(vault)
    for (const inside of ['x.json', 'blobs/x.json', '../vault/x.json']) {
      const { err } = await run([vault, '--out', join(vault, inside)], `${passphrase}\n`)
      expect(err).toContain('(invalid)')
    }
    expect(snapshot(vault)).toEqual(before)
  })

  it('refuses a temporary folder that lies in the vault', async () => {
    const before = snapshot(vault)
    const kept = process.env['TMPDIR']
    process.env['TMPDIR'] = join(vault, 'blobs')
    const { err } = await run([vault], `${passphrase}\n`)
    if (kept === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = kept
    expect(err).toContain('(invalid)')
    expect(snapshot(vault)).toEqual(before)
  })

  it('reads on past a damaged page, and ends with 3 to say that not all was read', async () => {
    const place = temporaryFolder()
    try {
      const folder = join(place.path, 'many')
      const desk = openDesk(folder)
      await desk.keeper.create({ passphrase, keyFile: null, pseudonym: '', language: 'en' })
      for (let i = 0; i < 12; i++) {
        const content = reportContent(`report ${i} `.repeat(400), `Title ${i}`)
        await desk.handlers['reports.save']({ id: null, rev: 0, content })
      }
      desk.keeper.close()
      const whole = readFileSync(vaultPaths(folder).database)
      const pages = whole.length / 4096
      const counts: number[] = []
      for (let page = 2; page < pages; page += 3) {
        const bad = Buffer.from(whole)
        bad[page * 4096 + 100] = (bad[page * 4096 + 100] ?? 0) ^ 1
        writeFileSync(vaultPaths(folder).database, bad)
        const { code, out } = await run([folder], `${passphrase}\n`)
        if (code === 1) continue
        const found = JSON.parse(out) as Found
        counts.push(found.reports.length)
        if (found.reports.length < 12) expect(code).toBe(3)
      }
      // Most pages hold parts of one report: then the eleven others are there.
      expect(counts.filter((count) => count === 11).length).toBeGreaterThan(2)
      expect(Math.max(...counts)).toBe(12)
    } finally {
      place.remove()
    }
  })

  it('works with one damaged header copy, and does not repair it there', async () => {
    const folder = copyOf()
    const header = readFileSync(join(folder, 'header'))
    header[200] = (header[200] ?? 0) ^ 1
    header[8190] = (header[8190] ?? 0) ^ 1
    writeFileSync(join(folder, 'header'), header)
    const before = snapshot(folder)
    expect((await rescued(folder)).reports).toHaveLength(2)
    expect(snapshot(folder)).toEqual(before)
  })

  it('works without an anchor, and with one that is ahead, and says so', async () => {
    const without = copyOf()
    rmSync(join(without, 'anchor'))
    const first = await rescued(without)
    expect(first.verification.state).not.toBe('ok')
    expect(first.reports).toHaveLength(2)
    const behind = copyOf()
    const desk = await reopen(behind)
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Later') })
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Later still') })
    desk.keeper.close()
    copyFileSync(join(vault, 'notes.db'), join(behind, 'notes.db'))
    const second = await rescued(behind)
    expect(second.verification.state).toBe('missing-commits')
    expect(second.reports).toHaveLength(2)
  })

  it('rolls back what a crash left half done, in its own copy', async () => {
    const folder = copyOf()
    const paths = vaultPaths(folder)
    const credential = passphraseCredential(workerPaths.kdf, passphrase, null)
    const { slot } = await openHeaderFiles(paths, credential.derive)
    if (slot.kind === 'wipe') throw new Error('not this slot')
    const key = deriveKey(slot.vaultKey, 'database')
    const db = openWriteDb(paths.database, { databaseKey: Buffer.from(key.bytes) })
    db.pragma('cache_size = 2')
    db.exec('BEGIN IMMEDIATE; CREATE TABLE spill (t TEXT) STRICT; DELETE FROM report_tag')
    const insert = db.prepare('INSERT INTO spill VALUES (?)')
    for (let i = 0; i < 300; i += 1) insert.run('x'.repeat(3000))
    const crashed = join(place.path, 'crashed')
    cpSync(folder, crashed, { recursive: true })
    db.exec('ROLLBACK')
    db.close()
    key.wipe()
    wipeSlotKeys(slot)
    credential.wipe()
    expect(existsSync(join(crashed, 'notes.db-journal'))).toBe(true)
    const before = snapshot(crashed)
    const found = await rescued(crashed)
    expect(found.verification).toMatchObject({ state: 'ok', whole: { faults: [] } })
    expect(found.reports).toHaveLength(2)
    expect(snapshot(crashed)).toEqual(before)
  })

  it('is refused while the vault is open, and does it no harm', async () => {
    const folder = copyOf()
    const desk = await reopen(folder)
    expect((await run([folder], `${passphrase}\n`)).err).toContain('(busy)')
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Still working') })
    desk.keeper.close()
  })
})
