import { z } from 'zod'
import { FileToken, RecordId } from './ids.ts'
import { method } from './method.ts'
import { Paper } from './paper.ts'

/** Printed sheets as files. Recovery sheets are excluded: their code is in no record. */
export const paperContract = {
  /**
   * A sheet about a record as PDF, in clear and without a word about itself, in a folder that the
   * person chose, after a warning.
   */
  'paper.save': method(
    z.strictObject({
      /** The record that the sheet is about: its journal says that it was saved. */
      id: RecordId,
      paper: Paper,
      folder: FileToken,
      /** The person was told what a file in clear means, and wants it. */
      confirmed: z.literal(true),
    }),
    z.strictObject({ fileName: z.string() }),
  ),
}
