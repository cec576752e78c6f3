import { utf8 } from '../bytes.ts'

/** The first eight bytes of a header (FORMAT.md section 2). */
export const magic = utf8('USTV\0\0\0\0')
