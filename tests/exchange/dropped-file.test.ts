import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { armor } from 'age-encryption'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileToken } from '../../src/shared/ids.ts'
import { failureOf, reopen, reportContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { commitDecided, exportDecided } from './decided.ts'
import { build, person, sample } from './sample.ts'
import { nextTask, tokenFor } from './test-vault.ts'
import { hybridOf, lettingPass, state, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'

let two: Two
let desk: TestVault
beforeEach(async () => {
  two = await twoVaults()
  ;({ desk } = two)
})
afterEach(() => two.end())

const scratch = (): readonly string[] => {
  const folder = join(desk.folder, 'scratch')
  return existsSync(folder) ? readdirSync(folder) : []
}

/** An export for the desk, with one attached file. */
const exported = async (): Promise<Uint8Array> => {
  const { handlers } = two.field
  const path = join(two.place, 'letter.txt')
  writeFileSync(path, 'a letter')
  const file = await handlers['attachments.add']({
    task: nextTask(),
    file: tokenFor(two.field, path),
  })
  const saved = await handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent('What was seen.', 'A report'), attachments: [file] },
  })
  await handlers['reports.file']({ id: saved.id, rev: saved.rev })
  const choice = { kind: 'reports' as const, reportIds: [saved.id] }
  const { fileName } = await exportDecided(handlers, {
    task: nextTask(),
    choice,
    target: { kind: 'keys', recipients: [await hybridOf(desk)] },
    overrides: await lettingPass(two.field, choice),
    purpose: '',
    folder: tokenFor(two.field, two.out),
  })
  return new Uint8Array(readFileSync(join(two.out, fileName)))
}

const dropped = async (bytes: Uint8Array): Promise<FileToken<'import'>> =>
  (await desk.handlers['imports.drop']({ bytes: Uint8Array.from(bytes) })).file
const looked = (file: FileToken<'import'>) =>
  desk.handlers['imports.preview']({ task: nextTask(), file, passphrase: null })

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

describe('a dropped file', () => {
  it('is previewed as a chosen one is, under a random name in the vault’s scratch folder', async () => {
    const bytes = await exported()
    const before = state(desk)
    const preview = await looked(await dropped(bytes))
    expect(preview.items).toHaveLength(1)
    expect(state(desk)).toEqual(before)
    const [name = '', ...more] = scratch()
    expect(more).toEqual([])
    expect(name).toMatch(/^[0-9a-f]{32}\.age$/)
    const path = join(desk.folder, 'scratch', name)
    expect(new Uint8Array(readFileSync(path))).toEqual(bytes)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('is imported with its files, also after a backup was made meanwhile, and is gone then', async () => {
    const preview = await looked(await dropped(await exported()))
    await desk.handlers['backups.make']({
      task: nextTask(),
      folder: tokenFor(desk, two.out),
      target: { kind: 'passphrase', passphrase: 'ten plain words for a backup of the desk' },
      unverified: false,
      cosign: null,
    })
    const { added } = await commitDecided(desk.handlers, {
      task: nextTask(),
      exportId: preview.exportId,
      take: null,
    })
    expect(added).toBe(1)
    expect(readdirSync(join(desk.folder, 'blobs'))).toHaveLength(1)
    expect(scratch()).toEqual([])
  })

  it('is gone when its preview is discarded, quarantined or followed by another, and its token too', async () => {
    const bytes = await exported()
    const first = await dropped(bytes)
    await looked(first)
    const second = await dropped(bytes)
    expect(scratch()).toHaveLength(1)
    expect(await failureOf(() => looked(first))).toBe('not-found')
    await looked(second)
    await desk.handlers['imports.discard']({})
    expect(scratch()).toEqual([])
    expect(await failureOf(() => looked(second))).toBe('not-found')

    const by = person()
    const recipients = [await hybridOf(desk)]
    const { plaintext } = build(by, recipients, sample(by))
    const strange = await encryptAge(plaintext, { kind: 'keys', recipients })
    const { exportId } = await looked(await dropped(strange))
    await desk.handlers['quarantine.setAside']({ exportId })
    expect(scratch()).toEqual([])

    await looked(await dropped(bytes))
    const chosen = two.written(bytes)
    const file = tokenFor(desk, chosen)
    await looked(file)
    expect(scratch()).toEqual([])
    expect(existsSync(chosen)).toBe(true)
  })

  it('is gone after the lock, and after the next opening if the machine stopped before', async () => {
    const bytes = await exported()
    await dropped(bytes)
    desk.controller.close()
    expect(scratch()).toEqual([])
    mkdirSync(join(desk.folder, 'scratch'))
    writeFileSync(join(desk.folder, 'scratch', `${'a'.repeat(32)}.age`), bytes)
    desk = await reopen(desk.folder)
    expect(scratch()).toEqual([])
    desk.controller.close()
  })

  it('is taken armored too', async () => {
    const armored = text(armor.encode(await exported()))
    expect((await looked(await dropped(armored))).items).toHaveLength(1)
  })

  it.each([
    ['a letter in clear', text('Dear Kim, on Friday at the bridge.')],
    ['one that only mentions the format', text('age-encryption.org/v1\nDear Kim, on Friday.\n')],
    ['a key file', text('-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n')],
    ['text between armor lines', text('-----BEGIN AGE ENCRYPTED FILE-----\nDear Kim!\n')],
    ['base64 of something else', text('-----BEGIN AGE ENCRYPTED FILE-----\nRGVhciBLaW0=\n')],
    ['a long run of blanks', text(`-----BEGIN AGE ENCRYPTED FILE-----${' '.repeat(2 ** 20)}!`)],
    ['an image', Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10])],
  ])('is refused before anything is written, if it is %s', async (_, bytes) => {
    expect(['malformed', 'truncated']).toContain(await failureOf(() => dropped(bytes)))
    expect(scratch()).toEqual([])
  })
})
