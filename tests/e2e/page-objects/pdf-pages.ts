import { expect } from 'vitest'
import { readReply } from '../../../src/renderer/data/read-reply.ts'
import type { SentReply } from '../../../src/shared/reply.ts'
import { call } from '../call.ts'
import type { Person } from './person.ts'

/** The vault's answer about a page, without its pixels. */
type Page = {
  readonly ok: boolean
  readonly code?: string
  readonly pages?: number
  readonly size?: readonly [number, number]
  /** Pixels that are nearly black. */
  readonly dark?: number
}

/** Addresses of the hidden windows. */
export const readers = ({ desk }: Person): Promise<string[]> =>
  desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .map((window) => window.webContents.getURL())
      .filter((url) => !url.startsWith('app://understory/')),
  )

/** Ids of the files of a report, by their names. */
export const filesOf = async (
  { page }: Person,
  id: string,
): Promise<ReadonlyMap<string, string>> => {
  const reply = (await call(page, 'reports.get', { id })) as {
    value: { content: { attachments?: { id: string; name: string }[] } }
  }
  return new Map((reply.value.content.attachments ?? []).map(({ id, name }) => [name, id]))
}

/** Makes a copy of a report with these documents attached, over the bridge. @returns its id. */
export const attachFiles = async (
  { page }: Person,
  like: string,
  documents: Readonly<Record<string, Uint8Array>>,
): Promise<string> => {
  const attachments: object[] = []
  for (const [name, bytes] of Object.entries(documents)) {
    const base64 = Buffer.from(bytes).toString('base64')
    const sent = await page.evaluate((letters) => {
      const { api } = globalThis as unknown as {
        api: Record<string, (input: object) => Promise<SentReply<object>>>
      }
      const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))
      const task = [...crypto.getRandomValues(new Uint8Array(8))]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
      return api['attachments.paste']?.({ task, bytes, mediaType: 'application/pdf' })
    }, base64)
    const taken = sent === undefined ? null : readReply(sent)
    if (taken?.ok !== true) throw new Error('a document was not taken in')
    attachments.push({ ...taken.value, name })
  }
  const { value } = (await call(page, 'reports.get', { id: like })) as {
    value: { content: object }
  }
  const content = { ...value.content, title: 'A shelf', attachments }
  const saved = (await call(page, 'reports.save', { id: null, rev: 0, content })) as {
    ok: boolean
    value: { id: string }
  }
  expect(saved).toMatchObject({ ok: true })
  return saved.value.id
}

/**
 * Requests a page as the window does, and counts its pixels in the page instead of sending them
 * here.
 */
export const drawnOf = async (
  person: Person,
  reportWithFiles: string,
  name: string,
  page = 1,
): Promise<Page> => {
  const attachment = (await filesOf(person, reportWithFiles)).get(name) ?? ''
  return person.page.evaluate(
    async (input) => {
      type Reply = {
        readonly ok: boolean
        readonly code?: string
        readonly value: {
          readonly pages: number
          readonly view: {
            readonly width: number
            readonly height: number
            readonly shown: { readonly pixels: Uint8Array }
          }
        }
      }
      const { api } = globalThis as unknown as {
        api: Record<string, (input: object) => Promise<Reply>>
      }
      const reply = await api['attachments.page']?.(input)
      if (reply?.ok !== true) return { ok: false, code: reply?.code ?? '' }
      const { pages, view } = reply.value
      const { pixels } = view.shown
      let dark = 0
      for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 60) dark += 1
      return { ok: true, pages, size: [view.width, view.height] as const, dark }
    },
    { reportId: reportWithFiles, attachment, page },
  )
}
