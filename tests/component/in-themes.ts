import { expectNothingCut, expectAccessible, themesOf } from './checks.ts'
import { hush, shoot, untilStill } from './window.tsx'

type Language = Parameters<typeof themesOf>[0]
type Theme = ReturnType<typeof themesOf>[number]

/** Draws the current view in each theme of a language, and ends in the light theme. */
const inThemes = async (
  language: Language,
  look: (theme: Theme) => Promise<void>,
): Promise<void> => {
  for (const theme of themesOf(language)) {
    document.documentElement.dataset['theme'] = theme
    await untilStill()
    await look(theme)
  }
  document.documentElement.dataset['theme'] = 'light'
}

/** A picture of the current view in each theme. */
export const shootInThemes = (name: string, language: Language): Promise<void> =>
  inThemes(language, (theme) => shoot(`${name}-${theme}-${language}`))

/** Expects no axe fault and no cut word in any theme, with a picture of each. */
export const expectFineInThemes = (name: string, language: Language): Promise<void> =>
  inThemes(language, async (theme) => {
    await shoot(`${name}-${theme}-${language}`)
    hush()
    await expectAccessible(theme)
    expectNothingCut()
  })
