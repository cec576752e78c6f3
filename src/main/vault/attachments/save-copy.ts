import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { PlainDigester } from '../../../crypto/digest.ts'
import type { AttachedFile } from '../../../shared/attachments.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Day } from '../../../shared/ids.ts'
import { hex } from '../../exchange/revision.ts'
import {
  appear,
  dateFile,
  randomName,
  readPieces,
  removeExport,
  writeAll,
} from '../../exchange/write-export.ts'
import type { Pace } from '../../exchange/pace.ts'
import { fileMode } from '../files/paths.ts'
import type { PlaintextTempFiles } from '../session/plaintext-temp-files.ts'
import type { BlobReader } from './blob-reader.ts'
import { plainEnding } from './media-type.ts'

/** A decrypted copy that has not appeared yet. */
export type SavedCopy = {
  /**
   * `<32 hex digits>` and the usual extension of the recorded name; the recorded name itself never
   * reaches the disk.
   */
  readonly fileName: string
  /** @throws Failure 'storage'. */
  readonly appear: () => void
  readonly remove: () => void
}

/**
 * Writes a decrypted attachment into a folder: readable only by its owner, dated midnight UTC of
 * `day`, synced and read back completely. It appears when the caller calls `appear`.
 *
 * @param halfWritten deletes it at a lock; a kill leaves a partial file `<name>.part`.
 * @throws Failure 'broken-attachment', 'storage', the errors of `pace`; nothing stays then.
 */
export const saveCopy = async (
  blob: BlobReader,
  { name, digest }: AttachedFile,
  { folder, day }: { readonly folder: string; readonly day: Day },
  pace: Pace,
  halfWritten: PlaintextTempFiles,
): Promise<SavedCopy> => {
  const fileName = randomName(plainEnding(name))
  const path = join(folder, `${fileName}.part`)
  const take = (): void => removeExport(folder, fileName)
  // Registered before the file exists, since a lock may come in between.
  const ended = halfWritten.begin(take)
  const remove = (): void => {
    take()
    ended()
  }
  try {
    const file = await open(path, 'wx', fileMode)
    try {
      let done = 0
      for await (const chunk of blob.chunks()) {
        await pace(done, blob.bytes)
        await writeAll(file, chunk)
        done += chunk.length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    if ((await digestOf(path, pace)) !== digest) throw new Failure('storage')
    dateFile(path, day)
  } catch (cause) {
    remove()
    if (cause instanceof Failure) throw cause
    throw new Failure('storage', { cause })
  }
  return {
    fileName,
    appear: () => {
      ended()
      appear(folder, fileName)
    },
    remove,
  }
}

const digestOf = async (path: string, pace: Pace): Promise<string> => {
  const digester = new PlainDigester()
  for await (const piece of readPieces(path)) {
    digester.update(piece)
    await pace(0, 0)
  }
  return hex(digester.digest())
}
