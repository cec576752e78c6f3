import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Attachment } from '../../src/shared/attachments.ts'
import { tokenFor } from '../exchange/test-vault.ts'
import {
  caseContent,
  newVault,
  openTestVault,
  reportContent,
  sourceContent,
  temporaryFolder,
} from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'

export const backupWords = 'a passphrase for the backup alone'
export const newWords = 'seven other words for the new vault'

let tasks = 0
export const task = (): string => (tasks += 1).toString(16).padStart(16, '0')

export const tokenOf = tokenFor

const blobBytes = (seed: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 17 + (i >> 8)) % 256)

/** Contents of the attached files. */
export const attachedBytes = [blobBytes(0, 300_000), blobBytes(1, 70_001)]

/** A vault with a case, a source, reports in every state, an export, and two attachments. */
export const fullVault = async () => {
  const place = temporaryFolder()
  const folder = join(place.path, 'vault')
  const out = join(place.path, 'out')
  mkdirSync(out)
  const { desk, made } = newVault(folder)
  const { recoveryCode } = await made
  const { handlers } = desk
  const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Winter') })
  const source = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('Quiet Heron'),
    identity: null,
  })
  const content = { ...reportContent('강제 북송 遣返', 'Filed'), caseId: kase.id }
  const filed = await handlers['reports.save']({ id: null, rev: 0, content })
  const { rev } = await handlers['reports.file']({ id: filed.id, rev: filed.rev })
  await handlers['reports.save']({ id: filed.id, rev, content: { ...content, body: 'next' } })
  const attachments: Attachment[] = []
  for (const [n, bytes] of attachedBytes.entries()) {
    const file = join(place.path, `file-${String(n)}.jpg`)
    writeFileSync(file, bytes)
    const token = tokenOf(desk, file)
    attachments.push(await handlers['attachments.add']({ task: task(), file: token }))
    rmSync(file)
  }
  const draft = { ...reportContent('a draft', 'Draft'), attachments }
  await handlers['reports.save']({ id: null, rev: 0, content: draft })
  return { place, folder, out, desk, recoveryCode, kase, source, filed }
}
export type FullVault = Awaited<ReturnType<typeof fullVault>>

type Target = Parameters<TestVault['handlers']['backups.make']>[0]['target']

/** Makes a backup. @returns the path of its file. */
export const backUp = async (
  { desk, out }: Pick<FullVault, 'desk' | 'out'>,
  target: Target = { kind: 'passphrase', passphrase: backupWords },
): Promise<string> => {
  const { fileName } = await desk.handlers['backups.make']({
    task: task(),
    target,
    folder: tokenOf(desk, out),
    // The keys of these tests were not compared.
    unverified: true,
    reason: 'The desk keeps a full copy',
  })
  return join(out, fileName)
}

type Secrets = { readonly passphrase?: string | null; readonly identity?: string | null }

export const tried = async (desk: TestVault, path: string, secrets: Secrets = {}) =>
  desk.handlers['backups.test']({
    task: task(),
    file: tokenOf(desk, path),
    passphrase: secrets.passphrase === undefined ? backupWords : secrets.passphrase,
    identity: secrets.identity ?? null,
  })

/** Restores into a folder, and leaves the new vault open. */
export const restored = async (folder: string, path: string, secrets: Secrets = {}) => {
  const desk = openTestVault(folder)
  const made = await desk.handlers['vault.restore']({
    task: task(),
    file: tokenOf(desk, path),
    passphrase: secrets.passphrase === undefined ? backupWords : secrets.passphrase,
    identity: secrets.identity ?? null,
    newPassphrase: newWords,
    keyFile: null,
  })
  return { desk, ...made }
}

/** The names in a folder; empty when it does not exist. */
export const names = (folder: string): string[] => {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}
