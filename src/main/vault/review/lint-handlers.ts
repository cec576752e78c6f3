import type { VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Session } from '../session/session.ts'

/** Looking over a text while it is written. Nothing of it is kept. */
export const lintHandlers = (session: () => Session): Pick<VaultHandlers, 'lint.check'> => ({
  'lint.check': async (input) => {
    const findings = await session().lint.check(input)
    if (findings === null) throw new Failure('internal')
    return { findings: [...findings] }
  },
})
