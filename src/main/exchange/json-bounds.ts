import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'

/** Upper bounds of a document, counted before it is parsed. */
export type JsonBounds = {
  /** Opening brackets and commas outside of strings. */
  readonly marks: number
  /** Members of any one object. */
  readonly members: number
}

type JsonPart = z.core.JSONSchema.BaseSchema

const partsOf = ({ anyOf, oneOf }: JsonPart): readonly JsonPart[] | undefined => anyOf ?? oneOf

const membersOf = ({ properties = {} }: JsonPart): readonly JsonPart[] =>
  Object.values(properties) as readonly JsonPart[]

/** A list of a format has an end; without one, nothing follows from its schema. */
const endOf = (end: number | undefined): number => {
  if (end === undefined) throw new Failure('internal')
  return end
}

/** An object or list of n has n marks, and one where it is empty. */
const marksIn = (part: JsonPart): number => {
  const either = partsOf(part)
  if (either !== undefined) return Math.max(...either.map(marksIn))
  if (part.type === 'array') {
    const items = endOf(part.maxItems)
    return Math.max(1, items * (1 + marksIn(part.items as JsonPart)))
  }
  if (part.type !== 'object') return 0
  if (typeof part.additionalProperties === 'object') return endOf(part.maxProperties)
  const members = membersOf(part)
  return members.reduce((sum, member) => sum + marksIn(member), Math.max(1, members.length))
}

const widestIn = (part: JsonPart): number => {
  const within = [
    ...(partsOf(part) ?? []),
    ...(part.type === 'array' ? [part.items as JsonPart] : []),
    ...membersOf(part),
  ]
  const own = part.maxProperties ?? membersOf(part).length
  return Math.max(own, ...within.map(widestIn))
}

/**
 * The most that any document of this schema can hold.
 *
 * @throws Failure 'internal' for a schema with a list or record that has no end.
 */
export const boundsOf = (schema: z.ZodType): JsonBounds => {
  const whole = z.toJSONSchema(schema, { io: 'input' })
  return { marks: marksIn(whole), members: widestIn(whole) }
}
