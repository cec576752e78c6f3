import { mkdirSync } from 'node:fs'
import { appear, PartWriter, removeExport } from '../main/exchange/write-export.ts'
import { openBlob } from '../main/vault/attachments/blob-reader.ts'
import { plainEnding } from '../main/vault/attachments/media-type.ts'
import { folderMode } from '../main/vault/files/paths.ts'
import { isHandedOver } from './handed-over.ts'
import type { Store } from '../main/store/store.ts'
import { attachedFiles } from '../shared/attachments.ts'
import type { AttachedFile } from '../shared/attachments.ts'
import { Failure } from '../shared/failure.ts'
import { Day } from '../shared/ids.ts'
import type { RecordId } from '../shared/ids.ts'
import { ReportContent } from '../shared/records.ts'

/** Source and destination of attached files; `to` null: not written. */
export type FilePlaces = { readonly blobs: string; readonly to: string | null }

type NamedAttachment = { readonly file: AttachedFile; readonly reports: Set<RecordId> }

const filesIn = (content: string): readonly AttachedFile[] => {
  try {
    const parsed = ReportContent.safeParse(JSON.parse(content))
    return parsed.success ? attachedFiles(parsed.data) : []
  } catch {
    return []
  }
}

/** Readable contents of a report and its revisions. */
const contentsOf = (store: Store, id: RecordId): readonly string[] => {
  const attempt = (read: () => readonly string[]): readonly string[] => {
    try {
      return read()
    } catch {
      // The record's own entry reports this.
      return []
    }
  }
  return [
    ...attempt(() => {
      const { record } = store.records.examine(id)
      return record.kind === 'report' && !isHandedOver(store, record) ? [record.content] : []
    }),
    ...attempt(() =>
      store.revisions
        .list(id)
        .filter(({ revision }) => revision.kind === 'report')
        .map(({ revision }) => revision.content),
    ),
  ]
}

const namedFiles = (store: Store): ReadonlyMap<string, NamedAttachment> => {
  const named = new Map<string, NamedAttachment>()
  let ids: readonly RecordId[] = []
  try {
    ids = store.records.ids()
  } catch {
    // The verification reports this.
  }
  for (const id of ids) {
    for (const file of contentsOf(store, id).flatMap(filesIn)) {
      const known = named.get(file.digest) ?? { file, reports: new Set() }
      named.set(file.digest, known)
      known.reports.add(id)
    }
  }
  return named
}

/**
 * Lists the files attached to reports and their revisions, each once, and whether each can be read.
 * With a destination folder, which must not exist yet, decrypts each into it under its digest and
 * the usual extension of its name.
 *
 * @throws Failure 'exists', 'storage' for the folder.
 */
export const rescueAttachments = async (
  store: Store,
  { blobs, to }: FilePlaces,
): Promise<Record<string, unknown>[]> => {
  if (to !== null) makeFolder(to)
  const found: Record<string, unknown>[] = []
  for (const { file, reports } of namedFiles(store).values()) {
    const { name, mediaType, bytes, digest } = file
    const about = { name, mediaType, bytes, digest, reports: [...reports] }
    try {
      found.push({ ...about, file: await rescueFile(store, file, blobs, to) })
    } catch (cause) {
      const unreadable = cause instanceof Failure ? cause.code : 'internal'
      found.push({ ...about, file: null, unreadable })
    }
  }
  return found
}

/** Reads the whole file and returns the name under which it was written. */
const rescueFile = async (
  store: Store,
  { digest, name }: AttachedFile,
  blobs: string,
  to: string | null,
): Promise<string | null> => {
  const entry = store.blobs.find(digest)
  if (entry === null) throw new Failure('broken-attachment')
  const blob = await openBlob(blobs, entry)
  const fileName = `${digest}${plainEnding(name)}`
  const out = to === null ? null : new PartWriter(to, fileName)
  try {
    for await (const chunk of blob.chunks()) out?.write(chunk)
    if (out === null || to === null) return null
    out.settle(Day.parse('2000-01-01'))
    appear(to, fileName)
    return fileName
  } catch (cause) {
    if (to !== null) removeExport(to, fileName)
    throw cause
  } finally {
    out?.close()
    await blob.close()
  }
}

const makeFolder = (path: string): void => {
  try {
    mkdirSync(path, { mode: folderMode })
  } catch (cause) {
    const exists = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    throw new Failure(exists ? 'exists' : 'storage')
  }
}
