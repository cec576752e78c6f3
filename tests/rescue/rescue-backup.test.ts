import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { attachedBytes, backUp, backupWords, fullVault } from '../backup/backup-vault.ts'
import type { FullVault } from '../backup/backup-vault.ts'
import { holder } from '../backup/forge.ts'
import type { Holder } from '../backup/forge.ts'
import { leftovers, rescued, run } from './rescue-vault.ts'
import type { Found } from './rescue-vault.ts'

// Rescue is a separate program, and knows only Argon2id.
beforeAll(takeRealKdf)

let at: FullVault
let desk: Holder
let toWords: string
let toKey: string
let keyFile: string
let before: string | undefined
beforeAll(async () => {
  at = await fullVault()
  desk = await holder()
  toWords = await backUp(at)
  toKey = await backUp(at, { kind: 'keys', recipients: [desk.recipient] })
  at.desk.controller.close()
  keyFile = join(at.place.path, 'desk.agekey')
  writeFileSync(keyFile, `# the desk\n${desk.identity}\n`)
  before = process.env['TMPDIR']
  process.env['TMPDIR'] = at.out
})
afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = before
  at.place.remove()
})

describe('rescue of a backup', () => {
  it('writes the same as rescue of the vault, by passphrase and by identity', async () => {
    const strip = ({ verification, journal, ...rest }: Found & { backups?: unknown }) => {
      const { headerCopies, ...held } = verification
      delete rest.backups
      return { headerCopies, held, journal, rest }
    }
    const ofVault = strip(await rescued(at.folder))
    const [words, key] = await Promise.all([
      run([toWords], `${backupWords}\n`),
      run([toKey, '--identity', keyFile], ''),
    ])
    for (const [{ code, err, out }, notes] of [
      [words, 3],
      [key, 2],
    ] as const) {
      expect([code, err]).toEqual([0, ''])
      const ofBackup = strip(JSON.parse(out) as Found)
      expect(ofBackup.headerCopies).toBe('none')
      expect(ofBackup.rest).toEqual(ofVault.rest)
      // A backup ends before the journal lines that say it was made, and why a recipient gets it.
      expect(ofBackup.journal).toEqual(ofVault.journal.slice(0, -notes))
      expect(ofBackup.held).toMatchObject({ state: 'ok', whole: { faults: [], records: 4 } })
    }
    expect(leftovers()).toEqual([])
  })

  it('writes attached files too', async () => {
    const to = join(at.place.path, 'files')
    const { code, err, out } = await run([toWords, '--attachments', to], `${backupWords}\n`)
    expect([code, err]).toEqual([0, ''])
    const { attachments } = JSON.parse(out) as { attachments: { file: string; bytes: number }[] }
    expect(readdirSync(to).sort()).toEqual(attachments.map(({ file }) => file).sort())
    const written = attachments.map(({ file }) => readFileSync(join(to, file)))
    expect(written.map(({ length }) => length)).toEqual(attachments.map(({ bytes }) => bytes))
    for (const content of attachedBytes) {
      expect(written.filter((each) => Buffer.compare(each, content) === 0)).toHaveLength(1)
    }
    expect(leftovers()).toEqual([])
  })

  it('says what is wrong in plain words, and leaves nothing behind', async () => {
    const cut = join(at.place.path, 'cut.age')
    const file = readFileSync(toKey)
    writeFileSync(cut, file.subarray(0, file.length / 2))
    const ended = [
      await run([toWords], 'not this one\n'),
      await run([cut, '--identity', keyFile], ''),
      await run([keyFile], 'words\n'),
      await run([at.folder, '--identity', keyFile], ''),
    ]
    expect(ended.map(({ code }) => code)).toEqual([1, 1, 1, 1])
    expect(ended.map(({ err }) => /\(([a-z-]+)\)\n$/.exec(err)?.[1])).toEqual([
      'not-for-us',
      'truncated',
      'malformed',
      'invalid',
    ])
    expect(leftovers()).toEqual([])
  })
})
