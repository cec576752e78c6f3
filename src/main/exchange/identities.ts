import { identityToRecipient } from 'age-encryption'
import { Failure } from '../../shared/failure.ts'

const form = /^AGE-SECRET-KEY-(PQ-)?1[02-9AC-HJ-NP-Z]{58,}$/

/**
 * The age identities in a text: a line each, beside comments, as key files have them.
 *
 * @throws Failure 'invalid' (field `identity`) when there is none, or one that is none.
 */
export const readIdentities = async (text: string): Promise<readonly string[]> => {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  try {
    if (lines.length === 0 || !lines.every((line) => form.test(line)))
      throw new Error('no identity')
    for (const line of lines) await identityToRecipient(line)
  } catch {
    throw new Failure('invalid', { fields: ['identity'] })
  }
  return lines
}
