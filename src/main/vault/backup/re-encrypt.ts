import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { createAgeFile, openAgeFile } from '../../exchange/age-file.ts'
import type { AgeSink } from '../../exchange/age-file.ts'
import { readBackup } from '../../exchange/backup-read.ts'
import { createPace } from '../../exchange/pace.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { nowhere } from './part-file.ts'

const maxBytes = Number.MAX_SAFE_INTEGER

/** Writes each piece before passing it on for validation. */
const written = async function* (chunks: AsyncIterable<Uint8Array>, sink: AgeSink) {
  for await (const chunk of chunks) {
    await sink.write(chunk)
    yield chunk
  }
}

/**
 * Re-encrypts a backup made to this vault's key with a passphrase: the content stays the same, byte
 * for byte, with the signature of the vault that made it. So the owner of a lost vault can restore
 * it without any secret key leaving this vault. The backup is validated while it is copied, in
 * constant memory, and only a journal line is kept here. The file appears only after the backup was
 * read to its end and the copy was read back completely.
 *
 * @throws Failure 'read-only', as `readBackup` and `openAgeFile`; 'not-for-us' for a backup that
 *   this vault's keys do not open; nothing stays then.
 */
export const reEncryptBackup = async (
  session: Session,
  { file: token, passphrase, folder: into }: Parsed<'backups.sealAnew'>,
  { signal, progress }: TaskPorts,
): Promise<Out<'backups.sealAnew'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const { age, files, store, workers } = session
  const [path, folder] = [files.path(token), files.path(into)]
  const place = { worker: workers.age, signal }
  progress(0, 0)
  const { chunks, close } = await openAgeFile(
    path,
    { identities: [age.hybrid.identity, age.classic.identity], passphrase: null },
    { ...place, maxBytes },
  )
  let sink: AgeSink
  try {
    const target = { kind: 'passphrase', passphrase } as const
    sink = await createAgeFile({ folder, day: session.today() }, target, place)
  } catch (cause) {
    await close()
    throw cause
  }
  try {
    const { key } = await readBackup(
      written(chunks, sink),
      { manifest: () => undefined, database: () => nowhere, blob: () => nowhere },
      createPace(signal, progress),
    )
    key.fill(0)
  } catch (cause) {
    await sink.abort()
    throw cause
  }
  progress(0, 0)
  const copy = await sink.finish()
  try {
    if (signal.aborted) throw new Failure('cancelled')
    copy.appear()
    store.backups.noteSealedAnew()
  } catch (cause) {
    copy.remove()
    throw cause
  }
  session.emit({ kind: 'changed' })
  return { fileName: copy.name, bytes: copy.bytes }
}
