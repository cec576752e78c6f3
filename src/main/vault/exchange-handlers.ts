import { fingerprint } from '../../crypto/fingerprint.ts'
import type { Handlers } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { prepareExport, runExport } from './export-service.ts'
import { commitImport, previewImport, type Previewed } from './import-service.ts'
import { pastExports } from './past-exports.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

const unfollowed = (): TaskPorts => ({
  signal: new AbortController().signal,
  progress: () => undefined,
})

export type ExchangeChannel =
  | 'exchange.self'
  | 'exports.prepare'
  | 'exports.write'
  | 'exports.list'
  | 'imports.preview'
  | 'imports.commit'
  | 'imports.discard'

/**
 * Handlers of everything that leaves or enters the vault as a file.
 *
 * @param open the session; throws Failure 'locked' when there is none. A previewed import is kept
 * here until it is committed, discarded, replaced, or belongs to a session that is over.
 */
export const exchangeHandlers = (open: () => Session): Handlers<ExchangeChannel> => {
  let pending: (Previewed & { readonly session: Session }) | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One export or import at a time: their numbers and plans must not cross. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = last.then(act, act)
    last = next.catch(() => undefined)
    return next
  }

  return {
    'exchange.self': () => {
      const { signing, age, settings } = open()
      return {
        pseudonym: settings().pseudonym,
        hybrid: age.hybrid.recipient,
        classic: age.classic.recipient,
        fingerprint: fingerprint(signing.publicKey),
      }
    },
    'exports.prepare': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) => prepareExport(session, input, ports))
    },
    'exports.write': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) =>
        inTurn(() => runExport(session, input, ports)),
      )
    },
    'exports.list': () => pastExports(open()),
    'imports.preview': (input) => {
      const session = open()
      pending = null
      return session.tasks.run(input.task, (ports) =>
        inTurn(async () => {
          const previewed = await previewImport(session, input, ports)
          pending = { ...previewed, session }
          return previewed.preview
        }),
      )
    },
    'imports.commit': ({ exportId, task }) => {
      const session = open()
      const commit = (ports: TaskPorts) =>
        inTurn(async () => {
          if (pending?.session !== session || pending.preview.exportId !== exportId) {
            throw new Failure('not-found')
          }
          const { bundle, reopen } = pending
          const counts = await commitImport(session, bundle, { reopen, ports })
          pending = null
          return counts
        })
      return task === undefined ? commit(unfollowed()) : session.tasks.run(task, commit)
    },
    'imports.discard': () => {
      pending = null
      return {}
    },
  }
}
