import { memo, useDeferredValue, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import type { Out } from '../../shared/contract.ts'
import { useVaultQuery, useAction } from '../data/bridge.ts'
import { changeSettings } from '../data/change-settings.ts'
import { EvaluationBar } from '../features/shell/bars.tsx'
import { LanguageProvider, readWordsAhead } from '../i18n/language-provider.tsx'
import { languageNames } from '../i18n/languages.ts'
import type { Language } from '../i18n/languages.ts'
import { later } from '../data/later.tsx'
import { createQueryClient } from '../data/query-client.ts'
import { TextSizeProvider } from './text-size.tsx'
import { useTheme } from './theme.ts'
import { useFocusKeeper } from '../ui/focus.ts'
import { ToastProvider } from '../ui/toast.tsx'
import { ViewBoundary } from './view-boundary.tsx'
import { firstView } from './view-state.ts'
import type { AppView } from './view-state.ts'
import styles from './app.module.css'
import { useFailureToast, FailureBanner } from '../data/failure-text.tsx'
import { whenIdle } from './when-idle.ts'
import type { AppError } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Button } from '../ui/button.tsx'
import { Frame } from '../features/unlock/frame.tsx'
import { UnlockScreen } from '../features/unlock/unlock-screen.tsx'
import type { MadeVault } from '../secrets/recovery-sheet.tsx'

/** Shown if the passphrase cannot even be asked for: the vault is in use, newer, or unreadable. */
const BrokenScreen = ({
  failure,
  isRetrying,
  onRetry,
}: {
  readonly failure: AppError
  readonly isRetrying: boolean
  readonly onRetry: () => void
}): ReactElement => {
  const text = useText()
  const chooseVault = useAction('dialog.chooseVault', { changes: false })
  return (
    <Frame title={text('unlock.brokenTitle')}>
      <FailureBanner failure={chooseVault.error ?? failure} />
      <DialogActions
        out={<Button onPress={() => chooseVault.mutate({})}>{text('unlock.openOther')}</Button>}
        main={
          <Button variant="primary" isPending={isRetrying} onPress={onRetry}>
            {text('common.retry')}
          </Button>
        }
      />
    </Frame>
  )
}

/** Fonts of lists and records, with a letter of each script: tokens.css. */
const sizes = ['--t-1', '--t-2', '--t-3', '--t-4', '--t-5', '--t-6'] as const
const weights = [400, 500, 600] as const
/** Korean uses the UI font order. */
const orders = ['--font-ui', '--font-zh'] as const
const letters = 'Aa1 가 漢'

const fonts = sizes.flatMap((size) =>
  weights.flatMap((weight) =>
    orders.map((order) => `${String(weight)} var(${size}) var(${order})`),
  ),
)

/** Hidden; measuring forces a layout, and the element is removed before the next paint. */
const layOut = (font: string): void => {
  const text = document.createElement('span')
  text.textContent = letters
  text.style.cssText = `position:absolute;visibility:hidden;font:${font}`
  document.body.append(text)
  text.getBoundingClientRect()
  text.remove()
}

/**
 * Loads the fonts of an open vault one by one while the window is idle. A sandboxed window asks
 * another process for each family, size and weight when it first lays out a text: about fifty
 * requests, 20 ms while rendering the first list.
 */
const findFontsAhead = (): void => {
  whenIdle(fonts.map((font) => () => layOut(font)))
}

/**
 * Shows a toast for a failure that arrives after its screen or dialog closed, so that the action is
 * not taken for done.
 */
const LateFailures = (): null => {
  const client = useQueryClient()
  const failed = useFailureToast()
  useEffect(
    () =>
      client.getMutationCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return
        const isShown = event.mutation.meta?.['isShown']
        if (typeof isShown === 'function' && isShown() === false) failed(event.action.error)
      }),
    [client, failed],
  )
  return null
}

const Onboarding = later(async () => (await import('../features/unlock/onboarding.tsx')).Onboarding)
const readViews = async () => import('./views.tsx')
const Views = later(async () => (await readViews()).Views)

/** The system language, if main did not report one. */
const systemLanguage = (): Language =>
  (Object.keys(languageNames) as Language[]).find((one) => navigator.language.startsWith(one)) ??
  'en'

/** The words of the first screen are loaded while main is asked which screen it is. */
export const readFirstWordsAhead = (): void => readWordsAhead(systemLanguage())

const isOpen = (vault: Out<'vault.status'> | undefined): boolean =>
  vault?.state === 'open' || vault?.state === 'rescue'

/** What the vault process says once it runs: the first screen does not wait for it. */
const beforeOpening = (info: Out<'app.info'>): Out<'vault.status'> => ({
  state: info.hasVault ? 'locked' : 'none',
  reason: null,
  repaired: false,
})

/** The first view of a new vault. */
const firstNote: AppView = {
  ...firstView,
  area: 'reports',
  selected: { ...firstView.selected, reports: 'new' },
  reportsBegun: 1,
}

type ScreenProps = {
  readonly info: Out<'app.info'>
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

// Memoized: a theme or size change must not render the whole window again.
const Screen = memo(({ info, language, onLanguage }: ScreenProps): ReactElement => {
  const client = useQueryClient()
  const vault = useVaultQuery('vault.status', {})
  const [made, setMade] = useState<MadeVault | null>(null)
  // The first screen of an open vault is large: render it in pieces, between keys and paints.
  const shown = useDeferredValue(vault.data ?? beforeOpening(info))
  // There is idle time while the passphrase is typed and while the key is derived.
  const isClosed = vault.data !== undefined && !isOpen(vault.data)
  useEffect(() => {
    if (!isClosed) return
    requestIdleCallback(() => {
      Views.readAhead()
      findFontsAhead()
      readViews().then(
        ({ readViewsAhead }) => readViewsAhead(),
        // A view that fails to load reports that when it is opened.
        () => undefined,
      )
    })
  }, [isClosed])
  const show = (state: Out<'vault.status'>): void => {
    const draw = (): void => {
      client.setQueryData(['vault.status', {}], state)
    }
    // The code is already loaded. If it cannot be read, the rendered view says so.
    readViews()
      .then(({ readFirstView }) => readFirstView(client))
      .then(draw, draw)
  }
  if (vault.error !== null) {
    return (
      <BrokenScreen
        failure={vault.error}
        isRetrying={vault.isFetching}
        onRetry={() => void vault.refetch()}
      />
    )
  }
  switch (shown.state) {
    case 'none':
      return (
        <Onboarding
          info={info}
          language={language}
          onLanguage={onLanguage}
          onOpen={(next) => {
            setMade(next)
            const noted = next.isConfirmed
              ? changeSettings(client, { recoveryConfirmed: true })
              : Promise.resolve()
            // If it could not be written, the open vault asks for the proof again.
            void noted.catch(() => undefined).then(() => vault.refetch())
          }}
        />
      )
    case 'locked':
      return <UnlockScreen info={info} onOpen={show} />
    case 'open':
    case 'rescue':
      return (
        <Views
          info={info}
          vault={shown}
          lastGroup={made?.lastGroup ?? null}
          // A vault that was just made opens with an empty note: there is nothing else to look at.
          {...(made?.isEmpty === true ? { initial: firstNote } : {})}
        />
      )
  }
})

/**
 * A dropped file that nothing takes is not opened: the browser would navigate to it.
 *
 * @returns the function that ends it.
 */
const refuseFiles = (): (() => void) => {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  document.addEventListener('dragover', refuse)
  document.addEventListener('drop', refuse)
  return () => {
    document.removeEventListener('dragover', refuse)
    document.removeEventListener('drop', refuse)
  }
}

/** Sets language and theme: those of the vault once it is open, before that those of the system. */
export const Window = ({
  words,
}: {
  /** Replaces messages of the language, for tests. */
  readonly words?: Readonly<Record<string, string>>
}): ReactElement | null => {
  const [chosen, setChosen] = useState<Language | null>(null)
  const info = useVaultQuery('app.info', {})
  const vault = useVaultQuery('vault.status', {})
  const settings = useVaultQuery('settings.get', {}, { enabled: isOpen(vault.data) })
  useTheme(settings.data?.theme ?? 'system')
  useFocusKeeper()
  useEffect(refuseFiles, [])
  if (info.error !== null) {
    return (
      <LanguageProvider language={systemLanguage()}>
        <BrokenScreen
          failure={info.error}
          isRetrying={info.isFetching}
          onRetry={() => void info.refetch()}
        />
      </LanguageProvider>
    )
  }
  if (info.data === undefined) return null
  const language = settings.data?.language ?? chosen ?? info.data.language
  return (
    <LanguageProvider language={language} {...(words === undefined ? {} : { words })}>
      <ToastProvider>
        <LateFailures />
        <TextSizeProvider
          first={info.data.textSize}
          settings={settings.data}
          isReadOnly={vault.data?.state === 'rescue'}
        >
          <div className={styles['window']}>
            {info.data.runtime === 'evaluation' && <EvaluationBar />}
            <div className={styles['screen']}>
              <ViewBoundary part="window">
                <Screen info={info.data} language={language} onLanguage={setChosen} />
              </ViewBoundary>
            </div>
          </div>
        </TextSizeProvider>
      </ToastProvider>
    </LanguageProvider>
  )
}

export const App = (): ReactElement => {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <Window />
    </QueryClientProvider>
  )
}
