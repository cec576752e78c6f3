import { Failure } from '../../../shared/failure.ts'
import { openAgeFile } from '../../exchange/age-file.ts'
import type { BackupManifest } from '../../exchange/backup-manifest.ts'
import { readBackup } from '../../exchange/backup-read.ts'
import type { BackupTargets, ReadBackup } from '../../exchange/backup-read.ts'
import { readIdentities } from '../../exchange/identities.ts'
import { createPace } from '../../exchange/pace.ts'
import { latestSchema } from '../../store/migrate.ts'
import type { TaskPorts } from '../session/tasks.ts'

/** What a person gives to open a backup. */
export type BackupSecrets = {
  readonly passphrase: string | null
  /** age identities as text, as they stand in a key file. */
  readonly identity: string | null
}

/** One machine word of disk is no limit that a person meets: the disk is. */
const maxBytes = Number.MAX_SAFE_INTEGER

const refuseNewer = ({ schema }: BackupManifest): void => {
  if (schema > latestSchema) throw new Failure('newer')
}

/**
 * Decrypts a backup and reads it to its end, in flat memory. Nothing of what the targets were given
 * may be believed before this returns.
 *
 * @param place `own`: identities that are tried besides those given; `opened` is called once one of
 * them opens it: what is wrong from there on is wrong with the file.
 * @returns a key that the caller wipes.
 * @throws Failure 'invalid' (field `identity`), 'not-for-us' (field `passphrase` when it wants one),
 * 'kdf-bounds', 'newer', 'truncated', 'malformed', 'bad-signature', 'storage', 'cancelled'.
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
