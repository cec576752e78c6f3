import { z } from 'zod'
import type { Channel } from '../../src/shared/channels.ts'
import { contract } from '../../src/shared/contract.ts'
import { FileToken } from '../../src/shared/ids.ts'
import { inputs } from './rows.ts'

const hex = (length: number): string => 'ab'.repeat(length / 2)
/** Texts of the forms that fields ask for. The first is one that the user might type. */
const specimens: readonly unknown[] = [
  'said so',
  // A colour of a picture, and a path in one.
  ...['#1a1d1bff', 'M0,0L1,1'],
  ...['en', '2026-01-01', 'text/plain', hex(16), hex(32), hex(64), hex(128), 'A'.repeat(1622)],
  ...Object.keys(FileToken).map((purpose) => `${purpose}.${hex(32)}`),
  ...[1, 2, 0, true, [1, 0, 0, 1, 0, 0], 100, new Uint8Array(4)],
]

const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0)

const specimen = (schema: z.core.$ZodType): unknown => {
  if (schema instanceof z.ZodEnum) return schema.options[0]
  if (schema instanceof z.ZodLiteral) return schema.value
  const found = specimens.find((one) => z.safeParse(schema, one).success)
  if (found === undefined) throw new Error('A field of a form that no specimen here has.')
  return found
}

/** As many of the fields as the schema allows together: some are for one kind of record only. */
const together = (
  schema: z.core.$ZodType,
  given: unknown,
  full: readonly (readonly [string, unknown])[],
): unknown => {
  const whole: unknown = Object.fromEntries(full)
  if (z.safeParse(schema, whole).success || !z.safeParse(schema, given).success) return whole
  return full.reduce<unknown>((before, [key, value]) => {
    const after = { ...Object(before), [key]: value }
    return z.safeParse(schema, after).success ? after : before
  }, given)
}

/** Contents of well-formed records, from which variants are made. */
const contents: readonly unknown[] = Object.values(inputs).flatMap((input) =>
  'content' in input ? [input.content] : [],
)

/** Values that together contain each form of each field at least once. */
const forms = (schema: z.core.$ZodType, given: unknown): readonly unknown[] => {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.core.$ZodType>).map(
      ([key, field]) => [key, forms(field, Reflect.get(Object(given), key))] as const,
    )
    const most = Math.max(1, ...fields.map(([, of]) => of.length))
    return Array.from({ length: most }, (_, n) => {
      const full = fields.map(([key, of]) => [key, of[n] ?? of[0]] as const)
      return together(schema, given, full)
    })
  }
  if (schema instanceof z.ZodArray) {
    const items = Array.isArray(given) ? (given as unknown[]) : []
    return forms(schema.element, items[0]).map((first) => [first, ...items.slice(1)])
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return forms(schema.unwrap(), given)
  }
  if (schema instanceof z.ZodUnion) {
    const fits = (one: z.core.$ZodType): boolean => z.safeParse(one, given).success
    const inOrder = [...schema.options].sort((a, b) => Number(fits(b)) - Number(fits(a)))
    return inOrder.flatMap((one) =>
      forms(
        one,
        [given, ...contents].find((each) => z.safeParse(one, each).success),
      ),
    )
  }
  return [isAbsent(given) ? specimen(schema) : given]
}

/**
 * Inputs of a channel with every optional, nullable or empty field filled, and every form of a
 * field that has several. Made from the schema, so that a new field is covered at once.
 */
export const wholeRows = (channel: Channel): readonly unknown[] => {
  const { input } = contract[channel]
  return forms(input, inputs[channel]).filter((one) => z.safeParse(input, one).success)
}

/** Every path of a schema to a text that the user may type; `*` matches any item. */
export const textFields = (
  schema: z.core.$ZodType,
  path: readonly string[] = [],
): readonly string[] => {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([key, field]) =>
      textFields(field, [...path, key]),
    )
  }
  if (schema instanceof z.ZodArray) return textFields(schema.element, [...path, '*'])
  if (schema instanceof z.ZodUnion) {
    return [...new Set(schema.options.flatMap((one) => textFields(one, path)))]
  }
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return textFields(schema.unwrap(), path)
  }
  return z.safeParse(schema, 'typed by hand').success ? [path.join('.')] : []
}
