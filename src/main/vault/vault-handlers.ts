import type { VaultHandlers } from '../../shared/contract.ts'
import type { Keeper } from './session/vault-controller-port.ts'

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
export const keeperHandlers = (keeper: Keeper): Pick<VaultHandlers, Channels> => ({
  'vault.status': () => keeper.status(),
  'vault.typing': () => {
    keeper.expectPassphrase()
    return {}
  },
  'vault.create': (input) => keeper.create(input),
  'vault.restore': (input) => keeper.restore(input),
  'vault.unlock': (input) => keeper.unlock(input),
  'vault.recover': (input) => keeper.recover(input),
  'vault.changePassphrase': async (input) => {
    await keeper.changePassphrase(input)
    return {}
  },
  'vault.newRecoveryCode': async (input) => ({
    recoveryCode: await keeper.newRecoveryCode(input),
  }),
  'vault.escrowRecovery': async (input) => {
    await keeper.escrowRecovery(input)
    return {}
  },
})
