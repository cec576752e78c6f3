import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyCosignature } from '../../src/main/vault/reviewers/cosignature.ts'
import { session } from '../exchange/test-vault.ts'
import { added, cardFile, compared } from '../exchange/meet.ts'
import { terminal } from '../exchange/terminal.ts'
import {
  openVaultOf,
  failureOf,
  openTestVault,
  passphrase,
  reopen,
  reportContent,
} from '../vault/harness.ts'
import { comparedReader } from '../vault/readers.ts'
import { backUp, backupWords, fullVault, names, task, tokenOf, tried } from './backup-vault.ts'
import type { FullVault } from './backup-vault.ts'
import { holder, opened } from './forge.ts'
import type { Holder } from './forge.ts'
import { openDatabase, readBackupBytes } from './second-reader.ts'

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
const toDesk = () => ({ kind: 'keys' as const, recipients: [desk.recipient] })
const journal = async (): Promise<string[]> =>
  (await at.desk.handlers['journal.list']({ subject: null, before: null, limit: 200 })).lines.map(
    ({ kind }) => kind,
  )

describe('a backup', () => {
  it('is read by a second reader, database and attachments whole', async () => {
    const path = await backUp(at, toDesk())
    const read = readBackupBytes(await opened(path, desk))
    expect(read.manifest).toMatchObject({ format: 'understory-backup', version: 1 })
    expect(read.manifest.counts.records).toEqual({ case: 1, report: 2, source: 1 })
    expect(read.manifest.counts.revisions).toEqual({ case: 1, report: 1, source: 1 })
    expect(read.manifest.vault).toBe(at.desk.controller.session()?.vaultId)
    for (const [name, bytes] of read.blobs) {
      expect(Buffer.compare(bytes, readFileSync(join(at.folder, 'blobs', name)))).toBe(0)
    }
    expect([...read.blobs.keys()]).toEqual(names(join(at.folder, 'blobs')))
    const file = join(at.out, 'cut-out.db')
    const db = openDatabase(read, file)
    const titles = db.prepare(`SELECT json_extract(content, '$.title') AS title FROM record
      WHERE kind = 'report' ORDER BY num`)
    expect(titles.all()).toEqual([{ title: 'Filed' }, { title: 'Draft' }])
    const kinds = db.prepare('SELECT kind, count(*) AS n FROM journal GROUP BY kind')
    expect(
      Object.fromEntries(
        (kinds.all() as { kind: string; n: number }[]).map(({ kind, n }) => [kind, n]),
      ),
    ).toEqual(read.manifest.counts.journal)
    const key = db.prepare(`SELECT hex(public_key) AS key FROM keyring WHERE kind = 'author'`)
    expect((key.get() as { key: string }).key.toLowerCase()).toBe(read.manifest.author)
    db.close()
    rmSync(file)
  })

  it('to a passphrase opens with the system’s age command', async () => {
    const path = await backUp(at)
    const plain = join(at.out, 'plain')
    execFileSync('python3', ['-c', terminal, 'age', '-d', '-o', plain, path], {
      env: { ...process.env, SAID: backupWords },
    })
    const { manifest } = readBackupBytes(new Uint8Array(readFileSync(plain)))
    expect(manifest.blobs).toHaveLength(2)
    rmSync(plain)
  })

  it('has a random name, mode 0600, a date of midnight and a padded size, and is noted', async () => {
    const path = await backUp(at, toDesk())
    const { mode, mtime, size } = statSync(path)
    expect(path).toMatch(/\/[0-9a-f]{32}\.age$/)
    expect(mode & 0o777).toBe(0o600)
    expect(mtime.toISOString()).toMatch(/T00:00:00\.000Z$/)
    const [entry] = (await at.desk.handlers['backups.list']({})).backups
    expect(entry).toMatchObject({ bytes: size, tested: null, held: null })
    expect(entry?.to).toHaveLength(1)
    expect((await journal())[0]).toBe('vault.backup')
  })

  it('contains a key that opens neither the vault nor another backup, and contains no header slot', async () => {
    const [one, two] = [await backUp(at, toDesk()), await backUp(at, toDesk())]
    const [first, second] = await Promise.all(
      [one, two].map(async (path) => readBackupBytes(await opened(path, desk))),
    )
    if (first === undefined || second === undefined) throw new Error('two backups')
    const read = (database: Uint8Array): void => {
      const db = openDatabase({ ...first, database }, join(at.out, 'other.db'))
      try {
        db.prepare('SELECT count(*) FROM record').get()
      } finally {
        db.close()
      }
    }
    expect(() => read(first.database)).not.toThrow()
    expect(() => read(second.database)).toThrow('not a database')
    expect(() => read(new Uint8Array(readFileSync(join(at.folder, 'notes.db'))))).toThrow(
      'not a database',
    )
    const header = readFileSync(join(at.folder, 'header'))
    const plain = Buffer.from(await opened(one, desk))
    for (let slot = 0; slot < 2; slot += 1) {
      const start = 128 + slot * 256
      expect(plain.includes(header.subarray(start, start + 32))).toBe(false)
    }
    rmSync(join(at.out, 'other.db'), { force: true })
  })

  it('does not contain records that were deleted before it was made', async () => {
    const { handlers } = at.desk
    const content = reportContent('gone for good 12345', 'Removed')
    const gone = await handlers['reports.save']({ id: null, rev: 0, content })
    await handlers['records.remove']({ id: gone.id as never, rev: gone.rev })
    const read = readBackupBytes(await opened(await backUp(at, toDesk()), desk))
    const db = openDatabase(read, join(at.out, 'purged.db'))
    expect(db.prepare('SELECT count(*) AS n FROM record WHERE id = ?').get(gone.id)).toEqual({
      n: 0,
    })
    db.close()
    rmSync(join(at.out, 'purged.db'))
  })

  it('takes the files that the database has a key for, and none that lies beside them', async () => {
    const blobs = join(at.folder, 'blobs')
    const before = names(blobs)
    const stray = join(blobs, 'ab'.repeat(16))
    writeFileSync(stray, 'nobody has a key for this')
    const { manifest } = readBackupBytes(await opened(await backUp(at, toDesk()), desk))
    expect(manifest.blobs.map(({ name }) => name)).toEqual(before)
    rmSync(stray)
  })

  it('is not made while a file that the database has a key for is missing', async () => {
    const blobs = join(at.folder, 'blobs')
    const [name = ''] = names(blobs)
    const [files, rows] = [
      names(at.out),
      (await at.desk.handlers['backups.list']({})).backups.length,
    ]
    renameSync(join(blobs, name), join(at.out, 'moved'))
    expect(await failureOf(() => backUp(at, toDesk()))).toBe('damaged')
    renameSync(join(at.out, 'moved'), join(blobs, name))
    expect(names(at.out)).toEqual(files)
    expect((await at.desk.handlers['backups.list']({})).backups).toHaveLength(rows)
    await backUp(at, toDesk())
  })

  it('leaves nothing in the vault beside its row, whole or cancelled', async () => {
    const before = names(at.folder)
    await backUp(at, toDesk())
    expect(names(at.folder)).toEqual(before)
    const [files, rows] = [
      names(at.out),
      (await at.desk.handlers['backups.list']({})).backups.length,
    ]
    const cancelled = task()
    const making = at.desk.handlers['backups.make']({
      task: cancelled,
      target: { kind: 'passphrase', passphrase: backupWords },
      folder: tokenOf(at.desk, at.out),
    })
    setTimeout(() => void at.desk.handlers['tasks.cancel']({ task: cancelled }), 60)
    expect(await failureOf(() => making)).toBe('cancelled')
    // The next one waits for what the cancelled one still clears away.
    await tried(at.desk, await backUp(at, toDesk()), { passphrase: null, identity: desk.identity })
    expect(names(at.folder)).toEqual(before)
    expect(names(at.out)).toHaveLength(files.length + 1)
    expect((await at.desk.handlers['backups.list']({})).backups).toHaveLength(rows + 1)
  })

  it('is refused to a key of this vault alone, and to keys of two kinds', async () => {
    const { hybrid, classic } = await at.desk.handlers['exchange.self']({})
    for (const recipients of [[hybrid], [classic], [hybrid, desk.recipient]]) {
      const code = await failureOf(() => backUp(at, { kind: 'keys', recipients }))
      expect(code).toBe(recipients.length === 1 ? 'invalid' : 'mixed-recipients')
    }
  })

  it('to a key that was not compared needs confirmation, and to a revoked contact is refused', async () => {
    const { handlers } = at.desk
    const make = async (recipient: string, unverified: boolean) =>
      handlers['backups.make']({
        task: task(),
        target: { kind: 'keys', recipients: [recipient] },
        folder: tokenOf(at.desk, at.out),
        unverified,
        reason: 'The desk keeps a full copy',
      })
    const before = names(at.out)
    expect(await failureOf(() => make(desk.recipient, false))).toBe('unverified')
    const other = await openVaultOf(join(at.place.path, 'other'), { pseudonym: 'Crane' })
    const { hybrid } = await other.handlers['exchange.self']({})
    const author = await added(at.desk, await cardFile(other, at.place.path))
    expect(await failureOf(() => make(hybrid, false))).toBe('unverified')
    await compared(at.desk, author)
    expect(await failureOf(() => make(hybrid, false))).toBe('none')
    await handlers['contacts.revoke']({ author })
    expect(await failureOf(() => make(hybrid, true))).toBe('revoked')
    expect(names(at.out)).toHaveLength(before.length + 1)
    other.controller.close()
  })

  it('to another person’s keys needs a reason, which is journaled', async () => {
    const { handlers } = at.desk
    const make = async (reason: string | null) =>
      handlers['backups.make']({
        task: task(),
        target: toDesk(),
        folder: tokenOf(at.desk, at.out),
        unverified: true,
        reason,
      })
    const before = names(at.out)
    expect(await failureOf(() => make(null))).toBe('withheld')
    expect(names(at.out)).toEqual(before)
    await make('The desk keeps a full copy')
    const { lines } = await handlers['journal.list']({ subject: null, before: null, limit: 2 })
    expect(lines.map(({ kind }) => kind)).toEqual(['vault.backup', 'review.overridden'])
    expect(lines[1]?.reason).toContain('The desk keeps a full copy (')
    // A backup to a passphrase stays the user's own, so it needs no reason.
    await handlers['backups.make']({
      task: task(),
      target: { kind: 'passphrase', passphrase: backupWords },
      folder: tokenOf(at.desk, at.out),
    })
  })

  it('to another person’s keys needs the second reader while four eyes are on', async () => {
    const { handlers } = at.desk
    const words = 'egret reads it all twice'
    const { reviewer } = await comparedReader(at.desk, 'Egret', words)
    const make = async (cosign: { reviewer: typeof reviewer; passphrase: string } | null) =>
      handlers['backups.make']({
        task: task(),
        target: toDesk(),
        folder: tokenOf(at.desk, at.out),
        unverified: true,
        reason: 'The desk keeps a full copy',
        cosign,
      })
    const before = names(at.out)
    expect(await failureOf(() => make(null))).toBe('cosign-needed')
    expect(await failureOf(() => make({ reviewer, passphrase: `${words}!` }))).toBe(
      'wrong-passphrase',
    )
    expect(names(at.out)).toEqual(before)
    await make({ reviewer, passphrase: words })
    const { store } = session(at.desk)
    const [made] = store.backups.list()
    const cosignature = store.journal.cosignatures().at(-1)
    expect(cosignature?.statement).toMatchObject({
      what: 'backup',
      subject: made?.backupId,
      by: 'Egret',
      overrides: [{ item: 'full-copy', subject: null, reason: 'The desk keeps a full copy' }],
    })
    expect(verifyCosignature(cosignature!)).toBe(true)
  })

  it('is due as many days after the last one as the settings say, and never when they say so', async () => {
    at.desk.controller.close()
    const due = async (every: 0 | 7 | 30, days: number): Promise<boolean> => {
      const later = openTestVault(at.folder, () => Date.now() + days * 86_400_000)
      await later.controller.unlock({ passphrase, keyFile: null })
      const settings = await later.handlers['settings.get']({})
      await later.handlers['settings.set']({ ...settings, backupReminderDays: every })
      const listed = await later.handlers['backups.list']({})
      later.controller.close()
      return listed.due
    }
    expect([await due(7, 6), await due(7, 7), await due(30, 29), await due(30, 31)]).toEqual([
      false,
      true,
      false,
      true,
    ])
    expect(await due(0, 400)).toBe(false)
    at = { ...at, desk: await reopen(at.folder) }
  })

  it('survives a scratch folder that a killed one left: swept when the vault is opened', async () => {
    at.desk.controller.close()
    execFileSync('mkdir', [join(at.folder, 'scratch')])
    writeFileSync(join(at.folder, 'scratch', 'notes.db'), 'left')
    at = { ...at, desk: await reopen(at.folder) }
    expect(names(at.folder)).not.toContain('scratch')
  })
})
