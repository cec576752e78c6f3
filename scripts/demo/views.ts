import { byPalette } from '../../tests/e2e/page-objects/keys.ts'
import { button, goTo, goToSettings, press, tick } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import { editor, listed, search } from '../../tests/e2e/page-objects/records.ts'
import { beginning, wordsOf } from '../../tests/e2e/page-objects/words.ts'
import type { Language } from '../../tests/e2e/page-objects/words.ts'
import type { Camera } from './pictures.ts'

const openFirst = async (person: Person, listKey: string): Promise<void> => {
  await person.page
    .getByRole('list', { name: person.text(listKey) })
    .getByRole('button')
    .first()
    .click()
}

const openReport = async (person: Person, index: number): Promise<void> => {
  await goTo(person, 'reports')
  await listed(person).getByRole('button').nth(index).click()
  await editor(person).waitFor()
}

/** The size of the window in the pictures, and a narrow one. */
const windowSizes = { usual: [1280, 720], narrow: [720, 720] } as const

const resize = async ({ desk, page }: Person, size: keyof typeof windowSizes): Promise<void> => {
  await desk.app.evaluate(({ BrowserWindow }, [width, height]) => {
    BrowserWindow.getAllWindows()
      .find((each) => each.isVisible())
      ?.setContentSize(width, height)
  }, windowSizes[size])
  await page.waitForFunction((width) => window.innerWidth === width, windowSizes[size][0])
}

/** Open menus, empty forms, the tour, and views in a narrow window; in light and dark. */
export const photographControls = async (person: Person, camera: Camera): Promise<void> => {
  const { page, text } = person
  const openMenu = async (label: string): Promise<void> => {
    await page.getByRole('button', { name: text(label), exact: true }).click()
    await page.getByRole('menu').waitFor()
  }
  await goTo(person, 'today')
  await openMenu('nav.newMore')
  await camera.takeBoth(person, 'menu-new')
  await page.keyboard.press('Escape')
  await openMenu('nav.more')
  await camera.takeBoth(person, 'menu-lock')
  await page.keyboard.press('Escape')
  for (const [kind, title] of [
    ['case', 'cases.new'],
    ['source', 'sources.new'],
  ] as const) {
    await openMenu('nav.newMore')
    await page.getByRole('menuitem', { name: text(title), exact: true }).click()
    await page.getByRole('heading', { name: text(title), exact: true }).waitFor()
    await camera.takeBoth(person, `form-${kind}`)
    await press(person, 'common.cancel')
  }
  await byPalette(person, text('tour.walk'))
  await button(person, 'tour.leave').waitFor()
  await camera.takeBoth(person, 'tour')
  await press(person, 'tour.leave')
  await resize(person, 'narrow')
  for (const area of ['today', 'reports', 'sources'] as const) {
    await goTo(person, area)
    await camera.takeBoth(person, `narrow-${area}`)
  }
  await resize(person, 'usual')
}

/** Every view of an open vault, in light and dark. */
export const photographViews = async (person: Person, camera: Camera): Promise<void> => {
  const { page, text } = person
  await openReport(person, 2)
  await camera.takeBoth(person, 'report-filed')
  await page.getByRole('tab', { name: beginning(text('reports.tabTranslations')) }).click()
  await camera.takeBoth(person, 'report-translations')
  await page.getByRole('tab', { name: text('reports.tabRevisions') }).click()
  await page.getByRole('list', { name: text('reports.revisionList') }).waitFor()
  await camera.takeBoth(person, 'report-revisions')
  await goTo(person, 'cases')
  await openFirst(person, 'cases.list')
  await camera.takeBoth(person, 'case')
  await goTo(person, 'sources')
  await openFirst(person, 'sources.list')
  await camera.takeBoth(person, 'source')
  await goTo(person, 'timeline')
  await page.getByRole('heading', { name: beginning(text('timeline.title')), level: 1 }).waitFor()
  await camera.takeBoth(person, 'timeline')
  await goTo(person, 'map')
  await page.getByRole('button', { name: text('map.legend') }).waitFor()
  await page.locator('main svg path').first().waitFor()
  await camera.takeBoth(person, 'map')
  await goTo(person, 'exchange')
  await page.locator('code').first().waitFor()
  await camera.takeBoth(person, 'exchange')
  await goTo(person, 'journal')
  await page
    .getByRole('list', { name: text('journal.list') })
    .getByRole('button')
    .first()
    .waitFor()
  await camera.takeBoth(person, 'journal')
  await goTo(person, 'settings')
  await camera.takeBoth(person, 'settings')
  for (const section of ['identities', 'backup'] as const) {
    await goToSettings(person, section)
    await camera.takeBoth(person, `settings-${section}`)
  }
  await goToSettings(person, 'wipe')
  await camera.takeBoth(person, 'settings-wipe')
  await goTo(person, 'help')
  await camera.takeBoth(person, 'help')
  await page
    .getByRole('button', { name: text('limits.link'), exact: true })
    .last()
    .click()
  await camera.takeBoth(person, 'limits')
  await byPalette(person, text('border.title'))
  await camera.takeBoth(person, 'before-a-border')
  await goTo(person, 'settings')
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.type('re')
  await camera.takeBoth(person, 'palette')
  // The first one empties the field.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
  await camera.takeBoth(person, 'shortcuts')
  await page.keyboard.press('Escape')
  await goTo(person, 'reports')
  await page.getByRole('button', { name: text('reports.filter'), exact: true }).click()
  await page.locator('summary', { hasText: text('search.help') }).click()
  await camera.takeBoth(person, 'search-help')
  await page.keyboard.press('Escape')
}

export const setTheme = async (
  person: Person,
  theme: 'light' | 'dark' | 'contrast' | 'system',
): Promise<void> => {
  await goToSettings(person, 'appearance')
  await tick(
    person.page.getByRole('radio', { name: person.text(`settings.theme.${theme}`), exact: true }),
  )
  const shown = theme === 'system' ? 'light' : theme
  await person.page.locator(`html[data-theme="${shown}"]`).waitFor({ state: 'attached' })
}

const ownNames = { en: 'English', ko: '한국어', zh: '简体中文' } as const satisfies Record<
  Language,
  string
>

export const setLanguage = async (person: Person, language: Language): Promise<void> => {
  await goToSettings(person, 'appearance')
  await tick(person.page.getByRole('radio', { name: ownNames[language], exact: true }))
  person.text = wordsOf(language)
  await person.page.getByRole('navigation', { name: person.text('nav.label') }).waitFor()
}

/** The other themes and languages, set through the settings, on the views that show most. */
export const photographSettings = async (person: Person, camera: Camera): Promise<void> => {
  await setTheme(person, 'dark')
  await camera.take(person, 'settings-dark-chosen')
  await setTheme(person, 'contrast')
  await camera.take(person, 'settings-contrast')
  await openReport(person, 2)
  await camera.take(person, 'report-contrast')
  await search(person, '북송')
  await camera.take(person, 'search-contrast')
  await setTheme(person, 'light')
  for (const language of ['ko', 'zh'] as const) {
    await setLanguage(person, language)
    await camera.take(person, `settings-${language}`)
    await openReport(person, 1)
    await camera.take(person, `report-${language}`)
    for (const area of ['timeline', 'map', 'help', 'exchange'] as const) {
      await goTo(person, area)
      await camera.take(person, `${area}-${language}`)
    }
  }
  await setLanguage(person, 'en')
  await setTheme(person, 'system')
}
