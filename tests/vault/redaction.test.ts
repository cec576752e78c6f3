import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Attachment, CleanedFile, RedactionBox } from '../../src/shared/attachments.ts'
import type { Report } from '../../src/shared/records.ts'
import { nextTask } from '../exchange/test-vault.ts'
import { hiddenTags, tagsOf } from '../images/exiftool.ts'
import { nodeImageHost, noProcesses } from '../images/node-image-host.ts'
import type { Processes } from '../images/node-image-host.ts'
import { pageImageHost } from '../images/page-image-host.ts'
import { storedPicture, tellingJpeg } from '../images/pictures.ts'
import { cropped, quarters, readPicture, rgb } from '../images/pixels.ts'
import { pngOf } from '../images/png.ts'
import { failureOf, newVault, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { attachingIn, childOf } from './attaching.ts'

const place = temporaryFolder()
const silent = childOf('silent')
const outside = join(place.path, 'outside')
let desk: TestVault
/** A script that image pages run in place of their own. */
let script: string | undefined
let seen: Processes

const open = async (folder: string): Promise<void> => {
  const images = () => (script === undefined ? pageImageHost(seen) : nodeImageHost(script, seen))()
  desk = openTestVault(folder, undefined, { images })
  await desk.controller.unlock({ passphrase, keyFile: null })
}

beforeAll(async () => {
  mkdirSync(outside)
  const folder = join(place.path, 'vault')
  const { desk: made, made: done } = newVault(folder)
  await done
  made.controller.close()
  await open(folder)
})
beforeEach(() => {
  seen = noProcesses()
  script = undefined
})
afterAll(() => desk.controller.close())

const box: RedactionBox = { left: 0, top: 0, width: 32, height: 32 }
const { attach, blobs, save, copyOf } = attachingIn(() => ({ desk, outside }))
const redact = async (
  report: Report,
  { digest }: { readonly digest: string },
  boxes = [box],
  task = nextTask(),
): Promise<CleanedFile> =>
  desk.handlers['attachments.redact']({ task, reportId: report.id, digest, boxes })
const viewOf = async (report: Report, { digest }: { readonly digest: string }) =>
  (await desk.handlers['attachments.view']({ reportId: report.id, digest })).view
/** A report with one image and its cleaned copy. */
const withCopy = async (name: string, bytes: Uint8Array) => {
  const original = await attach(name, bytes)
  const before = await save([original])
  const cleaned = await desk.handlers['attachments.clean']({
    task: nextTask(),
    reportId: before.id,
    attachment: original.id,
  })
  return { original, cleaned, report: await save([{ ...original, cleaned }], before) }
}

describe('a copy with boxes burned in', () => {
  it('takes the place of the other, says so, and leaves black where the boxes are', async () => {
    const { bytes } = tellingJpeg(160, 120)
    const { original, cleaned, report } = await withCopy('bridge.jpg', bytes)
    const redacted = await redact(report, cleaned)
    expect(redacted).toMatchObject({ name: 'image.jpg', mediaType: 'image/jpeg', redacted: true })
    expect(redacted.digest).not.toBe(cleaned.digest)
    const saved = await save([{ ...original, cleaned: redacted }], report)
    expect(saved.content.attachments?.[0]?.cleaned).toEqual(redacted)
    const path = await copyOf(saved, redacted.id)
    expect(hiddenTags(tagsOf([path])[0] ?? {})).toEqual([])
    const hidden = cropped(readPicture(readFileSync(path)), box)
    expect(hidden.rgb.every((value) => value === 0)).toBe(true)
    expect(readFileSync(await copyOf(saved, original.id)).equals(bytes)).toBe(true)
  })

  it('is the only copy left after a lock: files that no report names are deleted, and the vault verifies', async () => {
    const { original, cleaned, report } = await withCopy('a.png', pngOf(quarters()))
    const redacted = await redact(report, cleaned)
    await save([{ ...original, cleaned: redacted }], report)
    const other = await withCopy('b.png', pngOf(quarters(64, 64)))
    const unnamed = await redact(other.report, other.cleaned)
    const before = blobs()
    desk.controller.close()
    await open(desk.folder)
    // With the copy that the report of the test before named until it had a redacted one.
    expect(blobs()).toBe(before - 3)
    expect(await failureOf(() => viewOf(report, cleaned))).toBe('not-found')
    expect(await failureOf(() => viewOf(other.report, unnamed))).toBe('not-found')
    expect((await viewOf(report, redacted))?.shown.pixels[0]).toBe(0)
    const { content } = await desk.handlers['reports.get']({ id: other.report.id })
    expect(content).toEqual(other.report.content)
    expect(await desk.handlers['vault.verify']({ task: nextTask() })).toMatchObject({ faults: [] })
  })

  it('can get more boxes, still says how many pictures there were, and is filed and read as such', async () => {
    const { original, cleaned, report } = await withCopy('a.gif', storedPicture('two.gif'))
    const once = await redact(report, cleaned)
    const saved = await save([{ ...original, cleaned: once }], report)
    const twice = await redact(saved, once, [{ ...box, left: 60 }])
    expect(twice).toMatchObject({ name: 'image.png', frames: 2, redacted: true })
    const filed = await desk.handlers['reports.file'](
      await save([{ ...original, cleaned: twice }], saved),
    )
    expect(filed.content.attachments?.[0]?.cleaned).toEqual(twice)
    const pixels = rgb(readFileSync(await copyOf(filed, twice.id)))
    expect([pixels[0], pixels[60 * 3]]).toEqual([0, 0])
  })
})

describe('boxes', () => {
  it('that reach out of the picture are refused by name, and nothing stays', async () => {
    const picture = pngOf(quarters())
    const { cleaned, report } = await withCopy('a.png', picture)
    const before = blobs()
    const asked = redact(report, cleaned, [{ ...box, left: 90 }])
    await expect(asked).rejects.toMatchObject({ code: 'invalid', fields: ['boxes'] })
    expect(blobs()).toBe(before)
  })

  it('are burned into no original, and into nothing that is only called cleaned', async () => {
    const original = await attach('a.jpg', tellingJpeg().bytes)
    const { cleaned: _, ...file } = original
    const report = await save([{ ...original, cleaned: { ...file, id: 'ab'.repeat(16) } }])
    expect(await failureOf(() => redact(report, original))).toBe('not-cleanable')
    expect(await viewOf(report, original)).toBeNull()
    const plain = await save([original], report)
    expect(await failureOf(() => redact(plain, original))).toBe('not-found')
    expect(await failureOf(() => viewOf(plain, original))).toBe('not-found')
    expect(seen.started).toBe(0)
  })

  it('are let go of when the person cancels', async () => {
    const picture = pngOf(quarters())
    const { cleaned, report } = await withCopy('a.png', picture)
    await expect.poll(() => seen.living).toBe(0)
    const before = blobs()
    script = silent
    const task = nextTask()
    const ended = failureOf(() => redact(report, cleaned, [box], task))
    await expect.poll(() => seen.living).toBe(1)
    await desk.handlers['tasks.cancel']({ task })
    expect(await ended).toBe('cancelled')
    await expect.poll(() => seen.living).toBe(0)
    expect(blobs()).toBe(before)
  })
})

describe('what is pasted', () => {
  const paste = async (bytes: Uint8Array<ArrayBuffer>, mediaType: string): Promise<Attachment> =>
    desk.handlers['attachments.paste']({ task: nextTask(), bytes, mediaType })

  it('is stored encrypted under a random name, with its real type, not the declared one', async () => {
    const picture = pngOf(quarters(50, 50))
    const given = new Uint8Array(picture)
    const before = blobs()
    const pasted = await paste(given, 'text/html')
    expect(pasted).toMatchObject({ mediaType: 'image/png', bytes: picture.length, cleaned: null })
    expect(pasted.name).toMatch(/^[0-9a-f]{12}\.png$/)
    expect(blobs()).toBe(before + 1)
    // The given bytes are wiped.
    expect(given.every((byte) => byte === 0)).toBe(true)
    const report = await save([pasted])
    expect(readFileSync(await copyOf(report, pasted.id)).equals(picture)).toBe(true)
    expect(existsSync(join(desk.folder, 'blobs', pasted.name))).toBe(false)
  })

  it('keeps a usual file extension, and has none where it is unknown', async () => {
    const words = (text: string) => new Uint8Array(Buffer.from(text))
    expect(await paste(words('%PDF-1.7'), 'application/pdf')).toMatchObject({
      name: expect.stringMatching(/^[0-9a-f]{12}\.pdf$/) as string,
      mediaType: 'application/pdf',
    })
    expect(await paste(words('who knows'), '../../etc/passwd')).toMatchObject({
      name: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
      mediaType: 'application/octet-stream',
    })
  })
})
