import type { FromPdf } from '../shared/pdf-messages.ts'

type Code = Extract<FromPdf, { kind: 'failed' }>['code']

/** Why a document or a page of it is not drawn. */
export class Refused extends Error {
  readonly code: Code

  constructor(code: Code) {
    super(code)
    this.code = code
  }
}

/** What pdf.js says of a document is for nobody: a code is all that goes on. */
export const refusalIn = (cause: unknown): Code => {
  if (cause instanceof Refused) return cause.code
  const isEncrypted = cause instanceof Error && cause.name === 'PasswordException'
  return isEncrypted ? 'encrypted-pdf' : 'broken-pdf'
}
