import type { VaultHandlers } from '../../../shared/contract.ts'
import type { VaultController } from '../session/vault-controller-port.ts'

type Channels = Extract<keyof VaultHandlers, `duress.${string}`>

/** Coercion: a wipe passphrase, its rehearsal, and the end of a vault. */
export const wipeHandlers = (controller: VaultController): Pick<VaultHandlers, Channels> => ({
  'duress.status': () => controller.wipeStatus(),
  'duress.setWipe': async (input) => {
    await controller.setWipe(input)
    return {}
  },
  'duress.removeWipe': async (input) => {
    await controller.removeWipe(input)
    return {}
  },
  'duress.inventory': () => controller.inventory(),
  'duress.rehearse': (input) => controller.dryRun(input),
  'duress.destroy': async (input) => {
    await controller.destroy(input)
    return {}
  },
})
