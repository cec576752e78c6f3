import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { caseContent, newVault, reportContent, sourceContent } from './harness.ts'
import type { TestVault } from './harness.ts'

/** The passphrases that open and wipe these vaults. */
export const wipe = 'a heron stood on the frozen pond'
export const opening = { passphrase: 'seven plain words for one test', keyFile: null }

export type WipeTestVault = {
  readonly desk: TestVault
  readonly recoveryCode: string
  readonly reportId: ReportId
}

/** Sets the wipe passphrase of an open vault. */
export const setWipe = (desk: TestVault, words = wipe): Promise<void> =>
  desk.controller.setWipe({ ...opening, wipe: words, wipeKeyFile: null })

/** A new vault with a case, a source, a report and an attached file, left open. */
export const filledVault = async (folder: string): Promise<WipeTestVault> => {
  const { desk, made } = newVault(folder)
  const { recoveryCode } = await made
  const { handlers } = desk
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('zqcase') })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent('Quiet Heron'), note: 'zqsource' },
    identity: null,
  })
  const path = join(folder, '..', 'zqfile.bin')
  writeFileSync(path, `zqinside ${'x'.repeat(70_000)}`)
  const file = newFileToken('attachment')
  desk.files.add(file, path)
  const attachment = await handlers['attachments.add']({ task: 'a'.repeat(16), file })
  const { id } = await handlers['reports.save']({
    id: null,
    rev: 0,
    content: {
      ...reportContent('zqbody 북송', 'zqtitle'),
      caseId: kase.id,
      sourceIds: [source.id],
      attachments: [attachment],
    },
  })
  return { desk, recoveryCode, reportId: id }
}
