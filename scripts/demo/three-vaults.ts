import { openReport } from '../../tests/e2e/page-objects/claims.ts'
import { makeIdentityKey } from '../../tests/e2e/page-objects/identities.ts'
import {
  commit,
  preview,
  putTogether,
  revise,
  showChanges,
  take,
} from '../../tests/e2e/page-objects/merging.ts'
import { press } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { editor } from '../../tests/e2e/page-objects/records.ts'
import * as story from '../../tests/e2e/fixtures/three-vaults.ts'
import { drillAndRestore, handEverythingOver, hearNotice, showCustody } from './keep-safe.ts'
import type { HandedOver, Kept } from './keep-safe.ts'
import type { Camera } from './pictures.ts'
import { forIdentities, recoverAtDesk } from './recovery-at-the-desk.ts'
import type { Recovered } from './recovery-at-the-desk.ts'
import { must } from './steps.ts'
import type { Steps } from './steps.ts'

/** Number of records with this effect in a preview. */
const lineOf = (lines: readonly string[], effect: string): number =>
  lines.filter((line) => line.includes(effect)).length

export type Told = {
  readonly taken: number
  readonly conflicts: number
  readonly notice: Awaited<ReturnType<typeof hearNotice>>
  readonly handedOver: HandedOver
  readonly recovery: Recovered
  readonly backup: Kept
}

/**
 * Two vaults in the field and one at a desk: from cards to one version that all three
 * agree on, then to what is taken back, handed over, forgotten and kept safe.
 */
export const threeVaults = async ({
  steps,
  camera,
  sitDown,
  home,
  passphrase,
}: {
  readonly steps: Steps
  readonly camera: Camera
  readonly sitDown: (vault: string) => Promise<Person>
  readonly home: string
  readonly passphrase: string
}): Promise<Told> => {
  const both = (person: Person, name: string): Promise<void> => camera.takeBoth(person, name)
  const vaults = await steps.run('three vaults: Wren and Crane in the field, and their desk', () =>
    story.setUpThree(sitDown, home, passphrase),
  )
  const { wren, crane, desk, folder } = vaults
  await steps.run('both write and file what they saw; the desk makes a key for identities', () =>
    Promise.all([story.observe(vaults), makeIdentityKey(desk, forIdentities)]),
  )
  await steps.run('cards change hands, words are compared both ways, Wren names the desk', () =>
    story.meet(vaults, (person, name) => both(person, `three-${name}`)),
  )

  const taken = await steps.run(
    'the desk looks into both files, and takes what it chooses',
    async () => {
      const first = await preview(desk, await story.carry(wren, 'Desk', story.wrenCase, folder))
      await commit(desk)
      await press(desk, 'exchange.done')
      const second = await preview(desk, await story.carry(crane, 'Desk', story.craneCase, folder))
      await take(desk, story.craneReports[1].title, false)
      await both(desk, 'three-choice')
      await commit(desk, (name) => both(desk, `three-${name}`))
      await press(desk, 'exchange.done')
      return first.length + second.length - 1
    },
    (count) => `${String(count)} records`,
  )
  await steps.run('Wren and the desk revise the same report', async () => {
    await revise(wren, story.wrenReport.title, story.fieldChange)
    await revise(desk, story.wrenReport.title, story.deskChange)
  })
  const conflicts = await steps.run(
    'the next file brings a second version: nothing is overwritten',
    async () => {
      const file = await story.carry(wren, 'Desk', story.wrenCase, folder)
      const found = lineOf(await preview(desk, file), desk.text('exchange.effect.conflict'))
      must(found === 1, 'the second version is not seen')
      await showChanges(desk, story.wrenReport.title)
      await both(desk, 'three-differences')
      await commit(desk)
      return found
    },
  )
  await steps.run('the desk puts both versions together, side by side', async () => {
    await putTogether(desk, story.deskChange.title, {
      body: story.agreed,
      at: (name) => both(desk, `three-merge-${name}`),
    })
  })
  await steps.run('the result travels back', async () => {
    const file = await story.carry(desk, 'Wren', story.wrenCase, folder)
    const lines = await preview(wren, file)
    must(lineOf(lines, wren.text('exchange.effect.update')) === 1, 'the result is not an update')
    await commit(wren)
    await press(wren, 'exchange.done')
    await openReport(wren, story.deskChange.title)
    must((await editor(wren).innerText()) === story.agreed, 'the result is another one there')
    await both(wren, 'three-back')
  })
  const keep = { steps, camera, sitDown, home, passphrase, vaults }
  const notice = await hearNotice(keep)
  const handedOver = await handEverythingOver(keep)
  await showCustody(keep)
  const recovery = await recoverAtDesk(keep)
  const backup = await drillAndRestore(keep)
  await Promise.all([wren, crane, desk].map((person) => person.desk.close()))
  return { taken, conflicts, notice, handedOver, recovery, backup }
}
