import type { Out, Parsed, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { paperHtml } from '../../../publication/paper-html.ts'
import { appear, PartWriter, randomName, removeExport } from '../../exchange/write-export.ts'
import { printStripped } from '../session/printer.ts'
import type { PrintPort } from '../session/printer.ts'
import type { Session } from '../session/session.ts'

/**
 * Writes a sheet about a record into a folder, as a plaintext PDF under a random name: readable
 * only by its owner, dated midnight UTC, without the metadata of the PDF producer. The record's
 * journal line is written before the file appears, as with a decrypted copy of an attached file.
 *
 * @throws Failure 'read-only'; 'not-found' or 'tampered' of the record; 'internal' if no PDF could
 *   be made; 'storage'. No file stays then.
 */
const savePaper = async (
  session: Session,
  { id, paper, folder: token }: Parsed<'paper.save'>,
  print: PrintPort,
): Promise<Out<'paper.save'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const folder = session.files.path(token)
  const pdf = await printStripped(print, paperHtml(paper))
  const fileName = randomName('.pdf')
  // Synchronous from here on, so that a lock can't leave a partial file.
  const writer = new PartWriter(folder, fileName)
  try {
    writer.write(pdf)
    writer.settle(session.today())
    session.store.journal.noteRecord('attachment.saved', id)
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
 * Saves sheets for paper as files. `print` runs in the main process: only a window can make a PDF.
 */
export const paperHandlers = (
  session: () => Session,
  print: PrintPort,
): Pick<VaultHandlers, 'paper.save'> => ({
  'paper.save': (input) => savePaper(session(), input, print),
})
