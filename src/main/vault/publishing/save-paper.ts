import type { Out, Parsed, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { paperHtml } from '../../../publication/paper-html.ts'
import { stripPdf } from '../../../publication/strip-pdf.ts'
import { appear, PartWriter, randomName, removeExport } from '../../exchange/write-export.ts'
import type { PrintPort } from '../session/printer.ts'
import type { Session } from '../session/session.ts'

/**
 * Writes a sheet about a record into a folder, as a PDF in clear under a random name: readable by its
 * owner alone, dated midnight UTC, without what its maker wrote about itself. The record's journal
 * says so before the file appears, as with a decrypted copy of an attached file.
 *
 * @throws Failure 'read-only'; 'not-found' or 'tampered' of the record; 'internal' when no PDF could be
 *   made; 'storage'. No file stays then.
 */
const savePaper = async (
  session: Session,
  { id, paper, folder: token }: Parsed<'paper.save'>,
  print: PrintPort,
): Promise<Out<'paper.save'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const folder = session.files.path(token)
  const pdf = await stripPdf(await print(paperHtml(paper)))
  const fileName = randomName('.pdf')
  // From here on nothing waits, so no lock comes in between and leaves a half of it.
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

/** Sheets for paper, as files. `print` is main's: only a window can make a PDF. */
export const paperHandlers = (
  session: () => Session,
  print: PrintPort,
): Pick<VaultHandlers, 'paper.save'> => ({
  'paper.save': (input) => savePaper(session(), input, print),
})
