import type { VaultHandlers } from '../../shared/contract.ts'
import type { VaultController } from './session/vault-controller-port.ts'

type Channels =
  | 'vault.status'
  | 'vault.typing'
  | 'vault.create'
  | 'vault.restore'
  | 'vault.unlock'
  | 'vault.recover'
  | 'vault.changePassphrase'
  | 'vault.newRecoveryCode'
  | 'vault.escrowRecovery'

/** Opening a vault and changing what opens it. */
export const controllerHandlers = (controller: VaultController): Pick<VaultHandlers, Channels> => ({
  'vault.status': () => controller.status(),
  'vault.typing': () => {
    controller.expectPassphrase()
    return {}
  },
  'vault.create': (input) => controller.create(input),
  'vault.restore': (input) => controller.restore(input),
  'vault.unlock': (input) => controller.unlock(input),
  'vault.recover': (input) => controller.recover(input),
  'vault.changePassphrase': async (input) => {
    await controller.changePassphrase(input)
    return {}
  },
  'vault.newRecoveryCode': async (input) => ({
    recoveryCode: await controller.newRecoveryCode(input),
  }),
  'vault.escrowRecovery': async (input) => {
    await controller.escrowRecovery(input)
    return {}
  },
})
