import { app } from 'electron'
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Out } from '../../shared/contract.ts'
import { Day } from '../../shared/ids.ts'
import { builtPaths } from './paths.ts'
import { isEvaluationRuntime } from './runtime.ts'

const interfaceLanguage = (): Out<'app.info'>['language'] => {
  const [language] = (app.getPreferredSystemLanguages()[0] ?? app.getLocale()).split(/[-_]/)
  return language === 'ko' || language === 'zh' ? language : 'en'
}

/** When the page was built, to the day: what a notice about an old version goes by. */
const builtDay = (): Day =>
  Day.parse(statSync(builtPaths.rendererManifest()).mtime.toISOString().slice(0, 10))

/** What the window may know of where it runs; of the vault's path, the last name only. */
export const appInfo = (folder: string): Out<'app.info'> => ({
  runtime: isEvaluationRuntime() ? 'evaluation' : 'official',
  electron: process.versions.electron ?? '',
  platform: `${process.platform}-${process.arch}`,
  version: app.getVersion(),
  builtDay: builtDay(),
  language: interfaceLanguage(),
  vaultName: basename(folder),
})
