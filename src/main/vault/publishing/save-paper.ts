import type { Out, Parsed, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FileToken } from '../../../shared/ids.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import { barePng, isBarePng } from '../../../shared/bare-png.ts'
import { paperHtml } from '../../../publication/paper-html.ts'
import { pictureSvg } from '../../../publication/picture-svg.ts'
import { appear, PartWriter, randomName, removeExport } from '../../exchange/write-export.ts'
import { printStripped } from '../session/printer.ts'
import type { PrintPort } from '../session/printer.ts'
import type { Session } from '../session/session.ts'

/**
 * Writes a file in clear into a folder, under a random name: readable only by its owner, dated
 * midnight UTC. Its journal line is written before it appears. Synchronous, so that a lock can't
 * leave a part of it.
 *
 * @param note writes the line; no file stays if it throws.
 * @throws Failure 'storage'; errors of `note`.
 */
const writeInClear = (
  session: Session,
  token: FileToken<'copyFolder'>,
  { bytes, ending, note }: { bytes: Uint8Array; ending: string; note: () => void },
): { readonly fileName: string } => {
  const folder = session.files.path(token)
  const fileName = randomName(ending)
  const writer = new PartWriter(folder, fileName)
  try {
    writer.write(bytes)
    writer.settle(session.today())
    note()
    appear(folder, fileName)
  } catch (cause) {
    writer.close()
    removeExport(folder, fileName)
    throw cause
  }
  session.emit({ kind: 'changed' })
  return { fileName }
}

/**
 * Writes a sheet about a record into a folder, as a plaintext PDF without the metadata of its
 * producer. The record's journal notes it, as with a decrypted copy of an attached file.
 *
 * @throws Failure 'read-only'; 'not-found' or 'tampered' of the record; 'internal' if no PDF could
 *   be made; 'storage'. No file stays then.
 */
const savePaper = async (
  session: Session,
  { id, paper, folder }: Parsed<'paper.save'>,
  print: PrintPort,
): Promise<Out<'paper.save'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  // An unknown token is refused before anything is printed.
  session.files.path(folder)
  const bytes = await printStripped(print, paperHtml(paper))
  const note = (): void => session.store.journal.noteRecord('attachment.saved', id)
  return writeInClear(session, folder, { bytes, ending: '.pdf', note })
}

const pngSignature = [137, 80, 78, 71, 13, 10, 26, 10]

/** @throws Failure 'broken-image'. */
const pixelsAlone = (png: Uint8Array): Uint8Array => {
  if (!pngSignature.every((byte, at) => png[at] === byte)) throw new Failure('broken-image')
  const bare = barePng(png)
  if (!isBarePng(bare)) throw new Failure('broken-image')
  return bare
}

/**
 * Sheets for paper as files. `print` runs in the main process: only a window can make a PDF.
 */
export const paperHandlers = (
  session: () => Session,
  print: PrintPort,
): Pick<VaultHandlers, 'paper.save'> => ({
  'paper.save': (input) => savePaper(session(), input, print),
})

/**
 * Pictures of the map, the timeline and the matrix as plaintext files. They show many records, so
 * that the vault's own journal notes them.
 *
 * @throws Failure 'read-only', 'broken-image', 'storage'. No file stays then.
 */
export const pictureHandlers = (session: () => Session): Pick<VaultHandlers, 'picture.save'> => ({
  'picture.save': ({ content, folder }) => {
    const open = session()
    if (open.mode === 'rescue') throw new Failure('read-only')
    const bytes =
      content.format === 'svg' ? utf8(pictureSvg(content.picture)) : pixelsAlone(content.bytes)
    const note = (): void => open.store.journal.note('vault.picture')
    return writeInClear(open, folder, { bytes, ending: `.${content.format}`, note })
  },
})
