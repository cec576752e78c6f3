import { copyFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { openWriteDb } from '../../src/main/store/db.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import {
  caseContent,
  openVaultOf,
  passphrase,
  reopen,
  reportContent,
  temporaryFolder,
} from '../vault/harness.ts'
import { databaseKeyOf, vaultKeyOf } from '../faults/vault-keys.ts'
import { several } from '../in-full.ts'
import { copyOf, rescued, rescueVault, run, snapshot } from './rescue-vault.ts'
import type { Found, RescueVault } from './rescue-vault.ts'

// Rescue is a program of its own, and knows Argon2id only.
beforeAll(takeRealKdf)

let at: RescueVault
beforeAll(async () => {
  at = await rescueVault()
})
afterAll(() => at.close())

describe('rescue', () => {
  it('reads on past a damaged page, and ends with 3 to say that not all was read', async () => {
    const place = temporaryFolder()
    try {
      const folder = join(place.path, 'many')
      const desk = await openVaultOf(folder, { pseudonym: '' })
      for (let i = 0; i < 12; i++) {
        const content = reportContent(`report ${i} `.repeat(2_500), `Title ${i}`)
        await desk.handlers['reports.save']({ id: null, rev: 0, content })
      }
      desk.controller.close()
      const whole = readFileSync(vaultPaths(folder).database)
      const pages = whole.length / 4096
      const counts: number[] = []
      for (let page = 2; page < pages; page += Math.ceil(pages / several(6, 50))) {
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
    const folder = copyOf(at)
    const header = readFileSync(join(folder, 'header'))
    header[200] = (header[200] ?? 0) ^ 1
    header[8190] = (header[8190] ?? 0) ^ 1
    writeFileSync(join(folder, 'header'), header)
    const before = snapshot(folder)
    expect((await rescued(folder)).reports).toHaveLength(2)
    expect(snapshot(folder)).toEqual(before)
  })

  it('works without an anchor, and with one that is ahead, and says so', async () => {
    const without = copyOf(at)
    rmSync(join(without, 'anchor'))
    const first = await rescued(without)
    expect(first.verification.state).not.toBe('ok')
    expect(first.reports).toHaveLength(2)
    const behind = copyOf(at)
    const desk = await reopen(behind)
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Later') })
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Later still') })
    desk.controller.close()
    copyFileSync(join(at.vault, 'notes.db'), join(behind, 'notes.db'))
    const second = await rescued(behind)
    expect(second.verification.state).toBe('missing-commits')
    expect(second.reports).toHaveLength(2)
  })

  it('rolls back what a crash left half done, in its own copy', async () => {
    const folder = copyOf(at)
    const paths = vaultPaths(folder)
    const db = openWriteDb(paths.database, { databaseKey: databaseKeyOf(await vaultKeyOf(folder)) })
    db.pragma('cache_size = 2')
    db.exec('BEGIN IMMEDIATE; CREATE TABLE spill (t TEXT) STRICT; DELETE FROM report_tag')
    const insert = db.prepare('INSERT INTO spill VALUES (?)')
    for (let i = 0; i < 300; i += 1) insert.run('x'.repeat(3000))
    const crashed = join(at.place.path, 'crashed')
    cpSync(folder, crashed, { recursive: true })
    db.exec('ROLLBACK')
    db.close()
    expect(existsSync(join(crashed, 'notes.db-journal'))).toBe(true)
    const before = snapshot(crashed)
    const found = await rescued(crashed)
    expect(found.verification).toMatchObject({ state: 'ok', whole: { faults: [] } })
    expect(found.reports).toHaveLength(2)
    expect(snapshot(crashed)).toEqual(before)
  })

  it('is refused while the vault is open, and does it no harm', async () => {
    const folder = copyOf(at)
    const desk = await reopen(folder)
    expect((await run([folder], `${passphrase}\n`)).err).toContain('(busy)')
    await desk.handlers['cases.save']({ id: null, rev: 0, content: caseContent('Still working') })
    desk.controller.close()
  })
})
