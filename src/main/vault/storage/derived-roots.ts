import { sameKdf } from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Credential } from './credential.ts'

/** Derives as the credential does, and remembers: a wipe must not take one more run of Argon2id. */
export type DerivedRoots = {
  readonly derive: (kdf: KdfParams) => Promise<Secret>
  /** A root that was derived before; the caller wipes it. @throws Failure 'internal' for another. */
  readonly again: (kdf: KdfParams) => Secret
  readonly wipe: () => void
}

export const cacheDerivedRoots = (credential: Credential): DerivedRoots => {
  const known: { kdf: KdfParams; root: Secret }[] = []
  return {
    derive: async (kdf) => {
      const root = await credential.derive(kdf)
      known.push({ kdf, root: root.copy() })
      return root
    },
    again: (kdf) => {
      const found = known.find((one) => sameKdf(one.kdf, kdf))
      if (found === undefined) throw new Failure('internal')
      return found.root.copy()
    },
    wipe: () => {
      for (const { root } of known) root.wipe()
    },
  }
}
