import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import type { Attachment } from '../../src/shared/attachments.ts'
import type { FilePurpose } from '../../src/shared/ids.ts'
import type { Report } from '../../src/shared/records.ts'
import { readBlob } from '../format/blob-reader.ts'
import { failureOf, newVault, reopen, reportContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const place = temporaryFolder()
let counter = 0
let desk: TestVault
let outside: string
const task = (): string => (counter++).toString(16).padStart(16, '0')

beforeEach(async () => {
  const folder = join(place.path, `vault-${counter++}`)
  outside = join(place.path, `outside-${counter++}`)
  mkdirSync(outside)
  const { desk: made, made: done } = newVault(folder)
  await done
  desk = made
})
afterEach(() => desk.controller.close())

const tokenOf = (path: string) => {
  const token = newFileToken<FilePurpose>('attachment')
  desk.files.add(token, path)
  return token
}
const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(outside, name)
  writeFileSync(path, content)
  return path
}
const attach = (path: string): Promise<Attachment> =>
  Promise.resolve(desk.handlers['attachments.add']({ task: task(), file: tokenOf(path) }))
const blobs = (): string[] => readdirSync(join(desk.folder, 'blobs'))
const saved = async (attachments: Attachment[], body = 'A body.'): Promise<Report> => {
  const content = { ...reportContent(body), ...(attachments.length > 0 && { attachments }) }
  return desk.handlers['reports.save']({ id: null, rev: 0, content })
}
const again = async (): Promise<void> => {
  desk.controller.close()
  desk = await reopen(desk.folder)
}
const filed = async (report: Report): Promise<Report> =>
  desk.handlers['reports.file']({ id: report.id, rev: report.rev })
const verified = () => desk.handlers['vault.verify']({ task: task() })
const saveOf = (report: Report, attachment: string) => ({
  task: task(),
  reportId: report.id,
  attachment,
  folder: tokenOf(outside),
  confirmed: true as const,
})

describe('a file hung on a report', () => {
  it('is recorded with its name, kind, size and digest, and its bytes lie encrypted', async () => {
    const one = await attach(fileOf('거리 사진.JPG', 'pixels of a street'))
    expect(one).toMatchObject({
      name: '거리 사진.JPG',
      mediaType: 'image/jpeg',
      bytes: 18,
      cleaned: null,
    })
    expect(blobs()).toHaveLength(1)
    const report = await saved([one])
    expect(report.content.attachments).toEqual([one])
    await again()
    const { store } = desk.controller.session() ?? {}
    const entry = store?.blobs.find(one.digest) ?? null
    expect(entry).not.toBeNull()
    if (entry === null) return
    const content = await readBlob(join(desk.folder, 'blobs', entry.id), entry)
    expect(Buffer.from(content).toString()).toBe('pixels of a street')
  })

  it('keeps no name that turns the reading direction or starts a line', async () => {
    const one = await attach(fileOf('a\u202egpj.exe', 'x'))
    expect(one.name).toBe('agpj.exe')
    const long = await attach(fileOf(`${'ㅁ'.repeat(70)}.pdf`, 'y'))
    expect(long.name.endsWith('.pdf')).toBe(true)
  })

  it('to no saved report is gone after the lock', async () => {
    await attach(fileOf('a.png', 'not wanted after all'))
    expect(blobs()).toHaveLength(1)
    await again()
    expect(blobs()).toEqual([])
  })

  it('can be taken off and put back until the lock, and is gone after it', async () => {
    const one = await attach(fileOf('a.png', 'to be put back'))
    let report = await saved([one])
    const off = async (attachments?: Attachment[]) => {
      const content = { ...reportContent('A body.'), ...(attachments && { attachments }) }
      report = await desk.handlers['reports.save']({ id: report.id, rev: report.rev, content })
    }
    await off()
    expect(blobs()).toHaveLength(1)
    await off([one])
    await again()
    expect(blobs()).toHaveLength(1)
    await off()
    await again()
    expect(blobs()).toEqual([])
  })

  it('stays while a filed revision names it, though the working content does not', async () => {
    const one = await attach(fileOf('a.png', 'signed for'))
    let report = await filed(await saved([one]))
    const content = reportContent('A body, without it.')
    report = await desk.handlers['reports.save']({ id: report.id, rev: report.rev, content })
    await filed(report)
    await again()
    expect(blobs()).toHaveLength(1)
    expect(await verified()).toMatchObject({ faults: [] })
    const { fileName } = await desk.handlers['attachments.save'](saveOf(report, one.id))
    expect(readFileSync(join(outside, fileName), 'utf8')).toBe('signed for')
  })

  it('is erased with its report: row, key and file', async () => {
    const one = await attach(fileOf('a.png', 'to be purged'))
    const report = await filed(await saved([one]))
    await desk.handlers['records.remove']({ id: report.id as never, rev: report.rev })
    expect(blobs()).toHaveLength(1)
    await again()
    expect(blobs()).toEqual([])
    expect(desk.controller.session()?.store.blobs.find(one.digest)).toBeNull()
    expect(await verified()).toMatchObject({ faults: [] })
  })

  it('twice is kept once, and stays until the last report that names it is gone', async () => {
    const path = fileOf('a.png', 'the very same')
    const [one, two] = [await attach(path), await attach(path)]
    expect(one.digest).toBe(two.digest)
    expect(blobs()).toHaveLength(1)
    const [first] = [await saved([one]), await saved([two])]
    await desk.handlers['records.remove']({ id: first.id as never, rev: first.rev })
    await again()
    expect(blobs()).toHaveLength(1)
    expect(await verified()).toMatchObject({ faults: [] })
  })

  it('cannot be named when its bytes are not here', async () => {
    const one = await attach(fileOf('a.png', 'here'))
    const other = { ...one, digest: 'ab'.repeat(32) }
    expect(await failureOf(() => saved([other]))).toBe('invalid')
    expect(await failureOf(() => saved([{ ...one, bytes: 5 }]))).toBe('invalid')
    const { cleaned: _, ...cleaned } = other
    expect(await failureOf(() => saved([{ ...one, cleaned }]))).toBe('invalid')
  })

  it('is refused when it is empty, no file, or too big, and leaves nothing', async () => {
    expect(await failureOf(() => attach(fileOf('empty', '')))).toBe('invalid')
    expect(await failureOf(() => attach(outside))).toBe('invalid')
    expect(await failureOf(() => attach(join(outside, 'nowhere')))).toBe('storage')
    const big = fileOf('big.mp4', '')
    truncateSync(big, 2 * 1024 ** 3 + 1)
    expect(await failureOf(() => attach(big))).toBe('too-big')
    expect(blobs()).toEqual([])
  })

  it('that is cancelled while it is read leaves nothing', async () => {
    const path = fileOf('long.mp4', '')
    truncateSync(path, 64 * 1024 * 1024)
    const name = task()
    const adding = desk.handlers['attachments.add']({ task: name, file: tokenOf(path) })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await desk.handlers['tasks.cancel']({ task: name })
    expect(await failureOf(() => adding)).toBe('cancelled')
    // The work notices the cancel at its next piece, and nothing comes after that.
    await expect.poll(blobs).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(blobs()).toEqual([])
  })
})

describe('a file in blobs that no report names', () => {
  it('is swept at the next opening', async () => {
    const one = await attach(fileOf('a.png', 'ours'))
    await saved([one])
    desk.controller.close()
    writeFileSync(join(desk.folder, 'blobs', 'ab'.repeat(16)), 'left by a machine that stopped')
    desk = await reopen(desk.folder)
    expect(blobs()).toHaveLength(1)
  })

  it('and a missing folder do not prevent an unlock', async () => {
    desk.controller.close()
    rmSync(join(desk.folder, 'blobs'), { recursive: true })
    desk = await reopen(desk.folder)
    expect(desk.controller.status().state).toBe('open')
    expect((await attach(fileOf('a.png', 'x'))).bytes).toBe(1)
  })
})

describe('verify', () => {
  it('names the report whose file is missing or changed', async () => {
    const one = await attach(fileOf('a.png', 'intact'))
    const report = await saved([one])
    const path = join(desk.folder, 'blobs', blobs()[0] ?? '')
    const good = readFileSync(path)
    const fault = { subject: report.id, what: 'attachment' }
    for (const edit of [
      () => rmSync(path),
      () => writeFileSync(path, good.subarray(0, -1)),
      () => writeFileSync(path, Buffer.alloc(good.length)),
    ]) {
      edit()
      expect(await verified()).toMatchObject({ faults: [fault] })
    }
    writeFileSync(path, good)
    expect(await verified()).toMatchObject({ faults: [] })
  })
})

describe('a decrypted copy', () => {
  it('is whole, private, dated the day, under a random name with the usual ending', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024 + 5, 'frames ')
    const one = await attach(fileOf('문서.mp4', content))
    const report = await saved([one])
    const before = readdirSync(outside)
    const { fileName } = await desk.handlers['attachments.save'](saveOf(report, one.id))
    expect(readdirSync(outside).filter((name) => !before.includes(name))).toEqual([fileName])
    expect(fileName).toMatch(/^[0-9a-f]{32}\.mp4$/)
    const path = join(outside, fileName)
    expect(statSync(path).atime.toISOString()).toMatch(/T00:00:00\.000Z$/)
    expect(Buffer.compare(readFileSync(path), content)).toBe(0)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(path).mtime.toISOString()).toMatch(/T00:00:00\.000Z$/)
    const { lines } = await desk.handlers['journal.list']({ subject: null, before: null, limit: 5 })
    expect(lines.map(({ kind }) => kind)).toContain('attachment.saved')
  })

  it('of a broken file is refused, and leaves nothing', async () => {
    const one = await attach(fileOf('a.png', Buffer.alloc(3 * 1024 * 1024, 1)))
    const report = await saved([one])
    const path = join(desk.folder, 'blobs', blobs()[0] ?? '')
    const bytes = readFileSync(path)
    bytes[2 * 1024 * 1024] = (bytes[2 * 1024 * 1024] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const before = readdirSync(outside)
    expect(await failureOf(() => desk.handlers['attachments.save'](saveOf(report, one.id)))).toBe(
      'broken-attachment',
    )
    expect(readdirSync(outside)).toEqual(before)
  })

  it('that is being written when the vault locks is removed before the process can end', async () => {
    const before = readdirSync(outside)
    const one = await attach(fileOf('a.png', Buffer.alloc(40 * 1024 * 1024, 'who said it ')))
    const report = await saved([one])
    const saving = failureOf(() => desk.handlers['attachments.save'](saveOf(report, one.id)))
    const written = (): number => {
      const part = readdirSync(outside).find((name) => name.endsWith('.part'))
      return part === undefined ? 0 : statSync(join(outside, part)).size
    }
    while (written() === 0) await new Promise((resolve) => setImmediate(resolve))
    desk.controller.close()
    expect(readdirSync(outside).filter((name) => name !== 'a.png')).toEqual(before)
    expect(await saving).toBe('cancelled')
    expect(readdirSync(outside).filter((name) => name !== 'a.png')).toEqual(before)
  })

  it('is made of what the report holds and of nothing else', async () => {
    const one = await attach(fileOf('a.png', 'x'))
    const report = await saved([])
    expect(await failureOf(() => desk.handlers['attachments.save'](saveOf(report, one.id)))).toBe(
      'not-found',
    )
  })
})
