import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { RecordId } from '../../src/shared/ids.ts'
import type { FilePurpose, FileToken } from '../../src/shared/ids.ts'
import type { TestVault } from '../vault/harness.ts'

let tasks = 0
export const nextTask = (): string => (tasks += 1).toString(16).padStart(16, '0')

/** For tests that call handlers directly: the purpose is checked before them. */
export const tokenFor = (of: Pick<TestVault, 'files'>, path: string): FileToken<FilePurpose> => {
  const token = newFileToken<FilePurpose>('exportFolder')
  of.files.add(token, path)
  return token
}
export const session = (of: TestVault): Session => {
  const opened = of.controller.session()
  if (opened === null) throw new Error('closed')
  return opened
}

/** The custody of a record. */
export const custodyOf = (of: TestVault, record: string) =>
  of.handlers['custody.of']({ id: RecordId.parse(record) })
