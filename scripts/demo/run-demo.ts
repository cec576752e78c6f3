import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runAsUser } from '../run/as-user.ts'
import { toolEnv } from '../setup/exec.ts'
import { setUp } from '../setup/index.ts'
import { root } from '../setup/paths.ts'
import { runMain, say, seconds, Stop } from '../setup/say.ts'
import { sampleReports } from './sample-case.ts'
import { sampleDrafts } from './sample-protection.ts'

/**
 * `npm run demo`: the built app does its main job as a person would do it, and `demo-out/` shows it.
 * With `--screenshots` some of the pictures replace those of the documentation.
 */
const out = join(root, 'demo-out')
const screenshots = join(root, 'docs', 'screenshots')

/** For the documentation: by what they show, since the numbers move. */
const forDocs = [
  'welcome-light',
  'passphrase-light',
  'recovery-sheet-dark',
  'report-draft-light',
  'report-draft-dark',
  'report-translations-light',
  'search-2-light',
  'source-light',
  'lint-en-marked-light',
  'lint-ko-marked-dark',
  'identity-open-light',
  'corroboration-light',
  'review-blocked-light',
  'beside-the-original-light',
  'case-dark',
  'timeline-light',
  'map-light',
  'help-ko',
  'before-a-border-light',
  'export-review-light',
  'import-preview-light',
  'record-light',
  'settings-contrast',
  'report-ko',
  'report-zh',
  'locked-light',
  'three-differences-light',
  'three-merge-decided-light',
  'three-notice-banner-light',
  'three-handover-erase-light',
  'three-custody-light',
  'three-backup-drill-light',
  'three-code-open-light',
]

/** The vault's own modes, which collecting does not keep. */
const closeFolder = (folder: string): void => {
  chmodSync(folder, 0o700)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) closeFolder(path)
    else chmodSync(path, 0o600)
  }
}

/** Opens the vault that the demonstration left, without the app, and counts its reports. */
const rescue = (passphrase: string): number => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'src', 'rescue', 'main.ts'), join(out, 'vault')],
    { env: toolEnv(), input: `${passphrase}\n`, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  if (status !== 0) throw new Stop(`The rescue tool did not open demo-out/vault: ${stderr}`)
  return (JSON.parse(stdout) as { readonly reports: readonly unknown[] }).reports.length
}

const fillScreenshots = (): void => {
  rmSync(screenshots, { recursive: true, force: true })
  mkdirSync(screenshots, { recursive: true })
  const pictures = readdirSync(out).filter((name) => name.endsWith('.png'))
  for (const wanted of forDocs) {
    const picture = pictures.find((name) => name.replace(/^\d+-/, '') === `${wanted}.png`)
    if (picture === undefined) throw new Stop(`There is no picture of ${wanted}.`)
    copyFileSync(join(out, picture), join(screenshots, `${wanted}.png`))
  }
  say('demo', `docs/screenshots: ${String(forDocs.length)} pictures`)
}

await runMain(async () => {
  const { values } = parseArgs({ options: { screenshots: { type: 'boolean', default: false } } })
  const ready = await setUp({ tests: false })
  const since = Date.now()
  rmSync(out, { recursive: true, force: true })
  const { code } = await runAsUser({
    script: join('scripts', 'demo', 'drive.ts'),
    collect: { '.': 'demo-out' },
    ready,
    timeoutMs: 10 * 60_000,
  })
  if (code !== 0) return code
  const file = join(out, 'summary.json')
  if (!existsSync(file)) throw new Stop('The demonstration left no summary.')
  closeFolder(join(out, 'vault'))
  chmodSync(join(out, 'desk.agekey'), 0o600)
  const summary = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly vault: { readonly passphrase: string }
  }
  const rescued = rescue(summary.vault.passphrase)
  if (rescued !== sampleReports.length + sampleDrafts.length)
    throw new Stop(`The rescue tool read ${String(rescued)} reports.`)
  say('demo', `the rescue tool reads demo-out/vault: ${String(rescued)} reports`)
  const { kind, version, dir, evaluation } = ready.runtime
  const whole = {
    runtime: { kind, electron: version, from: dir.replace(`${root}/`, ''), evaluation },
    seconds: Math.round((Date.now() - since) / 100) / 10,
    rescued: { reports: rescued },
    ...summary,
  }
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`)
  if (values.screenshots) fillScreenshots()
  say('demo', `done in ${seconds(since)}: look into demo-out/`)
  return 0
})
