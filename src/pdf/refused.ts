import type { FromPdf } from '../shared/pdf-messages.ts'

type Code = Extract<FromPdf, { kind: 'failed' }>['code']

/** Why a document or one of its pages is not drawn. */
export class Refused extends Error {
  readonly code: Code

  constructor(code: Code) {
    super(code)
    this.code = code
  }
}

/** Reduces errors of pdf.js to a code: their text is dropped. */
export const refusalIn = (cause: unknown): Code => {
  if (cause instanceof Refused) return cause.code
  const isEncrypted = cause instanceof Error && cause.name === 'PasswordException'
  return isEncrypted ? 'encrypted-pdf' : 'broken-pdf'
}
