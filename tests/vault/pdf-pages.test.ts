import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openReader } from '../../src/main/vault/decoders/open-reader.ts'
import type { StartPdfProcess } from '../../src/main/vault/decoders/process-channel.ts'
import { limits } from '../../src/shared/limits.ts'
import type { ToPdf } from '../../src/shared/pdf-messages.ts'
import { nextTask } from '../exchange/test-vault.ts'
import { pageImageHost } from '../images/page-image-host.ts'
import { failureOf, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { attachingIn } from './attaching.ts'

type Says = (page: number, given: Uint8Array) => unknown

/** Pixels of one colour, as a drawn page. */
const page = (number: number, more: object = {}) => ({
  kind: 'drawn',
  drawn: {
    page: number,
    pages: 3,
    width: 40,
    height: 20,
    pixels: new Uint8Array(40 * 20 * 4).map((_, at) => (at % 4 === 3 ? 255 : 200)),
    ...more,
  },
})

/** Readers that answer as the test wants: the reader of a hostile file may send anything. */
const readersThat = (says: Says) => {
  const seen = { started: 0, living: 0, given: [] as number[] }
  let last: (data: unknown) => void = () => undefined
  const host: StartPdfProcess = () => {
    seen.started += 1
    seen.living += 1
    const pieces: Uint8Array[] = []
    let hear: (data: unknown) => void = () => undefined
    let gone = (): void => undefined
    let isGone = false
    const end = (): void => {
      if (isGone) return
      isGone = true
      seen.living -= 1
      gone()
    }
    return Promise.resolve({
      send: (message: ToPdf) => {
        if (message.kind === 'piece') {
          pieces.push(message.bytes)
          return
        }
        const whole = Buffer.concat(pieces)
        seen.given.push(whole.length)
        const answer = says(message.page, whole)
        if (answer === 'ends') queueMicrotask(end)
        else if (answer !== 'nothing') queueMicrotask(() => hear(answer))
      },
      onMessage: (listener: (data: unknown) => void) => {
        hear = listener
        last = listener
      },
      onEnd: (listener: () => void) => {
        gone = listener
      },
      end,
    })
  }
  /** Sends a message of the last reader. */
  const say = (data: unknown): void => last(data)
  return { host, seen, say }
}

const place = temporaryFolder()
const outside = join(place.path, 'outside')
let desk: TestVault
let says: Says
const readers = readersThat((number, given) => says(number, given))

beforeAll(async () => {
  mkdirSync(outside)
  const pdfs = readers.host
  desk = openTestVault(join(place.path, 'vault'), undefined, { images: pageImageHost(), pdfs })
  await desk.controller.create({
    passphrase,
    keyFile: null,
    pseudonym: 'Heron',
    language: 'en',
  })
})
beforeEach(() => {
  says = (number) => page(number)
})
afterEach(async () => {
  if (desk.controller.session() !== null) await desk.handlers['attachments.closePages']({})
  Object.assign(readers.seen, { started: 0, living: 0, given: [] })
})
afterAll(() => desk.controller.close())

const { attach, blobs, save } = attachingIn(() => ({ desk, outside }))
const document = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(3_000_000, 7)])
const withPdf = async (name = 'letter.pdf', bytes: Buffer = document) => {
  const file = await attach(name, bytes)
  const report = await save([file])
  const look = async (number: number) =>
    desk.handlers['attachments.page']({ reportId: report.id, attachment: file.id, page: number })
  const keep = (number: number, task = nextTask()) =>
    desk.handlers['attachments.keepPage']({
      task,
      reportId: report.id,
      attachment: file.id,
      page: number,
    })
  return { file, report, look, keep }
}

describe('viewed pages of a PDF', () => {
  it('come from one reader, which gets the whole document once and ends with the viewer', async () => {
    const { look } = await withPdf()
    const { pages, view } = await look(2)
    expect([pages, view.width, view.height, view.shown.pixels.length]).toEqual([3, 40, 20, 3200])
    await look(3)
    expect(readers.seen).toMatchObject({ started: 1, living: 1 })
    expect(readers.seen.given).toEqual([document.length, document.length])
    await desk.handlers['attachments.closePages']({})
    expect(readers.seen.living).toBe(0)
  })

  it('of another document come from another reader, and the previous one has ended', async () => {
    const first = await withPdf()
    const second = await withPdf('other.pdf', Buffer.concat([document, Buffer.from('x')]))
    await first.look(1)
    await second.look(1)
    expect(readers.seen).toMatchObject({ started: 2, living: 1 })
  })

  it('are not requested for a file that is not a PDF: no reader is started', async () => {
    const { look } = await withPdf('letter.pdf', Buffer.from('MZ, a program'))
    expect(await failureOf(() => look(1))).toBe('broken-pdf')
    expect(readers.seen.started).toBe(0)
  })

  it.each([
    ['that it cannot, with a code', { kind: 'failed', code: 'encrypted-pdf' }, 'encrypted-pdf'],
    ['that it cannot, with a code of its own', { kind: 'failed', code: 'locked' }, 'pdf-process'],
    ['nothing that can be read', 'words', 'pdf-process'],
    ['another page than was asked for', page(2), 'pdf-process'],
    ['fewer pixels than it says', page(1, { width: 41 }), 'pdf-process'],
    [
      'more pixels than are shown',
      page(1, { width: limits.viewSide + 1, height: 1, pixels: new Uint8Array(65_540) }),
      'pdf-process',
    ],
    [
      'few pixels of more bytes than they need',
      page(1, { pixels: new Uint8Array(new ArrayBuffer(1_000_000), 0, 40 * 20 * 4) }),
      'pdf-process',
    ],
    ['more pages than there may be', page(1, { pages: limits.pdfPages + 1 }), 'pdf-process'],
    ['something besides', page(1, { note: 'hello' }), 'pdf-process'],
    ['nothing, and ends', 'ends', 'pdf-process'],
  ])('are refused when the reader says %s, and it is gone', async (_, said, code) => {
    says = () => said
    const { look } = await withPdf()
    expect(await failureOf(() => look(1))).toBe(code)
    expect(readers.seen.living).toBe(0)
  })

  it('are not taken from a reader that sends an unrequested message: it is ended at once', async () => {
    const { look } = await withPdf()
    await look(1)
    expect(readers.seen.living).toBe(1)
    readers.say(page(2))
    expect(readers.seen.living).toBe(0)
  })

  it('come from a fresh reader where the previous one ended between two pages', async () => {
    const { look } = await withPdf()
    await look(1)
    readers.say(page(2))
    expect((await look(2)).pages).toBe(3)
    expect(readers.seen).toMatchObject({ started: 2, living: 1 })
  })

  it('are not drawn if they were still waiting when the viewer closed', async () => {
    says = () => 'nothing'
    const { look } = await withPdf()
    const asked = [look(1), look(2), look(3)].map((one) => failureOf(() => one))
    await expect.poll(() => readers.seen.given.length).toBe(1)
    await desk.handlers['attachments.closePages']({})
    expect(await Promise.all(asked)).toEqual(['pdf-process', 'cancelled', 'cancelled'])
    expect(readers.seen).toMatchObject({ started: 1, living: 0 })
  })

  it('start no reader where the viewer closed before the document was checked', async () => {
    const { look } = await withPdf()
    const asked = [look(1), look(2)].map((one) => failureOf(() => one))
    await desk.handlers['attachments.closePages']({})
    expect(await Promise.all(asked)).toEqual(['cancelled', 'cancelled'])
    expect(readers.seen.started).toBe(0)
  })

  it('are waited for only up to a time limit', async () => {
    const { host } = readersThat(() => 'nothing')
    const pieces = async function* () {
      yield await Promise.resolve(new Uint8Array(10))
    }
    const reader = openReader(host, pieces, 30)
    expect(await failureOf(() => reader.draw(1))).toBe('pdf-process')
    reader.end()
  })
})

describe('a page of a PDF that is kept', () => {
  it('is a separate picture of pixels alone, and its own cleaned copy', async () => {
    const { file, report, keep } = await withPdf()
    const before = blobs()
    const kept = await keep(2)
    expect(kept).toMatchObject({ name: 'page-2.png', mediaType: 'image/png' })
    expect(kept.cleaned).toMatchObject({ name: 'image.png', digest: kept.digest })
    expect(kept.cleaned?.id).not.toBe(kept.id)
    // One file in the vault, with two names.
    expect(blobs()).toBe(before + 1)
    const next = await save([file, kept], report)
    const { view } = await desk.handlers['attachments.view']({
      reportId: next.id,
      digest: kept.digest,
    })
    expect(view).toMatchObject({ width: 40, height: 20 })
    expect(view?.shown.pixels.slice(0, 4)).toEqual(new Uint8Array([200, 200, 200, 255]))
  })

  it('can be redacted as any cleaned copy', async () => {
    const { file, report, keep } = await withPdf()
    const kept = await keep(1)
    const { id } = await save([file, kept], report)
    const redacted = await desk.handlers['attachments.redact']({
      task: nextTask(),
      reportId: id,
      digest: kept.digest,
      boxes: [{ left: 3, top: 4, width: 10, height: 5 }],
    })
    expect(redacted).toMatchObject({ mediaType: 'image/png', redacted: true })
    expect(redacted.digest).not.toBe(kept.digest)
  })

  it('leaves nothing behind when it cannot be drawn', async () => {
    says = () => ({ kind: 'failed', code: 'too-big' })
    const { keep } = await withPdf()
    const before = blobs()
    expect(await failureOf(() => keep(1))).toBe('too-big')
    expect(blobs()).toBe(before)
  })

  it('is what was drawn, pixel by pixel', async () => {
    const pixels = new Uint8Array(40 * 20 * 4).map((_, at) => (at % 4 === 3 ? 255 : at % 251))
    says = (number) => page(number, { pixels: pixels.slice() })
    const { file, report, keep } = await withPdf()
    const kept = await keep(1)
    const { id } = await save([file, kept], report)
    const { view } = await desk.handlers['attachments.view']({ reportId: id, digest: kept.digest })
    expect(view?.shown.pixels).toEqual(pixels)
  })
})

describe('at the lock, pages of a PDF', () => {
  it('end at the lock, with the reader that was drawing', async () => {
    says = () => 'nothing'
    const { look } = await withPdf()
    const looking = look(1)
    looking.catch(() => undefined)
    await expect.poll(() => readers.seen.living).toBe(1)
    desk.controller.close()
    expect(readers.seen.living).toBe(0)
    expect(await failureOf(() => looking)).toBe('pdf-process')
  })
})
