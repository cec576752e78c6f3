import type { Locator } from 'playwright'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import * as css from './css-locators.ts'

/**
 * One act of the user, by keys, clicks and the wheel. `turn` varies it from one call to the next.
 */
export type WindowAction = {
  readonly name: string
  readonly run: (person: Person, turn: number) => Promise<void>
}

const sentences = [
  'Two carts crossed below the bridge before it was light, and a third waited. ',
  'They were counted twice at the gate: forty-one, then thirty-nine. ',
  '경비병들은 새벽 네 시에 교대했고 아무도 이름을 묻지 않았다. ',
  '他们在仓库前等了两个小时，然后被带上卡车。',
]
const queries = ['border', 'soldier village', '경비', '市场', 'river', 'lang:ko 시장', 'transport']

const pick = (list: readonly string[], turn: number): string => list[turn % list.length] ?? ''

/** The pause of a user before the next act. */
const look = ({ page }: Person, ms = 400): Promise<void> => page.waitForTimeout(ms)

/** Goes to a view by its digit, and waits for its heading. */
const view = async (person: Person, digit: string): Promise<void> => {
  await person.page.keyboard.press(`Control+${digit}`)
  await person.page.locator('main h1').first().waitFor()
  await look(person)
}

const listPane = ({ page }: Person): Locator => page.locator('main section').first()

const rowsOf = (person: Person): Locator =>
  listPane(person).locator('[data-index] button:not([tabindex="-2"])')

/** Turns the wheel over the list beside the record, a screen at a time. */
const scrollList = async (person: Person, screens: number): Promise<void> => {
  const box = await listPane(person).boundingBox()
  if (box === null) return
  const { page } = person
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  for (let at = 0; at < screens; at += 1) {
    await page.mouse.wheel(0, 550)
    await look(person, 90)
  }
  await look(person)
}

const openRow = async (person: Person, at: number): Promise<void> => {
  const rows = rowsOf(person)
  await rows.first().waitFor()
  await rows.nth(Math.min(at, (await rows.count()) - 1)).click({ force: true })
  await look(person)
}

const write: WindowAction = {
  name: 'write a report',
  run: async (person, turn) => {
    const { page } = person
    await page.keyboard.press('Control+N')
    await css.titleField(person).waitFor()
    await look(person, 200)
    await css.titleField(person).click()
    await page.keyboard.type(`Note ${String(turn)} from the crossing`, { delay: 25 })
    await css.editor(person).click()
    for (let line = 0; line < 3; line += 1)
      await page.keyboard.type(pick(sentences, turn + line), { delay: 25 })
    await css.saved(person)
    await look(person)
  },
}

const fileIt: WindowAction = {
  name: 'file it',
  run: async (person) => {
    await css.button(person, 'reports.file').first().click()
    await look(person)
    await css.button(person, 'reports.fileConfirm').click()
    await css.button(person, 'reports.revise').first().waitFor()
    await look(person)
  },
}

const search: WindowAction = {
  name: 'search',
  run: async (person, turn) => {
    const { page } = person
    await page.keyboard.press('Control+F')
    await css.searchBox(person).waitFor()
    await look(person, 150)
    await css.searchBox(person).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type(pick(queries, turn), { delay: 70 })
    await look(person, 700)
    await openRow(person, turn % 4)
    await css.searchBox(person).fill('')
    await look(person)
  },
}

const readReports: WindowAction = {
  name: 'open reports',
  run: async (person, turn) => {
    await view(person, '2')
    for (let at = 0; at < 4; at += 1) await openRow(person, (turn + at) % 6)
    for (const key of ['tabRevisions', 'tabTranslations', 'tabText'])
      await css.tab(person, `reports.${key}`).click()
    await look(person)
  },
}

const scrollReports: WindowAction = {
  name: 'scroll the reports',
  run: async (person, turn) => {
    await view(person, '2')
    await scrollList(person, 12)
    await rowsOf(person).nth(3).focus()
    await person.page.keyboard.press('End')
    await look(person, 600)
    await scrollList(person, -1)
    for (let at = 0; at < 5; at += 1) await person.page.keyboard.press('PageUp')
    await look(person, 300)
    await openRow(person, turn % 5)
    await rowsOf(person).nth(3).focus()
    await person.page.keyboard.press('Home')
    await look(person, 600)
  },
}

const inList = (name: string, digit: string): WindowAction => ({
  name,
  run: async (person, turn) => {
    await view(person, digit)
    await scrollList(person, 6)
    await openRow(person, turn % 8)
    await look(person, 800)
  },
})

const timeline: WindowAction = {
  name: 'timeline',
  run: async (person) => {
    const { page } = person
    await view(person, '5')
    await look(person, 1200)
    const zoom = css.iconButton(person, 'timeline.zoomIn')
    for (let at = 0; at < 3; at += 1) {
      await zoom.click()
      await look(person, 300)
    }
    await page.mouse.wheel(0, 800)
    await look(person, 500)
    await css.button(person, 'timeline.whole').click()
    await look(person, 800)
  },
}

const map: WindowAction = {
  name: 'map',
  run: async (person) => {
    await view(person, '6')
    await look(person, 1200)
    await css.form(person, 'timeline.table').click()
    await look(person)
    await css.form(person, 'nav.map').click()
    await look(person, 800)
  },
}

const otherViews: WindowAction = {
  name: 'publications, exchange, record, settings',
  run: async (person) => {
    for (const digit of ['7', '8', '9', '0']) {
      await view(person, digit)
      await look(person, 500)
    }
  },
}

const palette: WindowAction = {
  name: 'palette',
  run: async (person, turn) => {
    const { page } = person
    await page.keyboard.press('Control+K')
    await css.dialog(person).waitFor()
    await page.keyboard.type(pick(['lan', 'ca', 're', 'bor'], turn), { delay: 70 })
    await look(person, 700)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await css.dialog(person).waitFor({ state: 'detached' })
  },
}

/** About four minutes of a fast user's actions, in order. */
export const round: readonly WindowAction[] = [
  readReports,
  search,
  write,
  fileIt,
  scrollReports,
  search,
  inList('cases', '1'),
  inList('sources', '3'),
  inList('claims', '4'),
  timeline,
  map,
  otherViews,
  palette,
  search,
]

/** The state in which memory is measured: the list of reports from its beginning, nothing open. */
export const rest = async (person: Person): Promise<void> => {
  await view(person, '2')
  await rowsOf(person).first().focus()
  await person.page.keyboard.press('Home')
}
