import type { CDPSession } from 'playwright'
import { goTo, personAt } from '../../tests/e2e/page-objects/person.ts'
import { launch } from '../../tests/e2e/launch.ts'
import { rest, round } from './actions.ts'
import { makeBareWindow } from './bare-window.ts'
import { benchPassphrase } from '../bench/bench-passphrase.ts'
import { takeLateMain, takeLongTasks, watchLongTasks, watchMain } from './lateness.ts'
import type { LongTask } from './lateness.ts'
import { followThread, treeMemory } from './process-watch.ts'
import type { ThreadTimes } from './process-watch.ts'
import type { Kept, LongUse, LongUsePlan } from '../bench/window-results.ts'
import { stagePaths, writeResult } from './stage-paths.ts'

// Runs in a stage (scripts/soak/long-use.ts), with a copied vault.

const plan = JSON.parse(process.argv[2] ?? '') as LongUsePlan
const since = performance.now()
const log = (line: string): void => {
  process.stdout.write(
    `${((performance.now() - since) / 1000).toFixed(0).padStart(5)} s  ${line}\n`,
  )
}

const desk = await launch({ vault: stagePaths.vault() })
const person = personAt(desk)
const pidOf = (type: string): number => {
  const found = desk.pids().find((each) => each.type === type)
  if (found === undefined) throw new Error(`no process: ${type}`)
  return found.pid
}
const result: LongUse = { rounds: 0, seconds: 0, renderer: [], main: [], rests: [], bare: {} }

/** Keeps each long task, with the act during it, and the part that other programs caused. */
const note = (
  into: Kept[],
  tasks: readonly LongTask[],
  { act, thread }: { readonly act: string; readonly thread: ThreadTimes },
): void => {
  for (const { at, ms } of tasks) {
    const isMain = into === result.main
    // The time that a task of the window sleeps is the app's own fault.
    const slept = isMain ? thread.slept(at, at + ms) : 0
    const kept = { act, ms, waited: thread.waited(at, at + ms), slept }
    into.push(kept)
    const beside = `${kept.waited.toFixed(0)} without a processor, ${slept.toFixed(0)} asleep`
    log(`${isMain ? 'main' : 'window'} ${ms.toFixed(0)} ms (${beside}): ${act}`)
  }
}

try {
  await person.page
    .getByLabel(person.text('unlock.passphrase'), { exact: true })
    .fill(benchPassphrase)
  await watchLongTasks(person.page)
  await watchMain(desk.app, plan.mainMs)
  const threads = { renderer: followThread(pidOf('renderer')), main: followThread(pidOf('main')) }
  const look = async (act: string): Promise<void> => {
    note(result.renderer, await takeLongTasks(person.page), { act, thread: threads.renderer })
    note(result.main, await takeLateMain(desk.app), { act, thread: threads.main })
  }
  await person.page.keyboard.press('Enter')
  await goTo(person, 'reports')
  await person.page.locator('[data-index="0"]').waitFor({ timeout: 60_000 })
  await person.page.waitForTimeout(1_000)
  await look('unlock')

  const session: CDPSession = await person.page.context().newCDPSession(person.page)
  const remember = async (): Promise<void> => {
    await rest(person)
    await look('back to the reports')
    await person.page.waitForTimeout(plan.restMs)
    await session.send('HeapProfiler.collectGarbage')
    await person.page.waitForTimeout(1_000)
    const memory = treeMemory(desk.pids())
    result.rests.push({ rounds: result.rounds, memory })
    log(
      `at rest: ${Object.entries(memory)
        .map(([name, mib]) => `${name} ${mib.toFixed(0)}`)
        .join(', ')} MiB`,
    )
    // The garbage collections are made by this run.
    await takeLongTasks(person.page)
  }

  await remember()
  const began = performance.now()
  let rested = 0
  const used = (): number => performance.now() - began - rested
  while (result.rounds < plan.rounds || used() < plan.minutes * 60_000) {
    for (const [at, act] of round.entries()) {
      await act.run(person, result.rounds * round.length + at)
      await look(act.name)
    }
    result.rounds += 1
    const isLast = result.rounds >= plan.rounds && used() >= plan.minutes * 60_000
    if (isLast || result.rounds === 2 || result.rounds % 6 === 0) {
      const before = performance.now()
      await remember()
      rested += performance.now() - before
    }
  }
  result.seconds = used() / 1000
  threads.renderer.stop()
  threads.main.stop()
} finally {
  await desk.kill9()
  const bare = makeBareWindow()
  try {
    result.bare = await bare.memory(plan.restMs)
  } finally {
    bare.remove()
  }
  writeResult('long-use.json', result)
}
