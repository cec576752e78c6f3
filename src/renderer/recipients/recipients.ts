import { limits } from '../records/limits.ts'

export type PastedRecipients =
  | { readonly ok: true; readonly recipients: readonly string[]; readonly isClassic: boolean }
  | { readonly ok: false; readonly fault: 'none' | 'mixed' | 'many' }
  | { readonly ok: false; readonly fault: 'bad'; readonly line: number }

const hybrid = /^age1pq1[02-9ac-hj-np-z]{20,}$/
const classic = /^age1(?!pq1)[02-9ac-hj-np-z]{20,}$/

/**
 * Reads keys as people paste them: one a line, blank lines and `#` comments left out, as in the
 * recipient files of age. Only their form is looked at; the vault process checks them wholly.
 */
export const readRecipients = (pasted: string): PastedRecipients => {
  const found = new Set<string>()
  for (const [index, text] of pasted.split(/\r?\n/).entries()) {
    const line = text.trim()
    if (line === '' || line.startsWith('#')) continue
    if (!hybrid.test(line) && !classic.test(line))
      return { ok: false, fault: 'bad', line: index + 1 }
    found.add(line)
  }
  const recipients = [...found]
  if (recipients.length === 0) return { ok: false, fault: 'none' }
  if (recipients.length > limits.recipients) return { ok: false, fault: 'many' }
  const isClassic = recipients.some((key) => classic.test(key))
  if (isClassic && recipients.some((key) => hybrid.test(key))) return { ok: false, fault: 'mixed' }
  return { ok: true, recipients, isClassic }
}
