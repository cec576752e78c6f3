import { fingerprint } from '../../../crypto/fingerprint.ts'
import type { Handlers, Out } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FileToken } from '../../../shared/ids.ts'
import { assertAgeFile } from '../../exchange/age-format.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import {
  dropQuarantined,
  listQuarantined,
  openQuarantined,
  quarantineFile,
} from '../contacts/quarantine.ts'
import type { QuarantinedFile } from '../contacts/quarantine.ts'
import { vaultPaths } from '../files/paths.ts'
import { writeScratchFile } from '../files/scratch.ts'
import type { ScratchFile } from '../files/scratch.ts'
import { prepareExport, runExport } from './export-service.ts'
import { countRefusedLater, giveUpRest, settleEarlierImport } from './apply-import.ts'
import { exportPreviewRecord, exportPreviewRows } from './export-preview.ts'
import { commitImport, previewAgain, previewImport, waitingOf } from './import-service.ts'
import type { Waiting } from './import-service.ts'
import { finishHandOver, prepareHandOver, runHandOver } from './hand-over.ts'
import { pastExports } from '../custody/export-history.ts'
import { differencesOf } from '../merge/import-differences.ts'
import { newFileToken } from '../session/file-tokens.ts'
import type { FileTokens } from '../session/file-tokens.ts'
import type { Session } from '../session/session.ts'
import { createTurns } from '../session/tasks.ts'

export type ExchangeChannel =
  | 'exchange.self'
  | 'exports.prepare'
  | 'exports.records'
  | 'exports.record'
  | 'exports.write'
  | 'exports.list'
  | 'handover.prepare'
  | 'handover.run'
  | 'imports.drop'
  | 'imports.preview'
  | 'imports.plan'
  | 'imports.differences'
  | 'imports.commit'
  | 'imports.discard'
  | 'imports.unfinished'
  | 'imports.giveUp'
  | 'quarantine.list'
  | 'quarantine.setAside'
  | 'quarantine.preview'
  | 'quarantine.discard'

/** The file of a preview: chosen by the user, or from the quarantine. */
type ExportOrigin = QuarantinedFile & { readonly aside: string | null }
type Pending = Waiting & { readonly session: Session; readonly origin: ExportOrigin }
/** The file that the user dropped last: its token, and its copy in the scratch folder. */
type DroppedFile = ScratchFile & {
  readonly files: FileTokens
  readonly token: FileToken<'import'>
}
/** The gathered records of the export that the user is reviewing. */
type LookedOver = {
  readonly session: Session
  readonly task: string
  readonly gathered: Gathered
}

/**
 * Handlers of all exports and imports of files.
 *
 * @param open the session; throws Failure 'locked' when there is none. A previewed import is kept
 *   here until it is committed, discarded or replaced, or its session ends. So is a dropped file.
 */
export const exchangeHandlers = (open: () => Session): Handlers<ExchangeChannel> => {
  let pending: Pending | null = null
  let dropped: DroppedFile | null = null
  let looked: LookedOver | null = null

  /** One export or import at a time: their numbers and plans must not interleave. */
  const inTurn = createTurns()

  /** The same for what writes: an import that was decided is applied completely first. */
  const inTurnToWrite = <T>(session: Session, act: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await settleEarlierImport(session)
      return act()
    })

  const removeDropped = (): void => {
    dropped?.files.remove(dropped.token)
    dropped?.remove()
    dropped = null
  }

  /** The previewed file is done with. */
  const release = (): void => {
    if (pending?.origin.path === dropped?.path) removeDropped()
    pending = null
  }

  const pendingOf = (session: Session, exportId: string): Pending => {
    if (pending?.session !== session || pending.preview.exportId !== exportId) {
      throw new Failure('not-found')
    }
    return pending
  }

  const lookedOver = (session: Session, task: string): Gathered => {
    if (looked?.session !== session || looked.task !== task) throw new Failure('not-found')
    return looked.gathered
  }

  const look = (
    session: Session,
    { task, passphrase }: { readonly task: string; readonly passphrase: string | null },
    find: () => Promise<ExportOrigin>,
  ): Promise<Out<'imports.preview'>> => {
    pending = null
    return session.tasks.run(task, (ports) =>
      inTurn(async () => {
        const origin = await find()
        if (origin.path !== dropped?.path) removeDropped()
        const previewed = await previewImport(
          session,
          { ...origin, passphrase, isSetAside: origin.aside !== null },
          ports,
        )
        pending = { ...waitingOf(previewed), session, origin }
        return previewed.preview
      }),
    )
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
      return session.tasks.run(input.task, (ports) =>
        prepareExport(session, input, ports, (gathered) => {
          looked = { session, task: input.task, gathered }
        }),
      )
    },
    'exports.records': ({ task }) => exportPreviewRows(lookedOver(open(), task)),
    'exports.record': ({ task, ...wanted }) => {
      const session = open()
      return exportPreviewRecord(session, lookedOver(session, task), wanted)
    },
    'exports.write': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) =>
        inTurnToWrite(session, () => runExport(session, input, ports)),
      )
    },
    'handover.prepare': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) => prepareHandOver(session, input, ports))
    },
    'handover.run': async (input) => {
      const session = open()
      let finished: Promise<void> | undefined
      const done = await session.tasks.run(
        input.task,
        (ports) =>
          new Promise<Out<'handover.run'>>((decided, failed) => {
            // One turn: nothing is planned between the decision and the end of the erasing.
            finished = inTurnToWrite(session, () =>
              session.tasks.runAlone(async () => {
                const out = await runHandOver(session, input, ports)
                decided(out)
                if (out.erased !== null) await finishHandOver(session)
              }),
            )
            finished.catch(failed)
          }),
      )
      // Once it is decided, no cancel has an effect.
      await finished
      return done
    },
    'exports.list': () => runPaced(pastExports(open()), createYield()),
    'imports.drop': ({ bytes }) => {
      const session = open()
      if (session.mode === 'rescue') throw new Failure('read-only')
      // What is not encrypted is never written.
      assertAgeFile(bytes)
      return inTurn(async () => {
        const { files, folder } = open()
        const written = await writeScratchFile(vaultPaths(folder), bytes)
        release()
        removeDropped()
        const token = newFileToken('import')
        dropped = { ...written, files, token }
        files.add(token, written.path)
        return { file: token }
      })
    },
    'imports.preview': (input) => {
      const session = open()
      const path = session.files.path(input.file)
      return look(session, input, () => Promise.resolve({ path, sealed: () => null, aside: null }))
    },
    'imports.plan': ({ exportId }) => {
      const session = open()
      return inTurn(() => previewAgain(session, pendingOf(session, exportId)))
    },
    'imports.differences': ({ exportId, subject }) => {
      const session = open()
      return differencesOf(session, pendingOf(session, exportId).bundle, subject)
    },
    'imports.commit': ({ task, exportId, ...decided }) => {
      const session = open()
      // Once it is decided, only a lock stops it.
      return session.tasks.runToEnd(task, (ports) =>
        inTurnToWrite(session, async () => {
          const waiting = pendingOf(session, exportId)
          const { counts, isSpent } = await commitImport(session, waiting, decided, ports)
          const { origin } = waiting
          release()
          // Records left out of a quarantined file, or refused for now, can still be imported from
          // it.
          if (origin.aside !== null && isSpent) {
            dropQuarantined(session, origin.aside)
            session.emit({ kind: 'changed' })
          }
          return counts
        }),
      )
    },
    'imports.discard': () =>
      // An import that runs needs its file to the end.
      inTurn(() => {
        release()
        removeDropped()
        return Promise.resolve({})
      }),
    'imports.unfinished': () => {
      const session = open()
      const { importParts } = session.store
      const isUnfinished = importParts.isUnfinished()
      const isDamaged = isUnfinished && importParts.isDamaged()
      return { isUnfinished, isDamaged, refusedLater: countRefusedLater(session) }
    },
    'imports.giveUp': () => {
      const session = open()
      return inTurn(async () => {
        await giveUpRest(session)
        return {}
      })
    },

    'quarantine.list': () => listQuarantined(open()),
    'quarantine.setAside': ({ exportId }) => {
      const session = open()
      return inTurn(async () => {
        const { bundle, origin } = pendingOf(session, exportId)
        if (origin.aside === null) {
          await quarantineFile(session, bundle.manifest.sender, origin.path)
          session.emit({ kind: 'changed' })
        }
        release()
        return {}
      })
    },
    'quarantine.preview': (input) => {
      const session = open()
      return look(session, input, async () => ({
        ...(await openQuarantined(session, input.id)),
        aside: input.id,
      }))
    },
    'quarantine.discard': ({ id }) => {
      const session = open()
      return inTurn(() => {
        if (pending?.origin.aside === id) pending = null
        dropQuarantined(session, id)
        session.emit({ kind: 'changed' })
        return Promise.resolve({})
      })
    },
  }
}
