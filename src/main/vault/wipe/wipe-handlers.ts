import type { VaultHandlers } from '../../../shared/contract.ts'
import type { Keeper } from '../session/vault-controller-port.ts'

type Channels = Extract<keyof VaultHandlers, `duress.${string}`>

/** Coercion: a wipe passphrase, its rehearsal, and the end of a vault. */
export const duressHandlers = (keeper: Keeper): Pick<VaultHandlers, Channels> => ({
  'duress.status': () => keeper.wipeStatus(),
  'duress.setWipe': async (input) => {
    await keeper.setWipe(input)
    return {}
  },
  'duress.removeWipe': async (input) => {
    await keeper.removeWipe(input)
    return {}
  },
  'duress.inventory': () => keeper.inventory(),
  'duress.rehearse': (input) => keeper.rehearse(input),
  'duress.destroy': async (input) => {
    await keeper.destroy(input)
    return {}
  },
})
