import { z } from 'zod'
import { limits } from './limits.ts'

/**
 * Text of at most `max` UTF-16 code units. Half a surrogate pair has no UTF-8: it would not come
 * back as it was written.
 */
export const text = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cs}]*$/u)

/**
 * Text on one line: nothing that starts another or turns the reading direction, since a name is
 * shown beside others.
 */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cs}\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u)

/** Is there nothing in it to see? */
export const isBlank = (of: string): boolean => of.trim() === ''

/** A line that says something. */
export const required = (max: number) => line(max).refine((of) => !isBlank(of), 'blank')

/** A text that says something. */
export const requiredText = (max: number) => text(max).refine((of) => !isBlank(of), 'blank')

/** Why something is done: three characters at least, so that a space is no reason. */
export const reason = text(limits.reason).refine((of) => of.trim().length >= 3, 'blank')
