import type { AgeSink, FinishedAgeFile } from '../../exchange/age-file.ts'
import { validateAsImport } from '../../exchange/validate-as-import.ts'
import type { BuiltExport } from '../../exchange/build-export.ts'
import { createPace } from '../../exchange/pace.ts'
import type { Store } from '../../store/store.ts'
import type { TaskPorts } from '../session/tasks.ts'

/** If a part can't be read or the file could not be imported, no file is left. */
export const writeAndVerify = async (
  { manifest, parts, bytes }: BuiltExport,
  revisions: Store['revisions'],
  sink: AgeSink,
  { signal, progress }: TaskPorts,
): Promise<FinishedAgeFile> => {
  const written = async function* (): AsyncGenerator<Uint8Array, void, void> {
    let done = 0
    for await (const part of parts()) {
      await sink.write(part)
      done += part.length
      progress(done, bytes)
      yield part
    }
  }
  try {
    const pace = createPace(signal, () => undefined)
    await validateAsImport(written(), manifest.recipients[0] ?? '', pace, revisions)
    return await sink.finish()
  } catch (cause) {
    await sink.abort()
    throw cause
  }
}
