import { Failure } from '../../../shared/failure.ts'
import { openAgeFile } from '../../exchange/age-file.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { readBackup } from '../../exchange/backup-read.ts'
import type { BackupTargets, ReadBackup } from '../../exchange/backup-read.ts'
import { readIdentities } from '../../exchange/recipients.ts'
import { createPace } from '../../exchange/pace.ts'
import { latestSchema } from '../../store/migrate.ts'
import type { TaskPorts } from '../session/tasks.ts'

/** The user's input to open a backup. */
export type BackupSecrets = {
  readonly passphrase: string | null
  /** age identities as text, in the format of a key file. */
  readonly identity: string | null
}

/** Unlimited in practice: the disk is the limit. */
const maxBytes = Number.MAX_SAFE_INTEGER

const refuseNewer = ({ schema }: BackupManifest): void => {
  if (schema > latestSchema) throw new Failure('newer')
}

/**
 * Decrypts a backup and reads it to its end, in constant memory. The data given to the targets is
 * not verified until this returns.
 *
 * @param place `own`: identities that are tried besides those given; `opened` is called once one of
 *   them opens the backup: later errors are errors of the file.
 * @returns a key that the caller wipes.
 * @throws Failure 'invalid' (field `identity`), 'not-for-us' (field `passphrase` if the backup
 *   needs one), 'kdf-bounds', 'newer', 'truncated', 'malformed', 'bad-signature', 'storage',
 *   'cancelled'.
 */
export const readBackupFile = async (
  path: string,
  secrets: BackupSecrets,
  targets: BackupTargets,
  place: {
    readonly worker: string
    readonly own: readonly string[]
    readonly ports: TaskPorts
    readonly opened?: () => void
  },
): Promise<ReadBackup> => {
  const { signal, progress } = place.ports
  const given = secrets.identity === null ? [] : await readIdentities(secrets.identity)
  progress(0, 0)
  const { chunks } = await openAgeFile(
    path,
    { identities: [...place.own, ...given], passphrase: secrets.passphrase },
    { worker: place.worker, signal, maxBytes },
  )
  place.opened?.()
  return readBackup(
    chunks,
    {
      ...targets,
      manifest: (manifest) => {
        refuseNewer(manifest)
        targets.manifest(manifest)
      },
    },
    createPace(signal, progress),
  )
}
