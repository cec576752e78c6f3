import { cpSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backUp, fullVault, task, tokenOf, tried } from '../backup/backup-vault.ts'
import { session, tokenFor } from '../exchange/test-vault.ts'
import { Failure } from '../../src/shared/failure.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { fileFrom } from '../exchange/by-hand.ts'
import { person } from '../exchange/sample.ts'
import { fill, hybridOf, preview, taken, twoVaults } from '../exchange/two-vaults.ts'
import { whileAnchorFails } from './failing-anchor.ts'
import { failureOf, openTestVault, passphrase, reopen, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { publicationVault, save, whole } from './publication-vault.ts'
import { publishDecided } from '../exchange/decided.ts'

// A disk that fails after the transaction is kept: files written with it stay, since they may be
// needed. Imports and hand-overs: tests/exchange/kill.test.ts.

const inDoubt = async (desk: TestVault, nth: number, act: () => unknown): Promise<void> => {
  await whileAnchorFails(desk.folder, nth, async () => {
    expect(await failureOf(act)).toBe('in-doubt')
  })
  const { settings } = session(desk).store
  expect(await failureOf(() => settings.set(settings.get()))).toBe('read-only')
}

/** Locks, opens again, and verifies the vault. */
const openedAgain = async (desk: TestVault): Promise<TestVault> => {
  desk.controller.close()
  const again = await reopen(desk.folder)
  expect(again.controller.status().state).toBe('open')
  expect(await again.handlers['vault.verify']({ task: task() })).toMatchObject({ faults: [] })
  return again
}

it('a backup that may have been recorded keeps its file, and is the one that is listed', async () => {
  const at = await fullVault()
  try {
    await inDoubt(at.desk, 1, () => backUp(at))
    const [name = '', ...more] = readdirSync(at.out)
    expect(more).toEqual([])
    const desk = await openedAgain(at.desk)
    const { backups, due } = await desk.handlers['backups.list']({})
    expect(backups).toHaveLength(1)
    expect(due).toBe(false)
    await tried(desk, join(at.out, name))
    desk.controller.close()
  } finally {
    at.place.remove()
  }
})

it('an export that may have been recorded keeps its file, and the other vault can import it', async () => {
  const two = await twoVaults()
  try {
    const { caseId } = await fill(two.field)
    const recipients = [await hybridOf(two.desk)]
    await inDoubt(two.field, 1, () => two.exported(two.field, caseId, { kind: 'keys', recipients }))
    const [name = '', ...more] = readdirSync(two.out)
    expect(more).toEqual([])
    const field = await openedAgain(two.field)
    expect(await field.handlers['exports.list']({})).toHaveLength(1)
    field.controller.close()
    expect(await taken(two.desk, join(two.out, name))).toMatchObject({ refused: 0 })
  } finally {
    two.end()
  }
})

it('a file by an unknown sender that may have been listed stays where the list says', async () => {
  const two = await twoVaults()
  try {
    const { exportId } = await preview(two.desk, await fileFrom(two, person(), two.desk))
    await inDoubt(two.desk, 1, () => two.desk.handlers['quarantine.setAside']({ exportId }))
    const desk = await openedAgain(two.desk)
    const [kept] = await desk.handlers['quarantine.list']({})
    await desk.handlers['quarantine.preview']({
      task: task(),
      id: kept?.id ?? '',
      passphrase: null,
    })
    desk.controller.close()
  } finally {
    two.end()
  }
})

it('a public record that may be in the journal stays in its folder', async () => {
  const at = await publicationVault()
  try {
    const { id } = await save(at, whole(at))
    const folder = tokenFor(at.desk, at.out)
    await inDoubt(at.desk, 1, () => publishDecided(at.ours, { id, formats: ['html'], folder }))
    expect(readdirSync(at.out)).toEqual(['public-record'])
    const desk = await openedAgain(at.desk)
    const { lines } = await desk.handlers['journal.list']({
      subject: id as never,
      before: null,
      limit: 9,
    })
    expect(lines.map(({ kind }) => kind)).toContain('record.published')
    desk.controller.close()
  } finally {
    at.place.remove()
  }
})

it('an attached file whose row may be stored stays beside it', async () => {
  const at = await fullVault()
  try {
    const { blobs } = session(at.desk).store
    const { add } = blobs
    const before = blobs.ids().length
    // Such a row is written without a journal line, and so without the anchor.
    Object.assign(blobs, {
      add: (...entry: Parameters<typeof add>) => {
        add(...entry)
        throw new Failure('in-doubt')
      },
    })
    const path = join(at.out, 'photo.jpg')
    writeFileSync(path, Buffer.alloc(90_000, 7))
    const attached = at.desk.handlers['attachments.add']({
      task: task(),
      file: tokenOf(at.desk, path),
    })
    expect(await failureOf(() => attached)).toBe('in-doubt')
    expect(blobs.ids()).toHaveLength(before + 1)
    expect(readdirSync(join(at.folder, 'blobs')).sort()).toEqual(blobs.ids().sort())
    at.desk.controller.close()
  } finally {
    at.place.remove()
  }
})

it('a vault whose clean-up is in doubt still opens, and can be read', async () => {
  const at = await fullVault()
  try {
    const { id } = at.filed
    await at.desk.handlers['records.remove']({ id: RecordId.parse(id), rev: 3 })
    // As a kill leaves it: deleted records are still to be erased.
    const copy = join(at.place.path, 'copy')
    cpSync(at.folder, copy, { recursive: true })
    at.desk.controller.close()
    const desk = openTestVault(copy)
    await whileAnchorFails(copy, 1, () => desk.controller.unlock({ passphrase, keyFile: null }))
    expect(desk.controller.status().state).toBe('open')
    expect(await desk.handlers['cases.get']({ id: at.kase.id })).toMatchObject({ id: at.kase.id })
    const { settings } = session(desk).store
    expect(await failureOf(() => settings.set(settings.get()))).toBe('read-only')
    desk.controller.close()
  } finally {
    at.place.remove()
  }
})

it('a vault that could not be created leaves no trace', async () => {
  const place = temporaryFolder()
  try {
    const folder = join(place.path, 'vault')
    const desk = openTestVault(folder)
    const making = () =>
      desk.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
    expect(await whileAnchorFails(folder, 1, () => failureOf(making))).toBe('storage')
    expect(desk.controller.status().state).toBe('none')
  } finally {
    place.remove()
  }
})
