import { join } from 'node:path'
import { createAgeFile } from '../../src/main/exchange/age-file.ts'
import { buildExport, listedRecipients, objectsOf } from '../../src/main/exchange/build-export.ts'
import { gather } from '../../src/main/exchange/gather.ts'
import { noPace, runPaced } from '../../src/main/exchange/pace.ts'
import {
  exportMetadata,
  metadataOf,
  writeAndVerify,
} from '../../src/main/vault/exchange/export-service.ts'
import { ownCard } from '../../src/main/vault/contacts/own-card.ts'
import {
  commitImport,
  previewImport,
  waitingOf,
} from '../../src/main/vault/exchange/import-service.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { sessionOf } from './open-vault.ts'
import type { BenchVault } from './open-vault.ts'

const signal = new AbortController().signal
const ports = { signal, progress: () => undefined }

/**
 * From the records to a file on the disk, for one recipient: with the chains of custody, and read
 * back on the way as its recipient will. The review before it is measured separately.
 */
export const exported = async (
  from: BenchVault,
  recipient: string,
  ids: readonly ReportId[],
  folder: string,
): Promise<string> => {
  const session = sessionOf(from)
  const { store, author, signing, workers } = session
  const target = { kind: 'keys', recipients: [recipient] } as const
  const choice = { kind: 'reports', reportIds: ids } as const
  const gathered = await gather(choice, store, ownCard(session), noPace)
  const day = session.today()
  const metadata = metadataOf(await exportMetadata(session, target, gathered, noPace))
  const built = buildExport({
    carried: await runPaced(
      objectsOf(gathered, metadata, () => []),
      noPace,
    ),
    recipients: listedRecipients(target),
    previous: null,
    day,
    purpose: '',
    author,
    signing,
  })
  const sink = await createAgeFile({ folder, day }, target, { worker: workers.age, signal })
  const file = await writeAndVerify(built, store.revisions, sink, ports)
  file.appear()
  return join(folder, file.name)
}

/** Previews a file and imports all records. */
export const imported = async (into: BenchVault, path: string): Promise<void> => {
  const session = sessionOf(into)
  const input = { path, sealed: () => null, passphrase: null, isSetAside: false }
  // The form in which the app keeps it until the user confirms.
  const previewed = await previewImport(session, input, ports)
  const { basedOn } = previewed.preview
  await commitImport(session, waitingOf(previewed), { basedOn, take: null }, ports)
}
