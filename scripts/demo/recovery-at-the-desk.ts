import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sweepVault } from '../../tests/e2e/closed-vault.ts'
import { formsOfCode } from '../../tests/e2e/code-forms.ts'
import { contactRow, sealTo } from '../../tests/e2e/page-objects/contacts.ts'
import { exportCase } from '../../tests/e2e/page-objects/exchange.ts'
import { commit, preview } from '../../tests/e2e/page-objects/merging.ts'
import { goTo, press } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { listedInAll } from '../../tests/e2e/page-objects/records.ts'
import * as atDesk from '../../tests/e2e/page-objects/recovery-at-desk.ts'
import * as story from '../../tests/e2e/fixtures/three-vaults.ts'
import { lockByButton, opened, tryRecover } from '../../tests/e2e/page-objects/vault.ts'
import { readBundle } from '../../tests/exchange/second-reader.ts'
import { inOtherLanguages } from './keep-safe.ts'
import type { KeepSafe } from './keep-safe.ts'
import { must } from './steps.ts'

/** The passphrase of the desk's identity key. */
export const forIdentities = 'copper lantern over the eighth stair'
const afterwards = 'bright pepper mill turns every evening'
const reason = 'The passphrase in the field is forgotten'

export type Recovered = {
  /** Size of the signed object in the file that carried the code, as JSON. */
  readonly sealedBytes: number
  /** Spellings of the code that were searched for in the file, its content and both vaults. */
  readonly formsSearchedFor: number
  /** In how many of these four places it was found. */
  readonly found: number
  /** Groups of the code that were read out. */
  readonly groups: number
  readonly reportsOpened: number
}

const carriedToDesk = async ({
  camera,
  vaults: { wren, desk, folder },
}: KeepSafe): Promise<string> => {
  const file = await exportCase(wren, {
    whom: { contacts: ['Desk'] },
    purpose: 'What was seen, to be checked',
    folder,
    caseTitle: story.wrenCase,
    at: async (screen) => {
      if (screen === 'review') await camera.take(wren, 'three-code-export')
    },
  })
  await preview(desk, file)
  await camera.take(desk, 'three-code-import')
  await commit(desk)
  await press(desk, 'exchange.done')
  return file
}

const toRow = async (desk: Person): Promise<void> => {
  await goTo(desk, 'exchange')
  await contactRow(desk, 'Wren').evaluate((row) => row.scrollIntoView({ block: 'center' }))
}

/** A recovery code that the field never sees: sealed to the desk, sent there, read out by voice. */
export const recoverAtDesk = async (keep: KeepSafe): Promise<Recovered> => {
  const { steps, camera, home, passphrase, vaults } = keep
  const { wren, desk } = vaults
  await steps.run(
    'Wren keeps the recovery code at the desk; nobody in the field sees it',
    async () => {
      await sealTo(wren, 'Desk')
      await atDesk.keepAtDesk(wren, passphrase, () => camera.takeBoth(wren, 'three-code-keep'))
      must((await atDesk.shownCode(wren)) === '', 'the code is shown in the field')
    },
  )
  const file = await steps.run('it leaves with the next file to the desk, sealed', async () => {
    const made = await carriedToDesk(keep)
    await atDesk.readCodeStatus(wren)
    await camera.take(wren, 'three-code-status')
    return made
  })
  await steps.run('a wrong passphrase shows nothing of it', async () => {
    await atDesk.tryOpenCode(desk, 'Wren', { passphrase, reason })
    await desk.page.getByText(desk.text('identity.wrongPassphrase')).waitFor()
    must((await atDesk.shownCode(desk)) === '', 'a wrong passphrase shows a code')
    await camera.take(desk, 'three-code-wrong')
    await press(desk, 'common.cancel')
  })
  const code = await steps.run(
    'the desk opens it with passphrase and reason, for a minute, and tells it by voice',
    () =>
      atDesk.openCode(desk, 'Wren', {
        passphrase: forIdentities,
        reason,
        at: (screen) =>
          screen === 'open' ? camera.takeBoth(desk, 'three-code-open') : Promise.resolve(),
      }),
    (told) => `${String(told.split('-').length)} groups`,
  )
  const reportsOpened = await steps.run(
    'it opens the vault whose passphrase was forgotten, and a bar asks for another one',
    async () => {
      await lockByButton(wren)
      await tryRecover(wren, { code, words: afterwards })
      await opened(wren)
      await goTo(wren, 'reports')
      const reports = await listedInAll(wren)
      await wren.page.getByText(wren.text('escrow.usedBar')).waitFor()
      await camera.takeBoth(wren, 'three-code-used')
      return reports
    },
    (count) => `${String(count)} reports`,
  )
  const searched = await steps.run(
    'the code lies nowhere in clear: not in the file, nor in any page of either vault',
    async () => {
      const [field, there] = [
        await sweepVault(join(home, 'Wren'), afterwards),
        await sweepVault(join(home, 'Desk'), passphrase),
      ]
      const inside = await there.open(file)
      const forms = formsOfCode(code)
      const found = [
        ...[inside, readFileSync(file)].map((bytes) => forms.some((form) => bytes.includes(form))),
        ...[field, there].map(({ holds }) => holds(forms)),
      ].filter(Boolean).length
      must(found === 0, 'the code lies somewhere in clear')
      must(there.found([reason]).length === 1, 'the search does not see what is there')
      const { escrow } = readBundle(inside)
      if (escrow === null) throw new Error('the file carries no code')
      return { found, formsSearchedFor: forms.length, sealedBytes: JSON.stringify(escrow).length }
    },
    ({ formsSearchedFor }) => `${String(formsSearchedFor)} forms of it searched for, none found`,
  )
  await steps.run('it was said aloud, so the desk deletes what it holds', async () => {
    await inOtherLanguages(keep, desk, 'code-held', () => toRow(desk))
    await atDesk.deleteCode(desk, 'Wren', () => camera.takeBoth(desk, 'three-code-delete'))
  })
  return { ...searched, groups: code.split('-').length, reportsOpened }
}
