import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeRealKdf } from '../faults/fast-kdf.ts'
import { nextTask, tokenFor } from '../exchange/test-vault.ts'
import type { Attachment } from '../../src/shared/attachments.ts'
import { newVault, passphrase, reportContent, temporaryFolder } from '../vault/harness.ts'
import { run, snapshot } from './rescue-vault.ts'

// Rescue is a program of its own, and knows Argon2id only.
beforeAll(takeRealKdf)

type Rescued = {
  readonly attachments: {
    name: string
    digest: string
    reports: string[]
    file: string | null
    unreadable?: string
  }[]
}

const contents = ['pixels of a street', 'a voice, '.repeat(200_000)] as const
let place: ReturnType<typeof temporaryFolder>
let vault: string
let attached: Attachment[]
let reportId: string
beforeEach(async () => {
  place = temporaryFolder()
  vault = join(place.path, 'vault')
  const { desk, made } = newVault(vault)
  await made
  attached = []
  for (const [i, name] of ['street.jpg', 'voice.ogg'].entries()) {
    const path = join(place.path, name)
    writeFileSync(path, contents[i] ?? '')
    const input = { task: nextTask(), file: tokenFor(desk, path) }
    attached.push(await desk.handlers['attachments.add'](input))
  }
  // The second only in an older revision.
  let report = await desk.handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent('A body.'), attachments: attached },
  })
  report = await desk.handlers['reports.file']({ id: report.id, rev: report.rev })
  const content = { ...reportContent('A body.'), attachments: attached.slice(0, 1) }
  await desk.handlers['reports.save']({ id: report.id, rev: report.rev, content })
  reportId = report.id
  desk.controller.close()
})
afterEach(() => place.remove())

describe('rescue of attached files', () => {
  it('says what is attached to which report, and writes it nowhere unless it is told to', async () => {
    const before = snapshot(vault)
    const { code, out } = await run([vault], `${passphrase}\n`)
    expect(code).toBe(0)
    expect((JSON.parse(out) as Rescued).attachments).toMatchObject(
      attached.map(({ name, digest }) => ({ name, digest, reports: [reportId], file: null })),
    )
    expect(snapshot(vault)).toEqual(before)
  })

  it('decrypts them into a new private folder, under their digests', async () => {
    const to = join(place.path, 'files')
    const before = snapshot(vault)
    const { code, out } = await run([vault, '--attachments', to], `${passphrase}\n`)
    expect(code).toBe(0)
    expect(statSync(to).mode & 0o777).toBe(0o700)
    const { attachments } = JSON.parse(out) as Rescued
    expect(attachments.map(({ file }) => file)).toEqual([
      `${attached[0]?.digest ?? ''}.jpg`,
      `${attached[1]?.digest ?? ''}.ogg`,
    ])
    expect(readdirSync(to).sort()).toEqual(attachments.map(({ file }) => String(file)).sort())
    for (const [i, { file }] of attachments.entries()) {
      expect(readFileSync(join(to, file ?? ''), 'utf8')).toBe(contents[i])
      expect(statSync(join(to, file ?? '')).mode & 0o777).toBe(0o600)
    }
    expect(snapshot(vault)).toEqual(before)
  })

  it('marks unreadable files, leaves no part of them, and writes the others', async () => {
    for (const name of readdirSync(join(vault, 'blobs'))) {
      const path = join(vault, 'blobs', name)
      const bytes = readFileSync(path)
      if (bytes.length < 1_000_000) continue
      bytes[1_500_000] = (bytes[1_500_000] ?? 0) ^ 1
      writeFileSync(path, bytes)
    }
    const to = join(place.path, 'files')
    const { code, out } = await run([vault, '--attachments', to], `${passphrase}\n`)
    expect(code).toBe(3)
    const { attachments } = JSON.parse(out) as Rescued
    expect(attachments[1]).toMatchObject({ file: null, unreadable: 'broken-attachment' })
    expect(readdirSync(to)).toEqual([attachments[0]?.file])
    rmSync(join(vault, 'blobs'), { recursive: true })
    const none = await run([vault], `${passphrase}\n`)
    expect(none.code).toBe(3)
    expect((JSON.parse(none.out) as Rescued).attachments).toHaveLength(2)
  })

  it('never writes over a folder, nor into the vault', async () => {
    const to = join(place.path, 'there')
    mkdirSync(to)
    const before = snapshot(vault)
    expect((await run([vault, '--attachments', to], `${passphrase}\n`)).err).toContain('(exists)')
    const inside = join(vault, 'blobs', 'x')
    const { err } = await run([vault, '--attachments', inside], `${passphrase}\n`)
    expect(err).toContain('(invalid)')
    expect(snapshot(vault)).toEqual(before)
  })
})
