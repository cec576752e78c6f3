import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { passphrase, reopen } from '../vault/harness.ts'
import { copyOf, leftovers, rescued, rescueVault, run, snapshot } from './rescue-vault.ts'
import type { Found, RescueVault } from './rescue-vault.ts'

// Rescue is a program of its own, and knows Argon2id only.
beforeAll(takeRealKdf)

let at: RescueVault
beforeAll(async () => {
  at = await rescueVault()
})
afterAll(() => at.close())

describe('rescue', () => {
  it('writes all that is in a vault, drafts and revisions too, and says that it holds', async () => {
    const found = await rescued(at.vault)
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
    const { out } = await run([at.vault], `${passphrase}\n`)
    expect(out).not.toContain('AGE-SECRET-KEY')
    const desk = await reopen(copyOf(at))
    const { signing, store } = desk.controller.session() ?? {}
    const secret = Buffer.from(signing?.secretKey.bytes ?? new Uint8Array())
    const [source] = store?.sources.list() ?? []
    const seal = source === undefined ? null : (store?.sources.seals(source.id)[0]?.bytes ?? null)
    for (const bytes of [secret.subarray(0, 32), Buffer.from(seal ?? '').subarray(0, 64)]) {
      expect(bytes.length).toBeGreaterThan(0)
      expect(out).not.toContain(bytes.toString('hex'))
      expect(out).not.toContain(bytes.toString('base64').slice(0, 40))
    }
    desk.controller.close()
  })

  it('changes no byte, name, mode or time in the vault, and leaves nothing in the temporary folder', async () => {
    const before = snapshot(at.vault)
    await rescued(at.vault)
    await run([at.vault], 'not the passphrase\n')
    expect(snapshot(at.vault)).toEqual(before)
    expect(leftovers()).toEqual([])
  })

  it('opens with the recovery code', async () => {
    const { code, out } = await run([at.vault, '--recovery-code'], `${at.recoveryCode}\n`)
    expect(code).toBe(0)
    expect((JSON.parse(out) as Found).reports).toHaveLength(2)
    expect(await run([at.vault, '--recovery-code'], 'AAAA-BBBB\n')).toMatchObject({
      code: 1,
      out: '',
    })
  })

  it('refuses a wrong passphrase, an empty one and a folder without a vault', async () => {
    expect(await run([at.vault], 'wrong wrong wrong\n')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('(wrong-passphrase)') as string,
    })
    expect((await run([at.vault], '')).err).toContain('(cancelled)')
    expect((await run([at.place.path], 'x\n')).err).toContain('(no-vault)')
    expect(await run([], '')).toMatchObject({ code: 2 })
  })

  it('writes to a new private file, never over one and never into the vault', async () => {
    const out = join(at.place.path, 'out.json')
    expect((await run([at.vault, '--out', out], `${passphrase}\n`)).code).toBe(0)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    expect((JSON.parse(readFileSync(out, 'utf8')) as Found).cases).toHaveLength(1)
    expect((await run([at.vault, '--out', out], `${passphrase}\n`)).err).toContain('(exists)')
    const before = snapshot(at.vault)
    for (const inside of ['x.json', 'blobs/x.json', '../vault/x.json']) {
      const { err } = await run([at.vault, '--out', join(at.vault, inside)], `${passphrase}\n`)
      expect(err).toContain('(invalid)')
    }
    expect(snapshot(at.vault)).toEqual(before)
  })

  it('refuses a temporary folder that lies in the vault', async () => {
    const before = snapshot(at.vault)
    const kept = process.env['TMPDIR']
    process.env['TMPDIR'] = join(at.vault, 'blobs')
    const { err } = await run([at.vault], `${passphrase}\n`)
    if (kept === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = kept
    expect(err).toContain('(invalid)')
    expect(snapshot(at.vault)).toEqual(before)
  })
})
