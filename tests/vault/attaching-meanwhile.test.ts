import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepBlob } from '../../src/main/vault/attachments/keep-blob.ts'
import type { StoredAttachment } from '../../src/main/vault/attachments/keep-blob.ts'
import { createBlob } from '../../src/main/vault/attachments/blob-writer.ts'
import type { BlobWriter } from '../../src/main/vault/attachments/blob-writer.ts'
import { finishHandOver } from '../../src/main/vault/exchange/hand-over.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { asRecord, testVault } from '../store/test-vault.ts'

/** A vault in which files are attached while others are handed over. */
const vault = () => {
  const d = testVault()
  const { blobs } = vaultPaths(d.folder)
  mkdirSync(blobs, { recursive: true })
  const { store, folder } = d
  const session = { store, folder, emit: () => undefined } as unknown as Session
  const written = async (text: string): Promise<BlobWriter> => {
    const blob = await createBlob(blobs)
    await blob.write(new TextEncoder().encode(text))
    return blob
  }
  const keep = (blob: BlobWriter): Promise<StoredAttachment> =>
    keepBlob(session, blob, new AbortController().signal)
  const attachments = (kept: StoredAttachment) => ({
    attachments: [
      { ...kept, id: 'ab'.repeat(16), name: 'a.txt', mediaType: 'text/plain', cleaned: null },
    ],
  })
  const hide = (id: string): void => {
    const subject = asRecord(id)
    const heads = store.revisions.heads(subject)?.heads ?? []
    store.records.handOver(runAtOnce(store.records.checkHandOver([{ subject, heads }])))
  }
  const files = (): string[] => readdirSync(blobs)
  return { d, store, session, written, keep, attachments, hide, files }
}

test('a hand-over that is erased keeps a file that is still being written, and one that no draft has yet', async () => {
  const v = vault()
  const sent = await v.keep(await v.written('sent'))
  const gone = v.d.filed(v.attachments(sent)).id
  const waiting = await v.keep(await v.written('waiting'))
  const writing = await v.written('writing')
  v.hide(gone)
  await finishHandOver(v.session)
  const later = await v.keep(writing)
  expect(v.store.blobs.find(sent.digest)).toBe(null)
  expect(v.files().sort()).toEqual(v.store.blobs.ids())
  expect(v.files()).toHaveLength(2)
  for (const kept of [waiting, later]) v.d.draft(v.attachments(kept))
})

test('the same file, attached again while its report is handed over, stays until its draft is saved', async () => {
  const v = vault()
  const sent = await v.keep(await v.written('sent'))
  const gone = v.d.filed(v.attachments(sent)).id
  v.hide(gone)
  expect(await v.keep(await v.written('sent'))).toEqual(sent)
  await finishHandOver(v.session)
  expect(v.files()).toEqual(v.store.blobs.ids())
  v.d.draft(v.attachments(sent))
})

test('a file that was taken out of a draft can be put back after another report with it is handed over, but not once none is left', async () => {
  const v = vault()
  const sent = await v.keep(await v.written('sent'))
  const gone = v.d.filed(v.attachments(sent)).id
  const draft = v.d.draft(v.attachments(await v.keep(await v.written('sent'))))
  v.d.draft({}, draft.id)
  v.hide(gone)
  await finishHandOver(v.session)
  v.d.draft(v.attachments(sent), draft.id)
  v.d.fileDraft(draft.id)
  v.hide(draft.id)
  await finishHandOver(v.session)
  expect(v.store.blobs.ids()).toEqual([])
})

test('the purge before a backup keeps what was attached since the opening; a lock does not', async () => {
  const v = vault()
  const kept = await v.keep(await v.written('waiting'))
  const removed = v.d.filed(v.attachments(await v.keep(await v.written('deleted'))))
  v.store.records.remove(asRecord(removed.id), removed.rev)
  expect(v.store.records.purgeRemoved()).toBe(1)
  expect(v.store.blobs.ids()).toHaveLength(1)
  const draft = v.d.draft(v.attachments(kept))
  // Undone: what was there can be saved again.
  v.d.draft({}, draft.id)
  v.store.records.purgeRemoved()
  v.d.draft(v.attachments(kept), draft.id)
  v.d.draft({}, draft.id)
  v.store.records.purgeRemoved(true)
  expect(v.store.blobs.ids()).toEqual([])
})

test.each([
  ['the vault itself', Infinity],
  ['a copy', 0],
])(
  'a verification of %s, during which records with attached files are erased, finds no fault, but any other broken file',
  async (_, leastCopied) => {
    const v = vault()
    const session = { ...v.session, mode: 'open' } as Session
    const { signal } = new AbortController()
    const gone = v.d.filed(v.attachments(await v.keep(await v.written('sent')))).id
    const broken = await v.keep(await v.written('broken'))
    const stays = v.d.filed(v.attachments(broken))
    v.hide(gone)
    /** Acts once all records were read, and before their files are. */
    const verifying = async (act: () => void) => {
      let isDone = false
      const progress = (done: number, total: number): void => {
        if (isDone || done < total - 1) return
        isDone = true
        act()
      }
      return (await verifyVault(session, { signal, progress }, leastCopied)).faults
    }
    expect(await verifying(() => v.store.records.eraseHandedOver(() => false))).toEqual([])
    expect(v.store.blobs.ids()).toHaveLength(1)
    const faults = await verifying(() => {
      v.d.draft({ ...stays.content, body: 'changed meanwhile' }, stays.id)
      for (const name of v.files()) writeFileSync(join(vaultPaths(v.d.folder).blobs, name), 'x')
    })
    expect(faults).toEqual([{ subject: stays.id, what: 'attachment' }])
  },
)
