import type { VaultHandlers } from '../../shared/contract.ts'
import type { VaultController } from './session/vault-controller-port.ts'
import type { Session } from './session/session.ts'
import { verifyVault } from './verify/verify.ts'

type Channels =
  | 'search.query'
  | 'journal.list'
  | 'settings.get'
  | 'settings.set'
  | 'vault.verify'
  | 'tasks.cancel'

/** What is about the whole vault rather than about one record. */
export const miscHandlers = (
  session: () => Session,
  controller: Pick<VaultController, 'session' | 'cancel' | 'settingsChanged'>,
): Pick<VaultHandlers, Channels> => ({
  'search.query': ({ query, limit }) => session().store.search(query, limit),
  'journal.list': ({ subject, before, limit, kind = null, about = null }) =>
    session().store.journal.list(subject, before, limit, { kind, about }),
  'settings.get': () => session().settings(),
  'settings.set': (settings) => {
    const saved = session().store.settings.set(settings)
    controller.settingsChanged()
    session().emit({ kind: 'changed' })
    return saved
  },
  'vault.verify': ({ task }) => {
    const open = session()
    return open.tasks.run(task, (ports) => verifyVault(open, ports))
  },
  'tasks.cancel': ({ task }) => {
    // A restore runs before there is a session.
    controller.cancel(task)
    controller.session()?.tasks.cancel(task)
    return {}
  },
})
