import { z } from 'zod'
import { limits } from './limits.ts'

/** One channel. `open`: may be called while the vault is locked. */
export const method = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  open = false,
) => ({ input, output, open })

export const nothing = z.strictObject({})
export const done = z.strictObject({})

/** Names a long task, chosen by the window, so that it can be followed and cancelled. */
export const TaskId = z.string().regex(/^[0-9a-f]{16}$/)

/** A file from memory: pasted, dropped, or drawn. */
export const PastedBytes = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length > 0 && length <= limits.pastedBytes)
