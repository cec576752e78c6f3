import { afterAll, beforeAll, expect, test } from 'vitest'
import { personAt } from './hands/person.ts'
import type { Person } from './hands/person.ts'
import * as records from './hands/records.ts'
import { setUpVault } from './hands/vault.ts'
import { launch } from './launch.ts'

let person: Person
beforeAll(async () => {
  person = personAt(await launch())
  await setUpVault(person)
})
afterAll(async () => {
  await person.desk.close()
})

test('marks come up in the app', { timeout: 240_000 }, async () => {
  const t0 = Date.now()
  const log: string[] = []
  const mark = (w: string) => { log.push(`${w}@${Date.now() - t0}`); process.stderr.write(`STAGE ${log.at(-1)}\n`) }
  await records.newReport(person)
  const { page } = person
  await records.editor(person).click()
  await page.keyboard.type('It reads 010-2938-4756 on top.')
  await page.locator('.cm-lint[data-family=phone]').waitFor()
  mark('marked')
  await page.keyboard.press('F8')
  await page.locator('.cm-lint-tip').waitFor()
  await page.screenshot({ path: 'test-out/lint-tip.png' }).catch(() => undefined)
  mark('tip')
  const style = await page.locator('.cm-lint-tip').evaluate((tip) => {
    const box = tip.getBoundingClientRect()
    return `${getComputedStyle(tip.parentElement ?? tip).position} ${box.width} ${box.height}`
  })
  await page.keyboard.press('Control+End')
  const draft = Array.from({ length: 560 }, (_, at) => `\nThey were held for weeks and then sent across${at % 10 === 0 ? ', as 010-2938-4756 says on March 3' : ''}.`).join('')
  await page.keyboard.insertText(draft)
  mark('pasted')
  await page.waitForTimeout(5000)
  await page.keyboard.press('Control+Home')
  const times: number[] = []
  for (let turn = 0; turn < 8; turn += 1) {
    const number = `010-1111-${1000 + turn}`
    await page.keyboard.insertText(`${number.slice(0, -1)}`)
    await page.waitForTimeout(1500)
    const waiting = page.evaluate(
      (number) =>
        new Promise<number>((done) => {
          let from = 0
          document.addEventListener('beforeinput', () => (from = performance.now()), { once: true, capture: true })
          const look = (): void => {
            const seen = [...document.querySelectorAll('.cm-lint')].some((m) => m.textContent === number)
            if (from > 0 && seen) done(performance.now() - from)
            else setTimeout(look, 2)
          }
          look()
        }),
      number,
    )
    await page.keyboard.type(number.slice(-1))
    times.push(Math.round(await waiting))
    mark(`t${times.at(-1)}`)
    await page.keyboard.type(' ')
  }
  expect(`${style} ${times.join(' ')}`).toBe('')
})
