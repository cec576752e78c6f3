import { z } from 'zod'
import { limits } from './limits.ts'

/** A new passphrase. Its strength is judged in the window; its length is law. */
export const NewPassphrase = z.string().min(limits.passphraseMin).max(limits.passphraseMax)
/** A passphrase that is being tried. */
export const Passphrase = z.string().min(1).max(limits.passphraseMax)
