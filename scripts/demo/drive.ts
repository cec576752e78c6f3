import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { personAt } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { launch } from '../../tests/e2e/launch.ts'
import { stagePaths, writeResult } from '../window/stage-paths.ts'
import type { Demo } from './demo.ts'
import { fullTour } from './full-tour.ts'
import { mainJob } from './main-job.ts'
import { cameraInto, everyPicture, fewPictures } from './pictures.ts'
import { countSteps, failedStep } from './steps.ts'

/**
 * The demo: runs inside a stage (scripts/demo/main.ts) and drives the built app. With `--all` it
 * makes the full tour, otherwise the main workflow.
 */
const isTour = process.argv.includes('--all')
const out = stagePaths.out()
const home = mkdtempSync(join(tmpdir(), 'demo-'))
const camera = cameraInto(out, isTour ? everyPicture : fewPictures)
const steps = countSteps()
/** Every window that was opened, for a picture of where the demo stopped. */
const people: Person[] = []
const demo: Demo = {
  out,
  home,
  passphrase: 'paper lantern crosses the quiet river',
  steps,
  camera,
  sitDown: async (vault) => {
    const person = personAt(await launch({ vault }))
    people.push(person)
    return person
  },
}

try {
  const vault = join(home, 'Understory')
  const found = await (isTour ? fullTour : mainJob)(demo, vault)
  cpSync(vault, join(out, 'vault'), { recursive: true, filter: (path) => !path.endsWith('lock') })
  writeResult('summary.json', { ...found, steps: steps.done })
} catch (error) {
  for (const { desk, page } of people) {
    const processes = desk.pids().map(({ type }) => type)
    const state = `${page.isClosed() ? 'closed' : 'open'} window, processes ${processes.join(' ')}`
    process.stderr.write(`${state}\n${desk.output().slice(-2000)}\n`)
  }
  for (const person of people) await camera.take(person, 'stopped-here').catch(() => undefined)
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
  rmSync(home, { recursive: true, force: true })
  // Also ends the apps that are still open.
  process.exit(failedStep)
}
rmSync(home, { recursive: true, force: true })
