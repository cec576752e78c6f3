import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kdfBounds } from '../../src/crypto/kdf.ts'
import type { KdfCost } from '../../src/crypto/kdf.ts'
import type { VaultEvent, VaultHandlers } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { FailureCode } from '../../src/shared/failure.ts'
import type { CaseContent, ReportContent, SourceContent } from '../../src/shared/records.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import type { FileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { runningBuild } from '../../src/main/release/running-build.ts'
import type { RunningBuild } from '../../src/main/release/running-build.ts'
import { vaultHandlers } from '../../src/main/vault/handlers.ts'
import { createVaultController } from '../../src/main/vault/vault-controller.ts'
import type {
  VaultController,
  VaultControllerOptions,
} from '../../src/main/vault/session/vault-controller-port.ts'
import type {
  StartImageProcess,
  StartPdfProcess,
} from '../../src/main/vault/decoders/process-channel.ts'
import { pageImageHost } from '../images/page-image-host.ts'
import type { WorkerPaths } from '../../src/main/vault/session/worker-paths.ts'
import { unstatedSource } from '../store/unstated-source.ts'
import { copiedVault } from './copied-vaults.ts'
import type { VaultName } from './copied-vaults.ts'
import { linterReady, workerPaths } from './worker-paths.ts'

/** A vault process without the process: the real controller and the real handlers. */
export type TestVault = {
  readonly folder: string
  readonly controller: VaultController
  readonly handlers: VaultHandlers
  readonly files: FileTokens
  readonly events: VaultEvent[]
}

export const passphrase = 'seven plain words for one test'

/** Only a window can make a PDF. */
const noPrinter = (): Promise<never> => Promise.reject(new Failure('internal'))

export const openTestVault = (
  folder: string,
  now?: () => number,
  {
    images = pageImageHost(),
    pdfs,
    workers = workerPaths,
    timeZone,
    onState = () => undefined,
    cost = kdfBounds.floor,
    build = runningBuild('2024-01-01'),
  }: {
    readonly images?: StartImageProcess
    readonly pdfs?: StartPdfProcess
    readonly workers?: WorkerPaths
    readonly timeZone?: string
    readonly onState?: VaultControllerOptions['onState']
    /** Of a vault that is created. */
    readonly cost?: KdfCost
    readonly build?: RunningBuild
  } = {},
): TestVault => {
  const files = createFileTokens()
  const events: VaultEvent[] = []
  const controller = createVaultController({
    folder,
    workers,
    files,
    images,
    ...(pdfs !== undefined && { pdfs }),
    emit: (event) => events.push(event),
    onState,
    cost,
    ...(now === undefined ? {} : { now }),
    ...(timeZone === undefined ? {} : { timeZone }),
  })
  return {
    folder,
    controller,
    handlers: vaultHandlers(controller, { print: noPrinter, build }),
    files,
    events,
  }
}

/** A folder for one test, removed by the returned function. */
export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'vault-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

type Made = { readonly desk: TestVault; readonly made: Promise<{ recoveryCode: string }> }

const heron: VaultName = { pseudonym: 'Heron', language: 'en' }

/** A vault that the app creates in this folder now, for tests about its creation. */
export const createdVault = (folder: string, name = heron): Made => {
  const desk = openTestVault(folder)
  return { desk, made: desk.controller.create({ passphrase, keyFile: null, ...name }) }
}

/** A new vault: a copy of one that the app made earlier in this run, where there is one. */
export const newVault = (folder: string, name = heron): Made => {
  const desk = openTestVault(folder)
  const open = async (): Promise<{ recoveryCode: string }> => {
    await linterReady()
    const copied = await copiedVault(folder, name, createdAndClosed(name))
    if (copied === null) return desk.controller.create({ passphrase, keyFile: null, ...name })
    await desk.controller.unlock({ passphrase, keyFile: null })
    return copied
  }
  return { desk, made: open() }
}

const createdAndClosed =
  (name: VaultName) =>
  async (folder: string): Promise<{ recoveryCode: string }> => {
    const { desk, made } = createdVault(folder, name)
    const { recoveryCode } = await made
    desk.controller.close()
    return { recoveryCode }
  }

/** A new open vault with a pseudonym. */
export const openVaultOf = async (
  folder: string,
  name: Partial<VaultName> = {},
): Promise<TestVault> => {
  const { desk, made } = newVault(folder, { ...heron, ...name })
  await made
  return desk
}

/** A new vault in its own folder, and a function that closes and removes both. */
export const vaultOfOneTest = async (): Promise<{
  readonly desk: TestVault
  readonly place: string
  readonly end: () => void
}> => {
  const folder = temporaryFolder()
  const { desk, made } = newVault(join(folder.path, 'vault'))
  await made
  return {
    desk,
    place: folder.path,
    end: () => {
      desk.controller.close()
      folder.remove()
    },
  }
}

/** The same, with an empty folder that files are written into. */
export const vaultAndFolder = async (): Promise<
  Awaited<ReturnType<typeof vaultOfOneTest>> & { readonly out: string }
> => {
  const at = await vaultOfOneTest()
  const out = join(at.place, 'out')
  mkdirSync(out)
  return { ...at, out }
}

/** Opens the vault in a fresh controller, as after a lock. */
export const reopen = async (
  folder: string,
  words = passphrase,
  workers = workerPaths,
): Promise<TestVault> => {
  const desk = openTestVault(folder, undefined, { workers })
  await desk.controller.unlock({ passphrase: words, keyFile: null })
  return desk
}

/**
 * Draws a recovery code and makes it valid, as the user does with the sheet in between.
 *
 * @param drawn is told the code before it is valid.
 */
export const newRecoveryCode = async (
  { controller }: Pick<TestVault, 'controller'>,
  words = passphrase,
  drawn: (code: string) => void = () => undefined,
): Promise<string> => {
  const code = controller.drawRecoveryCode()
  drawn(code)
  await controller.newRecoveryCode({ passphrase: words, keyFile: null, code })
  return code
}

/** The code of the failure that the act ends with; `none` when it succeeds. */
export const failureOf = async (act: () => unknown): Promise<FailureCode | 'none'> => {
  try {
    await act()
    return 'none'
  } catch (cause) {
    if (cause instanceof Failure) return cause.code
    throw cause
  }
}

export const reportContent = (body: string, title = 'A report'): ReportContent => ({
  caseId: null,
  sourceIds: [],
  title,
  body,
  language: 'en',
  translations: [],
  channel: 'unstated',
  received: '',
  eventDate: '',
  place: { text: '', precision: 'unstated' },
  tags: [],
  handling: { level: 'permitted', note: '', until: '' },
  overrides: [],
})

export const caseContent = (title: string): CaseContent => ({ title, question: '', status: 'open' })

export const sourceContent = (codeName: string): SourceContent => ({
  kind: 'protected',
  codeName,
  name: '',
  role: 'official',
  region: 'unstated',
  access: 'direct',
  reliability: 'F',
  reliabilityReason: '',
  note: '',
  ...unstatedSource,
})
