import type { Settings } from '../../../shared/records.ts'
import { useAction } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useChangeSettings } from '../../data/change-settings.ts'
import { useFailureToast } from '../../data/failure-text.tsx'
import { languageNames } from '../../i18n/languages.ts'
import { messages } from '../../i18n/messages.ts'
import type { Language } from '../../i18n/languages.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { availableOf, runsOf, useRunWhenAvailable } from '../../commands/commands.tsx'
import type { CommandRuns } from '../../commands/commands.tsx'
import { commands } from '../../commands/registry.ts'
import type { CommandName } from '../../commands/registry.ts'
import type { textSizeKeys } from '../../commands/shortcuts/keys.ts'
import { windowKeys } from '../../commands/shortcuts/keys.ts'
import { capsOf } from '../../ui/chord.ts'
import { useSample } from '../../tour/use-sample.ts'
import { textSizeAfter, useTextSize } from '../../app/text-size.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { areas, claimAreas, digitOf, isClaimArea, useView } from '../../app/view-state.ts'
import type { SettingsSection, ViewTarget } from '../../app/view-state.ts'
import { folded } from '../../lists/fits-words.ts'
import { itemOf, languages, namesOf } from './names.ts'
import type { PaletteItem } from './names.ts'

const themes = ['system', 'light', 'dark', 'contrast'] as const

const sections = {
  appearance: 'settings.appearance',
  pseudonym: 'settings.identity',
  locking: 'settings.locking',
  access: 'settings.access',
  backup: 'backup.title',
  identities: 'identity.title',
  readers: 'reviewers.title',
  pools: 'settings.pools',
  spellings: 'spellings.title',
  wipe: 'wipe.title',
  retention: 'retention.settings',
  integrity: 'settings.verify',
  release: 'release.title',
  about: 'settings.about',
} as const satisfies Record<SettingsSection, CommandName>

/** Commands of views that need not be open: the palette navigates there and runs them. */
const crossView = (Object.keys(commands) as CommandName[]).flatMap((name) => {
  const { at } = commands[name]
  return at === undefined ? [] : [{ name, at }]
})

/** Help and the settings have their own shortcuts; the other views have their digit. */
const keysOf = (area: ViewTarget): { readonly keys?: readonly string[] } => {
  if (area === 'help') return { keys: capsOf(windowKeys.manual.keys[0]) }
  if (area === 'settings') return { keys: capsOf(windowKeys.settings.keys[0]) }
  const digit = isClaimArea(area) && area !== 'claims' ? null : digitOf(area)
  return digit === null ? {} : { keys: capsOf(`Ctrl+${digit}`) }
}

const languageWords = {
  en: 'vocab.language.en',
  ko: 'vocab.language.ko',
  zh: 'vocab.language.zh-Hans',
} as const satisfies Record<Language, MessageKey>

/** A command, and the name under which a visible view may provide it itself. */
type PaletteAction = {
  readonly providedAs?: CommandName
} & PaletteItem

export type PaletteActions = {
  readonly views: readonly PaletteItem[]
  readonly actions: readonly PaletteAction[]
}

/** All views and global commands, with their shortcuts and their names in all languages. */
export const usePaletteActions = ({
  onHelp,
  onNote,
}: {
  readonly onHelp: () => void
  readonly onNote: () => void
}): PaletteActions => {
  const text = useText()
  const { go, select, exchange } = useView()
  const showSection = useSettingsSection()
  const failed = useFailureToast()
  const onError = (error: AppError): void => failed(error)
  const setSettings = useChangeSettings({ onError })
  const doSoon = useRunWhenAvailable()
  const { walk } = useSample()
  const { textSize, chooseTextSize } = useTextSize()
  const lock = useAction('app.lock', { changes: false, onError })
  const set = (change: Partial<Settings>) => (): void => setSettings.mutate(change)
  const resize = (by: keyof typeof textSizeKeys): false | (() => void) => {
    const next = textSizeAfter(textSize, by)
    return next !== textSize && (() => chooseTextSize(next))
  }
  const runs: CommandRuns = {
    'palette.newReport': () => select('reports', 'new'),
    'palette.quickNote': onNote,
    'palette.newCase': () => select('cases', 'new'),
    'palette.newSource': () => select('sources', 'new'),
    'palette.lock': () => lock.mutate({}),
    'palette.export': () => exchange('export'),
    'palette.import': () => exchange('import'),
    'palette.handOver': () => exchange('handover'),
    'border.title': () => go('border'),
    'palette.shortcuts': onHelp,
    'nav.textLarger': resize('larger'),
    'nav.textSmaller': resize('smaller'),
    'nav.textUsual': resize('usual'),
    ...runsOf(Object.keys(sections) as SettingsSection[], (section) => [
      sections[section],
      () => showSection(section),
    ]),
    'publications.new': () => select('publications', 'new'),
    'tour.walk': walk,
  }

  return {
    views: [...areas, ...claimAreas.filter((area) => area !== 'claims')].map((area) => ({
      id: `go-${area}`,
      label: text(`nav.${area}`),
      names: [folded(text(`nav.${area}`)), ...namesOf(`nav.${area}`, () => ({}))],
      icon: area,
      run: () => go(area),
      ...keysOf(area),
    })),
    actions: [
      ...availableOf(runs).map((command) => itemOf(text, command)),
      ...crossView.map(({ name, at }) => {
        const run = (): void => {
          if ('section' in at) showSection(at.section)
          else go(at.area)
          doSoon(name)
        }
        const icon = 'section' in at ? commands[sections[at.section]].icon : at.icon
        return { ...itemOf(text, { name, run }), icon, providedAs: name }
      }),
      ...themes.map((theme) => ({
        id: `theme-${theme}`,
        label: text('palette.theme', { theme: text(`settings.theme.${theme}`) }),
        names: namesOf('palette.theme', (language) => ({
          theme: messages[language][`settings.theme.${theme}`],
        })),
        icon: 'settings' as const,
        run: set({ theme }),
      })),
      ...languages.map((language) => ({
        id: `language-${language}`,
        label: text('palette.language', { language: languageNames[language] }),
        // By its own name, and by its name in each language.
        names: [
          ...namesOf('palette.language', () => ({ language: languageNames[language] })),
          ...namesOf('palette.language', (other) => ({
            language: messages[other][languageWords[language]],
          })),
        ],
        icon: 'language' as const,
        run: set({ language }),
      })),
    ],
  }
}
