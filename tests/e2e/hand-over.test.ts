import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inFull } from '../in-full.ts'
import { addContact, compareWords, saveCard } from './page-objects/contacts.ts'
import { exportCase, importFile, myKeys, openImport, refusal } from './page-objects/exchange.ts'
import { button, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { openPrepared } from './prepared-vaults.ts'

const given = 'green window stays open until noon'

describe('files between two vaults', () => {
  const home = mkdtempSync(join(tmpdir(), 'hand-over-'))
  const outgoing = join(home, 'out')
  let sender: Person
  let receiver: Person
  /** Those of the other two ways only in a long run. */
  let files: { readonly hybrid: string; readonly classic?: string; readonly passphrase?: string }

  beforeAll(async () => {
    mkdirSync(outgoing)
    ;[sender, receiver] = await Promise.all([openPrepared('heron'), openPrepared('crane')])
    await records.writeCase(sender, { title: 'Crossings' })
    await records.newReport(sender)
    await records.writeText(sender, {
      title: 'Two lorries at dawn',
      body: '두 대의 트럭, 两辆卡车.',
    })
    await records.writeDetails(sender, { caseTitle: 'Crossings' })
    await records.saved(sender)
    await records.file(sender)
    const card = join(home, 'Heron.json')
    await saveCard(sender, card)
    await addContact(receiver, card)
    await compareWords(receiver, { with: sender, name: 'Heron' })
  }, 90_000)
  afterAll(async () => {
    await Promise.all([sender.desk.close(), receiver.desk.close()])
    rmSync(home, { recursive: true, force: true })
  })

  const close = async (): Promise<void> => {
    await press(receiver, 'common.close')
  }

  test('a case is exported to a hybrid key, in a long run also to a classic key and under a passphrase', async () => {
    const keys = await myKeys(receiver)
    const exported = (whom: Parameters<typeof exportCase>[1]['whom']): Promise<string> =>
      exportCase(sender, { whom, purpose: 'A test', folder: outgoing })
    files = { hybrid: await exported({ recipients: [keys.hybrid] }) }
    if (inFull)
      files = {
        ...files,
        classic: await exported({ recipients: [keys.classic] }),
        passphrase: await exported({ passphrase: given }),
      }
    for (const file of Object.values(files)) {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(readFileSync(file).includes('Crossings')).toBe(false)
    }
  })

  test('a file that was altered or cut is refused, and none of its records is imported', async () => {
    const whole = readFileSync(files.hybrid)
    const altered = Buffer.from(whole)
    altered[altered.length - 1000] = (altered[altered.length - 1000] ?? 0) ^ 1
    const broken = { altered, cut: whole.subarray(0, -20_000), 'not one': Buffer.from('Crossings') }
    for (const [name, bytes] of Object.entries(broken)) {
      const file = join(home, `${name}.age`)
      writeFileSync(file, bytes)
      await openImport(receiver, file)
      expect(await refusal(receiver)).not.toBe('')
      await close()
    }
    await receiver.page.getByRole('button', { name: receiver.text('nav.reports') }).click()
    expect(await records.listed(receiver).count()).toBe(0)
  })

  test('a file is read through its preview, and its report is found there', async () => {
    const lines = await importFile(receiver, { file: files.hybrid })
    expect(
      lines.filter((line) => line.includes(receiver.text('exchange.effect.new'))),
    ).toHaveLength(2)
    expect(await records.search(receiver, '트럭')).toBe(1)
    await records.clearSearch(receiver)
  })

  test('the same file again changes nothing', async () => {
    await openImport(receiver, files.hybrid)
    await receiver.page.getByText(receiver.text('exchange.previewSeen')).waitFor()
    expect(await button(receiver, 'exchange.commit').count()).toBe(0)
    await close()
  })

  test.runIf(inFull)('a classic file with the same records finds them known', async () => {
    const lines = await importFile(receiver, { file: files.classic ?? '' })
    expect(lines.every((line) => line.includes(receiver.text('exchange.effect.known')))).toBe(true)
  })

  // In the short run, `whole-day.test.ts` exports and imports under a passphrase.
  test.runIf(inFull)(
    'a passphrase file asks for it, refuses a wrong one, and opens with the right one',
    async () => {
      const { page, text } = receiver
      await openImport(receiver, files.passphrase ?? '')
      const field = page.getByLabel(text('exchange.passphrase'), { exact: true })
      await field.fill('green window stays open until dusk')
      await press(receiver, 'exchange.open')
      await page.getByText(text('exchange.wrongPassphrase')).waitFor({ timeout: 30_000 })
      await field.fill(given)
      await press(receiver, 'exchange.open')
      await page
        .getByRole('heading', { name: text('exchange.previewTitle') })
        .waitFor({ timeout: 30_000 })
      await press(receiver, 'common.close')
    },
  )

  test('a file for another recipient is refused', async () => {
    // The sender made it for the receiver alone.
    await openImport(sender, files.hybrid)
    expect(await refusal(sender)).toContain(sender.text('failures.not-for-us.title'))
    await press(sender, 'common.close')
    expect(await records.search(sender, 'lorries')).toBe(1)
  })
})
