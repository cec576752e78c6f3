import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Attachment } from '../../src/shared/attachments.ts'
import type { Report } from '../../src/shared/records.ts'
import { nextTask, tokenFor } from '../exchange/test-vault.ts'
import { reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'

/** An image page that does not do what it should. */
export const childOf = (name: string): string =>
  join(import.meta.dirname, '..', 'images', `${name}-child.ts`)

/** Acts on files of a report, in the vault and the outside folder that `open` returns. */
export const attachingIn = (
  open: () => { readonly desk: TestVault; readonly outside: string },
) => ({
  attach: async (name: string, bytes: Uint8Array): Promise<Attachment> => {
    const { desk, outside } = open()
    const path = join(outside, name)
    writeFileSync(path, bytes)
    return desk.handlers['attachments.add']({ task: nextTask(), file: tokenFor(desk, path) })
  },
  blobs: (): number => readdirSync(join(open().desk.folder, 'blobs')).length,
  save: async (attachments: Attachment[], before?: Report): Promise<Report> =>
    open().desk.handlers['reports.save']({
      id: before?.id ?? null,
      rev: before?.rev ?? 0,
      content: { ...reportContent('A body.'), attachments },
    }),
  /** The path of a file that is saved outside. */
  copyOf: async (report: Report, attachment: string): Promise<string> => {
    const { desk, outside } = open()
    const { fileName } = await desk.handlers['attachments.save']({
      task: nextTask(),
      reportId: report.id,
      attachment,
      folder: tokenFor(desk, outside),
      confirmed: true,
    })
    return join(outside, fileName)
  },
})
