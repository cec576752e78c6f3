import { fold } from '../fold.ts'
import { nameFindings } from './match.ts'
import type { ProtectedName } from './variants.ts'

/** The words of a text that could be one of the names, in any script and spelling, unchanged. */
export const namesIn = (text: string, names: readonly ProtectedName[]): string[] =>
  names.length === 0
    ? []
    : nameFindings(fold(text), names).map(({ start, end }) => text.slice(start, end))
