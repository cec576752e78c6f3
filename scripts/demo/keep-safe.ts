import { statSync } from 'node:fs'
import { join } from 'node:path'
import { sweepVault } from '../../tests/e2e/closed-vault.ts'
import { makeBackup, restoreVault, testBackup } from '../../tests/e2e/page-objects/backups.ts'
import type { Drill } from '../../tests/e2e/page-objects/backups.ts'
import { openReport } from '../../tests/e2e/page-objects/claims.ts'
import { handOver, prepareHandOver } from '../../tests/e2e/page-objects/handing-over.ts'
import * as market from '../../tests/e2e/fixtures/market-case.ts'
import { commit, preview } from '../../tests/e2e/page-objects/merging.ts'
import { button, goTo, goToSettings, press } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { listedInAll, search } from '../../tests/e2e/page-objects/records.ts'
import * as story from '../../tests/e2e/fixtures/three-vaults.ts'
import { lockByButton } from '../../tests/e2e/page-objects/vault.ts'
import type { Camera } from './pictures.ts'
import { must } from './steps.ts'
import type { Steps } from './steps.ts'
import { setLanguage } from './views.ts'

export type KeepSafe = {
  readonly steps: Steps
  readonly camera: Camera
  readonly sitDown: (vault: string) => Promise<Person>
  readonly home: string
  readonly passphrase: string
  readonly vaults: story.ThreeVaults
}

/** Words that occur only in the records that are handed over. */
const handedWords = [
  story.craneCase,
  ...story.craneReports.map(({ title }) => title),
  'kilns',
  'on no plan',
] as const

/** Takes the same screen in the other languages, then switches the window back to English. */
export const inOtherLanguages = async (
  { camera }: KeepSafe,
  person: Person,
  name: string,
  show: () => Promise<unknown>,
  leave?: () => Promise<unknown>,
): Promise<void> => {
  for (const language of ['ko', 'zh'] as const) {
    await setLanguage(person, language)
    await show()
    await camera.take(person, `three-${name}-${language}`)
    await leave?.()
  }
  await setLanguage(person, 'en')
}

/**
 * A source withdraws its consent in the field; the desk learns it with the next file, about
 * something else.
 */
export const hearNotice = async (
  keep: KeepSafe,
): Promise<{ readonly exportStopped: number; readonly publicationStopped: number }> => {
  const { steps, camera, vaults } = keep
  const { desk } = vaults
  const source = await steps.run(
    'Wren sends what a source told, and the desk prepares to print it',
    async () => {
      const told = await market.tellMarket(vaults)
      await market.printMarket(desk)
      must((await market.countBlockers(desk, told)) === 0, 'it is stopped while its consent stands')
      return told
    },
    (name) => name,
  )
  await steps.run(
    'the source takes its word back: the next file, about something else, says so',
    async () => {
      const file = await market.takeBack(vaults, source, story.wrenCase)
      const told = await market.openNotices(desk, file)
      must(told.includes(source), 'the preview does not name whose consent it was')
      await camera.takeBoth(desk, 'three-notice-preview')
      await market.takeNotices(desk)
      return told
    },
    (told) => told.replaceAll(/\s+/gu, ' '),
  )
  await steps.run('the report tells whoever opens it', async () => {
    await market.bannerOfReport(desk, source)
    await camera.takeBoth(desk, 'three-notice-banner')
    await inOtherLanguages(keep, desk, 'notice-banner', () => market.bannerOfReport(desk, source))
  })
  return steps.run(
    'neither an export nor the public record with it can leave the desk',
    async () => {
      const stopped = await market.stoppedAfter(desk, source, (name) =>
        camera.take(desk, `three-notice-${name}`),
      )
      must(stopped.exports > 0, 'an export without consent is not stopped')
      must(stopped.publications > 0, 'a publication without consent is not stopped')
      return { exportStopped: stopped.exports, publicationStopped: stopped.publications }
    },
    ({ exportStopped, publicationStopped }) =>
      `${String(exportStopped)} and ${String(publicationStopped)} lines`,
  )
}

export type HandedOver = {
  readonly bytes: number
  /** The app's summary of what was erased. */
  readonly erased: string
  /**
   * Number of words searched for, and how many of them the vault's pages and files had before and
   * after.
   */
  readonly words: number
  readonly before: number
  readonly after: number
  readonly searchAfter: number
  /** Records that the desk did not have yet. */
  readonly newAtDesk: number
}

/** Crane hands its records over: they are erased only after the file was read back. */
export const handEverythingOver = async (keep: KeepSafe): Promise<HandedOver> => {
  const { steps, camera, home, passphrase, vaults } = keep
  const { crane, desk, folder } = vaults
  const what = { to: 'Desk', caseTitle: story.craneCase } as const
  const pages = await sweepVault(join(home, 'Crane'), passphrase)
  const before = pages.found(handedWords).length
  must(before === handedWords.length, 'the sweep does not see what is there')
  await inOtherLanguages(keep, crane, 'handover', () => prepareHandOver(crane, what))
  const { file, told } = await steps.run(
    'Crane hands its records over to the desk; the file is read back, then they are erased',
    () =>
      handOver(crane, {
        ...what,
        folder,
        at: (name) =>
          name === 'erase' || name === 'done'
            ? camera.takeBoth(crane, `three-handover-${name}`)
            : camera.take(crane, `three-handover-${name}`),
      }),
    (done) => `${String(statSync(done.file).size)} bytes`,
  )
  const { after, searchAfter } = await steps.run(
    'nothing of them is left there: not in the search, nor in any page or file of the vault',
    async () => {
      const hits = await search(crane, 'kilns')
      await camera.takeBoth(crane, 'three-handover-nothing-left')
      must(hits === 0, 'the search still finds it')
      await lockByButton(crane)
      const left = pages.found(handedWords)
      must(left.length === 0, `it is still there: ${left.join(', ')}`)
      return { after: left.length, searchAfter: hits }
    },
    (found) => `${String(before)} words before, ${String(found.after)} after`,
  )
  const newAtDesk = await steps.run(
    'the desk takes them in, and has all of it',
    async () => {
      const lines = await preview(desk, file)
      await commit(desk)
      await press(desk, 'exchange.done')
      for (const { title } of story.craneReports) await openReport(desk, title)
      return lines.filter((line) => line.includes(desk.text('exchange.effect.new'))).length
    },
    (count) => `${String(count)} of them new`,
  )
  const erased = told.split('\n').find((line) => /\d+ reports?/u.test(line)) ?? ''
  return {
    bytes: statSync(file).size,
    erased,
    words: handedWords.length,
    before,
    after,
    searchAfter,
    newAtDesk,
  }
}

/** The custody of the handed-over records, as its page and its sheet show it. */
export const showCustody = async (keep: KeepSafe): Promise<void> => {
  const { steps, camera, vaults } = keep
  const { desk } = vaults
  const [{ title }] = story.craneReports
  const open = async (): Promise<void> => {
    await openReport(desk, title)
    await desk.page.getByText(desk.text('custody.heading')).first().click()
    await press(desk, 'custody.show')
    await desk.page.getByRole('dialog').waitFor()
  }
  const close = async (): Promise<void> => {
    await desk.page.keyboard.press('Escape')
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await steps.run('its custody sheet says through whose hands it went', async () => {
    await open()
    await camera.takeBoth(desk, 'three-custody')
    await close()
    await inOtherLanguages(keep, desk, 'custody', open, close)
  })
}

export type Kept = {
  readonly bytes: number
  readonly drill: Drill['counted']
  readonly told: string
  readonly reportsRestored: number
}

/** A backup, a drill with it, and a new vault restored from it. */
export const drillAndRestore = async (keep: KeepSafe): Promise<Kept> => {
  const { steps, camera, home, sitDown, passphrase, vaults } = keep
  const { desk, folder } = vaults
  const words = 'copper lantern under the seventh stair'
  const file = await steps.run(
    'the desk makes a backup of everything',
    () =>
      makeBackup(desk, {
        folder,
        passphrase: words,
        at: (name) => camera.takeBoth(desk, `three-backup-${name}`),
      }),
    (made) => `${String(statSync(made).size)} bytes`,
  )
  const drill = await steps.run(
    'a drill opens it as a restore would: what was counted is what is in it',
    async () => {
      const found = await testBackup(desk, {
        file,
        passphrase: words,
        at: (name) => camera.takeBoth(desk, `three-backup-${name}`),
      })
      for (const { what, expected, found: there } of found.counted)
        must(expected === there, `the backup holds another number of ${what}`)
      must(found.told.includes(desk.text('backup.asNoted')), 'it is not the one that was noted')
      return found
    },
    ({ counted }) => counted.map(({ what, found }) => `${found} ${what}`).join(', '),
  )
  await inOtherLanguages(keep, desk, 'backup', async () => {
    await goToSettings(desk, 'backup')
    await button(desk, 'backup.test').scrollIntoViewIfNeeded()
  })
  await goTo(desk, 'reports')
  const reports = await listedInAll(desk)
  const reportsRestored = await steps.run(
    'it is restored into a new vault, under a new passphrase',
    async () => {
      const restored = await sitDown(join(home, 'Restored'))
      await restoreVault(restored, {
        file,
        passphrase: words,
        newPassphrase: passphrase,
        at: (name) => camera.takeBoth(restored, `three-backup-${name}`),
      })
      await goTo(restored, 'reports')
      const there = await listedInAll(restored)
      must(there === reports, 'a report is missing there')
      await camera.take(restored, 'three-backup-opened')
      await restored.desk.close()
      return there
    },
    (there) => `${String(there)} reports`,
  )
  return { bytes: statSync(file).size, drill: drill.counted, told: drill.told, reportsRestored }
}
