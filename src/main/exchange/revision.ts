import { utf8 } from '../../crypto/bytes.ts'
import { plainDigest } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import { contentSchemas, fitsKind } from '../../shared/content-schemas.ts'
import { Failure } from '../../shared/failure.ts'
import { fittingIndexedText } from '../../shared/index-words.ts'
import { limits } from '../../shared/limits.ts'
import { Revision } from '../../shared/records.ts'
import { revisionForm } from '../../shared/revision-form.ts'
import { contentBounds } from './content-bounds.ts'
import { boundsOf } from './json-bounds.ts'
import type { ObjectEntry } from './manifest.ts'
import { canonicalBytes, parseCanonical, parseCanonicalBytes } from './strict-json.ts'

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

const bounds = boundsOf(Revision)

// A preview and its commit ask twice; a signature costs a third of a millisecond.
const found = new WeakSet<Revision>()

export const revisionBytes = (revision: Revision): Uint8Array => canonicalBytes(revision)

/** Digest and length of a revision as an object of a bundle. */
export const revisionObject = (revision: Revision): Pick<ObjectEntry, 'digest' | 'length'> => {
  const bytes = revisionBytes(revision)
  return { digest: hex(plainDigest(bytes)), length: bytes.length }
}

/** The revision in an object of a bundle; its truth is checked apart. @throws Failure 'malformed'. */
export const readRevision = (bytes: Uint8Array): Revision => {
  const parsed = Revision.safeParse(parseCanonicalBytes(bytes, bounds))
  if (!parsed.success) throw new Failure('malformed')
  Object.freeze(parsed.data.parents)
  return Object.freeze(parsed.data)
}

/**
 * Is a revision valid: named by its digest, signed by its author, with canonical content that fits
 * the schema of its kind? Imports refuse every other revision.
 */
export const holds = (revision: Revision): boolean => {
  if (found.has(revision)) return true
  const holding = check(revision)
  if (holding && Object.isFrozen(revision)) found.add(revision)
  return holding
}

/** Is the content of a valid revision within the limits of every vault, words of a report included? */
export const isWithinLimits = ({ kind, content }: Pick<Revision, 'kind' | 'content'>): boolean =>
  content.length <= limits.revisionContent &&
  (kind !== 'report' ||
    content.length <= limits.differentWords ||
    fittingIndexedText(contentSchemas.report.parse(JSON.parse(content))) !== null)

/** Marks an equal copy of a valid revision as valid. */
export const alsoHolds = (copy: Revision): void => {
  found.add(copy)
}

const check = (revision: Revision): boolean => {
  const form = utf8(revisionForm(revision))
  if (hex(plainDigest(form)) !== revision.id) return false
  if (new Set(revision.parents).size !== revision.parents.length) return false
  if (!verify('revision', form, unhex(revision.signature), unhex(revision.author))) return false
  try {
    return fitsKind(revision.kind, parseCanonical(revision.content, contentBounds[revision.kind]))
  } catch {
    return false
  }
}
