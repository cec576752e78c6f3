import { passphrase } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { setWipe } from '../vault/wipe-vault.ts'
import { nextPassphrase } from './next-passphrase.ts'

/** Changes of a credential in an open vault, for a child process. */
export const changes = {
  passphrase: ({ controller }: TestVault) =>
    controller.changePassphrase({
      current: passphrase,
      currentKeyFile: null,
      next: nextPassphrase(passphrase),
      nextKeyFile: null,
    }),
  wipe: (desk: TestVault) => setWipe(desk),
} as const
export type CredentialChange = keyof typeof changes
