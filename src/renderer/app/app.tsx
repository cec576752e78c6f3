import { memo, useDeferredValue, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import type { Out } from '../../shared/contract.ts'
import { useVaultQuery, useAction } from '../data/bridge.ts'
import { EvaluationBar } from '../features/shell/bars.tsx'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import { languageNames } from '../i18n/languages.ts'
import type { Language } from '../i18n/languages.ts'
import { later } from '../data/later.tsx'
import { createQueryClient } from '../data/query-client.ts'
import { TextSizeProvider } from './text-size.tsx'
import { useTheme } from './theme.ts'
import { useFocusKeeper } from '../ui/focus.ts'
import { ToastProvider } from '../ui/toast.tsx'
import { ViewBoundary } from './view-boundary.tsx'
import styles from './app.module.css'
import { useFailureToast, FailureBanner } from '../data/failure-text.tsx'
import { whenIdle } from './when-idle.ts'
import type { AppError } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Button } from '../ui/button.tsx'
import { Frame } from '../features/unlock/frame.tsx'

/** Stands where a vault cannot even be asked for its passphrase: in use, newer, or unreadable. */
const BrokenScreen = ({
  refusal,
  isRetrying,
  onRetry,
}: {
  readonly refusal: AppError
  readonly isRetrying: boolean
  readonly onRetry: () => void
}): ReactElement => {
  const text = useText()
  const chooseVault = useAction('dialog.chooseVault', { changes: false })
  return (
    <Frame title={text('unlock.brokenTitle')}>
      <FailureBanner refusal={chooseVault.error ?? refusal} />
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

/** What lists and records are drawn in, with a letter of each script: tokens.css. */
const sizes = ['--t-1', '--t-2', '--t-3', '--t-4', '--t-5', '--t-6'] as const
const weights = [400, 500, 600] as const
/** The order of Korean is that of the interface. */
const orders = ['--font-ui', '--font-zh'] as const
const letters = 'Aa1 가 漢'

const fonts = sizes.flatMap((size) =>
  weights.flatMap((weight) =>
    orders.map((order) => `${String(weight)} var(${size}) var(${order})`),
  ),
)

/** Nobody sees it: asked where it stands, it is laid out, and it is gone before anything is painted. */
const layOut = (font: string): void => {
  const text = document.createElement('span')
  text.textContent = letters
  text.style.cssText = `position:absolute;visibility:hidden;font:${font}`
  document.body.append(text)
  text.getBoundingClientRect()
  text.remove()
}

/**
 * Has the fonts found that an opened vault is drawn in, one after the other, while the window has nothing
 * else to do. A window that is in a sandbox asks another process for each family, size and weight when it
 * first lays out a text in it: half a hundred questions, 20 ms in the stretch that draws the first list.
 */
const findFontsAhead = (): void => {
  whenIdle(fonts.map((font) => () => layOut(font)))
}

/**
 * Says at the foot of the window what was refused after its screen was left or its dialog closed, where
 * it would have been said. Nobody may take it for done.
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
const UnlockScreen = later(
  async () => (await import('../features/unlock/unlock-screen.tsx')).UnlockScreen,
)
const readViews = async () => import('./views.tsx')
const Views = later(async () => (await readViews()).Views)

/** What the system speaks, where main could not say. */
const systemLanguage = (): Language =>
  (Object.keys(languageNames) as Language[]).find((one) => navigator.language.startsWith(one)) ??
  'en'

const isOpen = (vault: Out<'vault.status'> | undefined): boolean =>
  vault?.state === 'open' || vault?.state === 'rescue'

type ScreenProps = {
  readonly info: Out<'app.info'>
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}

// What the window is asked once it is open, its theme and size, is no reason to draw all of it anew.
const Screen = memo(({ info, language, onLanguage }: ScreenProps): ReactElement | null => {
  const client = useQueryClient()
  const vault = useVaultQuery('vault.status', {})
  // What an opened vault begins with is much: it is drawn in pieces, and keys and paints come in between.
  const shown = useDeferredValue(vault.data)
  // While somebody types a passphrase, and while it is worked on, there is time.
  const isClosed = vault.data !== undefined && !isOpen(vault.data)
  useEffect(() => {
    if (!isClosed) return
    requestIdleCallback(() => {
      Views.readAhead()
      findFontsAhead()
      readViews().then(
        ({ readViewsAhead }) => readViewsAhead(),
        // Whoever opens a view that cannot be read is told there.
        () => undefined,
      )
    })
  }, [isClosed])
  const show = (state: Out<'vault.status'>): void => {
    const draw = (): void => {
      client.setQueryData(['vault.status', {}], state)
    }
    // Its code has long been here. Where it cannot be read, what is drawn says so.
    readViews().then(({ readFirstView }) => {
      readFirstView(client)
      draw()
    }, draw)
  }
  if (vault.error !== null) {
    return (
      <BrokenScreen
        refusal={vault.error}
        isRetrying={vault.isFetching}
        onRetry={() => void vault.refetch()}
      />
    )
  }
  switch (shown?.state) {
    case undefined:
      return null
    case 'none':
      return (
        <Onboarding
          info={info}
          language={language}
          onLanguage={onLanguage}
          onOpen={() => void vault.refetch()}
        />
      )
    case 'locked':
      return <UnlockScreen info={info} onOpen={show} />
    case 'open':
    case 'rescue':
      return <Views info={info} vault={shown} />
  }
})

/** Chooses language and theme: the vault's own once it is open, the system's before. */
export const Window = ({
  words,
}: {
  /** Other words than the language's own, for tests. */
  readonly words?: Readonly<Record<string, string>>
}): ReactElement | null => {
  const [chosen, setChosen] = useState<Language | null>(null)
  const info = useVaultQuery('app.info', {})
  const vault = useVaultQuery('vault.status', {})
  const settings = useVaultQuery('settings.get', {}, { enabled: isOpen(vault.data) })
  useTheme(settings.data?.theme ?? 'system')
  useFocusKeeper()
  if (info.error !== null) {
    return (
      <LanguageProvider language={systemLanguage()}>
        <BrokenScreen
          refusal={info.error}
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

/** The whole window. */
export const App = (): ReactElement => {
  const [client] = useState(createQueryClient)
  return (
    <QueryClientProvider client={client}>
      <Window />
    </QueryClientProvider>
  )
}
