import { attachedFiles } from '../../../shared/attachments.ts'
import type { AttachedFile, CleanedFile } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import type { RecordId, ReportId } from '../../../shared/ids.ts'
import { ReportContent } from '../../../shared/records.ts'
import { vaultPaths } from '../files/paths.ts'
import type { Session } from '../session/session.ts'
import { openBlob } from './blob-reader.ts'
import type { BlobReader } from './blob-reader.ts'

type AttachmentStorage = Pick<Session, 'store' | 'folder'>

/** The working content of a report and all its revisions. */
const contentsOf = ({ store }: AttachmentStorage, reportId: ReportId): ReportContent[] => [
  store.reports.get(reportId).content,
  ...store.revisions
    .list(reportId as string as RecordId)
    .map(({ revision }) => ReportContent.parse(JSON.parse(revision.content))),
]

/**
 * The file with this id in the working content of a report or in one of its revisions.
 *
 * @throws Failure 'not-found', 'tampered'.
 */
export const findAttached = (
  storage: AttachmentStorage,
  reportId: ReportId,
  id: string,
): AttachedFile => {
  const found = contentsOf(storage, reportId)
    .flatMap(attachedFiles)
    .find((file) => file.id === id)
  if (found === undefined) throw new Failure('not-found')
  return found
}

/**
 * The cleaned copy with this digest in the working content of a report or in a revision.
 *
 * @throws Failure 'not-found', also for a file that is not a cleaned copy; 'tampered'.
 */
export const findCleaned = (
  storage: AttachmentStorage,
  reportId: ReportId,
  digest: string,
): CleanedFile => {
  const copies = contentsOf(storage, reportId).flatMap(({ attachments = [] }) =>
    attachments.flatMap(({ cleaned }) => cleaned ?? []),
  )
  const found = copies.find((file) => file.digest === digest)
  if (found === undefined) throw new Failure('not-found')
  return found
}

/**
 * Opens the blob with this digest; the caller closes it.
 *
 * @throws Failure 'broken-attachment', also when the database has no entry for it; 'storage'.
 */
export const openAttached = (
  { store, folder }: AttachmentStorage,
  digest: string,
): Promise<BlobReader> => {
  const entry = store.blobs.find(digest)
  if (entry === null) throw new Failure('broken-attachment')
  return openBlob(vaultPaths(folder).blobs, entry)
}

/** Streams the blob with this digest from start to end, in constant memory. */
export const attachedBytes = async function* (
  storage: AttachmentStorage,
  digest: string,
): AsyncGenerator<Uint8Array, void, void> {
  const blob = await openAttached(storage, digest)
  try {
    yield* blob.chunks()
  } finally {
    await blob.close()
  }
}

/** Reads a whole blob. @throws Failure as `openAttached`, and as `BlobReader.chunks`. */
export const readThrough = async (
  storage: AttachmentStorage,
  digest: string,
  onBytes: (count: number) => Promise<void>,
): Promise<void> => {
  for await (const chunk of attachedBytes(storage, digest)) await onBytes(chunk.length)
}

/** Digests of all files named in these contents of a report. */
export const namedIn = (contents: readonly string[]): ReadonlySet<string> =>
  new Set(
    contents
      .map((text) => JSON.parse(text) as ReportContent)
      .flatMap(attachedFiles)
      .map(({ digest }) => digest),
  )
