import { z } from 'zod'
import { AuthorKey, Day } from './ids.ts'

/**
 * A vault's recovery code, sealed to the identity keys of its desk and signed by the vault that it
 * opens. docs/FORMAT-EXCHANGE.md, "Escrowed recovery codes".
 */
export const Escrow = z.strictObject({
  /** The signing key of the vault that the code opens; it signed this. */
  author: AuthorKey,
  day: Day,
  /** The escrow of a vault with the higher number is the newer one. */
  serial: z.int().min(1),
  /** An identity seal of 8848 bytes, base64url. */
  seal: z.string().regex(/^[A-Za-z0-9_-]{11798}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type Escrow = z.infer<typeof Escrow>
