import { app } from 'electron'
import { basename } from 'node:path'
import type { Out } from '../../shared/contract.ts'
import type { Day } from '../../shared/ids.ts'
import type { TextSize } from '../../shared/records.ts'
import { releaseIndex } from '../../shared/release-index.ts'
import { networkNamespace } from './network-namespace.ts'
import { isEvaluationRuntime } from './runtime.ts'
import { vaultPaths } from '../vault/files/paths.ts'
import { hasVault } from '../vault/files/vault-exists.ts'

/** The system's, before a vault says otherwise. */
export const interfaceLanguage = (): Out<'app.info'>['language'] => {
  const [language] = (app.getPreferredSystemLanguages()[0] ?? app.getLocale()).split(/[-_]/)
  return language === 'ko' || language === 'zh' ? language : 'en'
}

/**
 * Put here by the build, and checked with every answer but the first. The notice about an old version
 * counts from this day.
 */
declare const BUILD_DAY: Day

/** Facts about the runtime for the window; only the last name of the vault's path. */
export const appInfo = (folder: string, textSize: TextSize): Out<'app.info'> => ({
  runtime: isEvaluationRuntime() ? 'evaluation' : 'official',
  electron: process.versions.electron ?? '',
  network: networkNamespace(),
  platform: `${process.platform}-${process.arch}`,
  version: app.getVersion(),
  builtDay: BUILD_DAY,
  releaseIndex,
  language: interfaceLanguage(),
  vaultName: basename(folder),
  hasVault: hasVault(vaultPaths(folder)),
  textSize,
})
