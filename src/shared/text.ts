import { z } from 'zod'

/** Text of at most `max` UTF-16 code units. */
export const text = (max: number) => z.string().max(max)

/** Text on one line. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\r\n]*$/)
