import type { Handlers, Out } from '../../../shared/contract.ts'
import type { Session } from '../session/session.ts'
import { createTurns } from '../session/tasks.ts'
import { makeBackup } from './make-backup.ts'
import { reEncryptBackup } from './re-encrypt.ts'
import { testBackup } from './test-backup.ts'

export type BackupChannel = 'backups.list' | 'backups.make' | 'backups.test' | 'backups.sealAnew'

const dayMs = 24 * 60 * 60 * 1000

const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / dayMs)

/** For a vault without a backup, the days count from its creation. */
const listBackups = ({ store, mode, settings, today }: Session): Out<'backups.list'> => {
  const backups = store.backups.list()
  const every = settings().backupReminderDays
  const first = store.journal.list(null, 2, 1).lines[0]
  const since = backups[0]?.day ?? first?.day
  const due =
    mode === 'open' && every > 0 && since !== undefined && daysBetween(since, today()) >= every
  return {
    due,
    backups: backups.map(({ backupId, day, bytes, to, tested, held }) => ({
      backupId,
      day,
      bytes,
      to: [...to],
      tested,
      held,
    })),
  }
}

/**
 * Backups of the whole vault, and tests of them. One at a time, since both unpack into the same
 * folder.
 */
export const backupHandlers = (open: () => Session): Handlers<BackupChannel> => {
  const inTurn = createTurns()
  return {
    'backups.list': () => listBackups(open()),
    'backups.make': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) =>
        inTurn(() => session.tasks.runAlone(() => makeBackup(session, input, ports))),
      )
    },
    'backups.sealAnew': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) =>
        inTurn(() => reEncryptBackup(session, input, ports)),
      )
    },
    'backups.test': (input) => {
      const session = open()
      return session.tasks.run(input.task, (ports) =>
        inTurn(() => testBackup(session, input, ports)),
      )
    },
  }
}
