import { z } from 'zod'

/** What is known about a vault's folder, or its future one. */
export const VaultPlace = z.strictObject({
  /** The service that copies the folder elsewhere; null: none was recognised. */
  sync: z
    .enum(['dropbox', 'onedrive', 'google-drive', 'icloud', 'nextcloud', 'syncthing'])
    .nullable(),
  /** Is the folder on FAT or exFAT, without access rights? */
  isFat: z.boolean(),
})
export type VaultPlace = z.infer<typeof VaultPlace>
