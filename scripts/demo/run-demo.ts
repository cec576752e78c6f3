import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { driveApp } from '../run/drive-app.ts'
import { toolEnv } from '../setup/exec.ts'
import { setUp } from '../setup/index.ts'
import { root } from '../setup/paths.ts'
import { log, seconds, Stop } from '../setup/log.ts'
import { failedStep } from './steps.ts'

const options = {
  all: { type: 'boolean', default: false },
  screenshots: { type: 'boolean', default: false },
  out: { type: 'string', default: join(root, 'demo-out') },
} as const
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
  'journal-light',
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

/** Opens the demo's vault without the app, and counts its reports. */
const rescue = (vault: string, passphrase: string): number => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'src', 'rescue', 'main.ts'), vault],
    { env: toolEnv(), input: `${passphrase}\n`, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  if (status !== 0) throw new Stop(`The rescue tool did not open ${vault}: ${stderr}`)
  return (JSON.parse(stdout) as { readonly reports: readonly unknown[] }).reports.length
}

const fillScreenshots = (out: string): void => {
  rmSync(screenshots, { recursive: true, force: true })
  mkdirSync(screenshots, { recursive: true })
  const pictures = readdirSync(out).filter((name) => name.endsWith('.png'))
  for (const wanted of forDocs) {
    const picture = pictures.find((name) => name.replace(/^\d+-/, '') === `${wanted}.png`)
    if (picture === undefined) throw new Stop(`There is no picture of ${wanted}.`)
    copyFileSync(join(out, picture), join(screenshots, `${wanted}.png`))
  }
  log('demo', `docs/screenshots: ${String(forDocs.length)} pictures`)
}

/** What of `summary.json` is read here. */
type Summary = {
  readonly vault: { readonly passphrase: string }
  readonly counts: { readonly reports: number }
}

/**
 * `npm run demo`: the built app does its main job as a user would do it, and `demo-out/` shows it.
 * `--all` makes the full tour, with a picture of every screen; `--screenshots` makes it too, and replaces
 * the documentation's pictures. `--out FOLDER` writes there instead.
 *
 * @throws Stop when the demo fails; its message is complete by itself.
 */
export const runDemo = async (): Promise<void> => {
  const { values } = parseArgs({ options })
  const isTour = values.all || values.screenshots
  const out = resolve(values.out)
  const near = relative(process.cwd(), out)
  const shown = `${near.startsWith('..') ? out : near}/`
  const ready = await setUp({ tests: false })
  const since = Date.now()
  rmSync(out, { recursive: true, force: true })
  const driven = {
    script: join('scripts', 'demo', 'drive.ts'),
    args: isTour ? ['--all'] : [],
    out,
    ready,
    timeoutMs: (isTour ? 30 : 10) * 60_000,
  }
  const { code, timedOut, result } = await driveApp(driven, 'summary.json')
  const summary = result as Summary | null
  if (timedOut) throw new Stop('The demo took too long and was ended.')
  if (code === failedStep)
    throw new Stop(
      `The demo failed at the step above; ${shown} holds pictures of where it stopped.`,
    )
  if (code !== 0)
    throw new Stop(
      `The demo did not start (code ${String(code)}): the lines above say why. To see whether the virtual display starts, run: xvfb-run --auto-servernum true`,
    )
  if (summary === null) throw new Stop('The demo left no summary.')
  closeFolder(join(out, 'vault'))
  chmodSync(join(out, 'desk.agekey'), 0o600)
  const rescued = rescue(join(out, 'vault'), summary.vault.passphrase)
  if (rescued !== summary.counts.reports)
    throw new Stop(`The rescue tool read ${String(rescued)} reports.`)
  log('demo', `the rescue tool reads ${shown}vault: ${String(rescued)} reports`)
  const { kind, version, dir, evaluation } = ready.runtime
  const whole = {
    runtime: { kind, electron: version, from: dir.replace(`${root}/`, ''), evaluation },
    seconds: Math.round((Date.now() - since) / 100) / 10,
    rescued: { reports: rescued },
    ...summary,
  }
  writeFileSync(join(out, 'summary.json'), `${JSON.stringify(whole, null, 2)}\n`)
  if (values.screenshots) fillScreenshots(out)
  log('demo', `done in ${seconds(since)}: look into ${shown}`)
}
