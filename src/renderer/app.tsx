import { useState } from 'react'
import type { ReactElement } from 'react'
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import type { Out } from '../shared/contract.ts'
import { useDesk } from './bridge.ts'
import { Views } from './views.tsx'
import { EvaluationBar } from './features/shell/bars.tsx'
import { BrokenScreen } from './features/unlock/broken-screen.tsx'
import { Onboarding } from './features/unlock/onboarding.tsx'
import { UnlockScreen } from './features/unlock/unlock-screen.tsx'
import { LanguageProvider } from './i18n/language-provider.tsx'
import type { Language } from './i18n/messages.ts'
import { createQueryClient } from './query-client.ts'
import { useTheme } from './theme.ts'
import { ToastProvider } from './ui/toast.tsx'
import styles from './app.module.css'

const isOpen = (vault: Out<'vault.status'> | undefined): boolean =>
  vault?.state === 'open' || vault?.state === 'rescue'

const Screen = ({
  info,
  language,
  onLanguage,
}: {
  readonly info: Out<'app.info'>
  readonly language: Language
  readonly onLanguage: (language: Language) => void
}): ReactElement | null => {
  const client = useQueryClient()
  const vault = useDesk('vault.status', {})
  const show = (state: Out<'vault.status'>): void => {
    client.setQueryData(['vault.status', {}], state)
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
  switch (vault.data?.state) {
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
      return <Views info={info} vault={vault.data} />
  }
}

/** Chooses language and theme: the vault's own once it is open, the system's before. */
export const Window = ({
  words,
}: {
  /** Other words than the language's own, for tests. */
  readonly words?: Readonly<Record<string, string>>
}): ReactElement | null => {
  const [chosen, setChosen] = useState<Language | null>(null)
  const info = useDesk('app.info', {})
  const vault = useDesk('vault.status', {})
  const settings = useDesk('settings.get', {}, { enabled: isOpen(vault.data) })
  useTheme(settings.data?.theme ?? 'system')
  if (info.data === undefined) return null
  const language = settings.data?.language ?? chosen ?? info.data.language
  return (
    <LanguageProvider language={language} {...(words === undefined ? {} : { words })}>
      <ToastProvider>
        <div className={styles['window']}>
          {info.data.runtime === 'evaluation' && <EvaluationBar />}
          <div className={styles['screen']}>
            <Screen info={info.data} language={language} onLanguage={setChosen} />
          </div>
        </div>
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
