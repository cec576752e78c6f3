import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askImageProcess } from '../../src/main/vault/decoders/ask-image-process.ts'
import type { Attachment, CleanedFile } from '../../src/shared/attachments.ts'
import type { Report } from '../../src/shared/records.ts'
import { nextTask, session } from '../exchange/test-vault.ts'
import { hiddenTags, tagsOf } from '../images/exiftool.ts'
import { nodeImageHost, noProcesses } from '../images/node-image-host.ts'
import type { Processes } from '../images/node-image-host.ts'
import { pageImageHost } from '../images/page-image-host.ts'
import { storedPicture, tellingJpeg } from '../images/pictures.ts'
import { difference, quarters } from '../images/pixels.ts'
import { pngOf } from '../images/png.ts'
import { failureOf, newVault, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { attachingIn, childOf } from './attaching.ts'

const place = temporaryFolder()
let counter = 0
let desk: TestVault
let outside: string
let seen: Processes

const open = async (script?: string, folder = desk.folder): Promise<void> => {
  seen = noProcesses()
  const images = script === undefined ? pageImageHost(seen) : nodeImageHost(script, seen)
  desk = openTestVault(folder, undefined, { images })
  await desk.controller.unlock({ passphrase, keyFile: null })
}

/** As after a lock, with processes that run this script. */
const openAgain = async (script?: string): Promise<void> => {
  desk.controller.close()
  await open(script)
}

// To make a vault takes longer than to copy one.
const empty = join(place.path, 'empty')
beforeAll(async () => {
  const { desk: made, made: done } = newVault(empty)
  await done
  made.controller.close()
})
beforeEach(async () => {
  outside = join(place.path, `outside-${String((counter += 1))}`)
  mkdirSync(outside)
  const folder = join(place.path, `vault-${String(counter)}`)
  cpSync(empty, folder, { recursive: true })
  await open(undefined, folder)
})
afterEach(() => desk.controller.close())

const { attach, blobs, save, copyOf } = attachingIn(() => ({ desk, outside }))
const clean = async (report: Report, file: Attachment, task = nextTask()): Promise<CleanedFile> =>
  desk.handlers['attachments.clean']({ task, reportId: report.id, attachment: file.id })
const previewOf = async (report: Report, digest: string) =>
  (await desk.handlers['attachments.preview']({ reportId: report.id, digest })).preview
const gone = (): Promise<void> => expect.poll(() => seen.living).toBe(0)

describe('an image that is cleaned', () => {
  it('lies beside its original, and leaves the vault with nothing but its pixels', async () => {
    const { bytes, secrets } = tellingJpeg()
    const original = await attach('Kim at the bridge.jpg', bytes)
    let report = await save([original])
    const cleaned = await clean(report, original)
    expect(cleaned).toMatchObject({ name: 'image.jpg', mediaType: 'image/jpeg' })
    report = await save([{ ...original, cleaned }], report)
    expect(report.content.attachments).toEqual([{ ...original, cleaned }])
    expect(blobs()).toBe(2)

    const path = await copyOf(report, cleaned.id)
    expect(path).toMatch(/\/[0-9a-f]{32}\.jpg$/)
    expect(hiddenTags(tagsOf([path])[0] ?? {})).toEqual([])
    for (const secret of secrets)
      expect(readFileSync(path).toString('latin1')).not.toContain(secret)
    expect(readFileSync(await copyOf(report, original.id)).equals(bytes)).toBe(true)
  })

  it('is there after a lock, and verifies; one that no report names is not', async () => {
    const bytes = pngOf(quarters())
    const [kept, left] = [await attach('a.png', bytes), await attach('b.jpg', tellingJpeg().bytes)]
    let report = await save([kept, left])
    const cleaned = await clean(report, kept)
    await clean(report, left)
    report = await save([{ ...kept, cleaned }, left], report)
    expect(blobs()).toBe(4)
    await openAgain()
    expect(blobs()).toBe(3)
    expect(await desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
  })

  it('says how many pictures there were when it is one of several', async () => {
    const original = await attach('a.gif', storedPicture('two.gif'))
    const report = await save([original])
    const cleaned = await clean(report, original)
    expect(cleaned).toMatchObject({ name: 'image.png', frames: 2 })
    const filed = await desk.handlers['reports.file'](
      await save([{ ...original, cleaned }], report),
    )
    expect(filed.content.attachments?.[0]?.cleaned).toEqual(cleaned)
  })

  it('is read by a process of its own, and several wait for each other', async () => {
    const files = [
      await attach('a.png', pngOf(quarters(90, 60))),
      await attach('b.png', pngOf(quarters(60, 90))),
      await attach('c.png', pngOf(quarters(30, 30))),
    ]
    const report = await save(files)
    const cleaned = await Promise.all(files.map((file) => clean(report, file)))
    expect(new Set(cleaned.map(({ digest }) => digest)).size).toBe(3)
    await gone()
    expect(seen).toMatchObject({ started: 3 })
    // The last process is killed after its answer, and may take a moment to end.
    expect(seen.most).toBeLessThanOrEqual(2)
  })

  it('shows how far it has come', async () => {
    const original = await attach('a.png', pngOf(quarters()))
    const task = nextTask()
    await clean(await save([original]), original, task)
    expect(desk.events.some((event) => event.kind === 'progress' && event.task === task)).toBe(true)
  })
})

describe('what cannot be cleaned', () => {
  it('is refused in words and stays as it was, without any process for it', async () => {
    const files = [
      await attach('talk.mp3', Buffer.from('ID3 a voice')),
      await attach('list.docx', Buffer.from('PK\x03\x04 words')),
      await attach('scan.pdf', Buffer.from('%PDF-1.7')),
      await attach('no photo.jpg', Buffer.from('words')),
    ]
    const report = await save(files)
    for (const file of files)
      expect(await failureOf(() => clean(report, file))).toBe('not-cleanable')
    expect(seen.started).toBe(0)
    expect(blobs()).toBe(4)
  })

  it('is what the report does not hold', async () => {
    const original = await attach('a.png', pngOf(quarters()))
    const report = await save([])
    expect(await failureOf(() => clean(report, original))).toBe('not-found')
  })
})

describe('an image page', () => {
  const withOne = async (script: string): Promise<{ report: Report; original: Attachment }> => {
    await openAgain(childOf(script))
    const original = await attach('a.jpg', tellingJpeg().bytes)
    return { report: await save([original]), original }
  }

  it('that crashes on a file gives a refusal, loses nothing, and the next one works', async () => {
    const { report, original } = await withOne('crash')
    expect(await failureOf(() => clean(report, original))).toBe('image-process')
    expect(blobs()).toBe(1)
    await openAgain()
    expect((await desk.handlers['reports.get']({ id: report.id })).content.attachments).toEqual([
      original,
    ])
    expect(await clean(report, original)).toMatchObject({ name: 'image.jpg' })
  })

  it('is not trusted: a returned picture that still has its metadata is refused', async () => {
    const { report, original } = await withOne('lying')
    expect(await failureOf(() => clean(report, original))).toBe('image-process')
    expect(blobs()).toBe(1)
  })

  it('that takes too long is killed', async () => {
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(pngOf(quarters()))
    }
    const { signal } = new AbortController()
    const asked = () =>
      askImageProcess(nodeImageHost(childOf('silent'), seen), {
        want: 'cleaned',
        pieces,
        signal,
        patience: 700,
      })
    expect(await failureOf(asked)).toBe('image-process')
    await gone()
    expect(seen.started).toBe(1)
  })

  it('is killed when the person cancels, and the next one begins', async () => {
    const { report, original } = await withOne('silent')
    const [task, other] = [nextTask(), nextTask()]
    const one = failureOf(() => clean(report, original, task))
    await expect.poll(() => seen.living).toBe(1)
    const two = failureOf(() => clean(report, original, other))
    await desk.handlers['tasks.cancel']({ task })
    expect(await one).toBe('cancelled')
    await expect.poll(() => seen.started).toBe(2)
    await desk.handlers['tasks.cancel']({ task: other })
    expect(await two).toBe('cancelled')
    await gone()
    expect(blobs()).toBe(1)
  })

  it('is killed by the lock', async () => {
    const { report, original } = await withOne('silent')
    const ended = failureOf(() => clean(report, original))
    await expect.poll(() => seen.living).toBe(1)
    desk.controller.close()
    expect(await ended).toBe('cancelled')
    await gone()
  })
})

describe('a small picture', () => {
  it('is there for a cleaned copy, at once and after a lock, and for no original', async () => {
    const original = await attach('a.jpg', tellingJpeg(900, 600).bytes)
    let report = await save([original])
    const cleaned = await clean(report, original)
    const made = await previewOf(report, cleaned.digest)
    // The camera was held upright: the preview is turned.
    expect(made).toMatchObject({ width: 213, height: 320 })
    expect(made?.pixels.length).toBe(213 * 320 * 4)
    expect(await failureOf(() => previewOf(report, original.digest))).toBe('not-found')

    report = await save([{ ...original, cleaned }], report)
    await openAgain()
    const again = await previewOf(report, cleaned.digest)
    expect(again).toMatchObject({ width: 213, height: 320 })
    // The first was made before the copy was coded.
    expect(
      difference(again?.pixels ?? new Uint8Array(), made?.pixels ?? new Uint8Array()),
    ).toBeLessThan(8)
    await previewOf(report, cleaned.digest)
    expect(seen.started).toBe(1)
  })

  it('is refused for a file that is wrongly marked as cleaned, before it is decoded', async () => {
    const original = await attach('a.jpg', tellingJpeg().bytes)
    const { cleaned: _, ...copy } = original
    const report = await save([{ ...original, cleaned: { ...copy, id: 'ab'.repeat(16) } }])
    expect(await previewOf(report, copy.digest)).toBeNull()
    expect(seen.started).toBe(0)
  })

  it('is forgotten with the session', async () => {
    const original = await attach('a.png', pngOf(quarters()))
    const report = await save([original])
    const { digest } = await clean(report, original)
    const { images } = session(desk)
    expect(images.remembered(digest)).not.toBeNull()
    desk.controller.close()
    expect(images.remembered(digest)).toBeNull()
  })
})
