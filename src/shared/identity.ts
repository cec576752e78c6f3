import { z } from 'zod'
import { Instant } from './ids.ts'
import { limits } from './limits.ts'
import { line, required, text } from './text.ts'

/** A protected source's identity. In clear only while the user types it and while it is shown. */
export const Identity = z.strictObject({
  name: required(limits.name),
  otherNames: z.array(required(limits.name)).max(10),
  contact: text(limits.reason),
  note: text(limits.reason),
})
export type Identity = z.infer<typeof Identity>

/** X-Wing public key of a desk, base64url, 1216 bytes. */
export const IdentityKeyText = z.string().regex(/^[A-Za-z0-9_-]{1622}$/)

export const IdentityStatus = z.strictObject({
  /** Does this vault hold the private half, wrapped under its own passphrase? */
  ownKey: z.boolean(),
  recipients: z.array(
    z.strictObject({
      fingerprint: z.string(),
      label: line(limits.identityLabel),
      own: z.boolean(),
    }),
  ),
  /**
   * Until when the private half stays unwrapped in memory for name warnings; null: it is not
   * unwrapped.
   */
  keyOpenUntil: Instant.nullable(),
})
