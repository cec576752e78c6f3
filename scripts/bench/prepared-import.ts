import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportId } from '../../src/shared/ids.ts'
import { exported } from './exchange-actions.ts'
import { createReceiver, openVault, sessionOf } from './open-vault.ts'

/** The folder with a new vault, `vault`, and a file for it, `file.age`. */
export const preparedImport = (folder: string): string => join(folder, 'importing')

/** Exports these reports for a new vault. Both vaults are closed afterwards. */
export const prepareImport = async (
  folder: string,
  vault: string,
  reports: readonly ReportId[],
): Promise<void> => {
  const place = preparedImport(folder)
  mkdirSync(place)
  const sender = await openVault(vault)
  try {
    const receiver = await createReceiver(join(place, 'vault'), sender)
    const { recipient } = sessionOf(receiver).age.hybrid
    receiver.controller.close()
    renameSync(await exported(sender, recipient, reports, place), join(place, 'file.age'))
  } finally {
    sender.controller.close()
  }
}
