import { z } from 'zod'

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
