import type { ReactElement, ReactNode } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { GuideButton } from '../../help/guide-button.tsx'
import { useText } from '../../i18n/use-text.ts'
import { LimitsButton } from '../../limits/limits-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import shared from '../../ui/shared.module.css'
import styles from './unlock.module.css'

/** The window has already asked. If that failed, asking again here would never end. */
const useNetwork = () => useVaultQuery('app.info', {}, { enabled: false }).data?.network

const sayings = {
  app: 'unlock.tagline',
  passphrase: 'unlock.passphraseText',
  sheet: 'unlock.sheetText',
} as const

/** What the first start says beside each of its steps. */
const About = ({ of }: { readonly of: keyof typeof sayings }): ReactElement => {
  const text = useText()
  const network = useNetwork()
  return (
    <aside className={styles['side']} aria-label={text('common.appName')}>
      <p className={styles['brand']}>
        <Icon name="leaf" size={28} />
        {text('common.appName')}
      </p>
      <p className={styles['tagline']}>{text(sayings[of])}</p>
      {of === 'app' && (
        <>
          <span className={styles['spring']} />
          <p className={styles['point']}>
            <Icon name="globe" />
            {text(network === 'isolated' ? 'unlock.point.isolated' : 'unlock.point.open')}
          </p>
        </>
      )}
    </aside>
  )
}

/**
 * Layout of the screens before the vault is open. Only the first start says something about the app:
 * the others say as little as possible to a person who looks over a shoulder.
 */
export const Frame = ({
  title,
  lead,
  step,
  about,
  onBack,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly step?: string
  /** Shown beside the task; undefined: nothing. */
  readonly about?: keyof typeof sayings
  /** Shows a button back to the previous screen. */
  readonly onBack?: {
    readonly label: string
    readonly run: () => void
    readonly isDisabled: boolean
  }
  readonly children: ReactNode
}): ReactElement => {
  const text = useText()
  const network = useNetwork()
  return (
    <div className={classNames(styles['frame'], about !== undefined && styles['beside'])}>
      {about !== undefined && <About of={about} />}
      <main className={styles['main']}>
        <div className={styles['card']}>
          <div className={shared['stack2']}>
            {(step !== undefined || onBack !== undefined) && (
              <div className={styles['step']}>
                {onBack !== undefined && (
                  <Button
                    variant="quiet"
                    size="small"
                    icon="left"
                    isDisabled={onBack.isDisabled}
                    onPress={onBack.run}
                  >
                    {onBack.label}
                  </Button>
                )}
                <p>{step}</p>
              </div>
            )}
            <h1 className={styles['title']}>{title}</h1>
            {lead !== undefined && <p className={styles['lead']}>{lead}</p>}
          </div>
          {(network === 'shared' || network === 'unsupported') && (
            <Banner tone="warn" title={text('unlock.networkTitle')}>
              {text(network === 'shared' ? 'unlock.networkText' : 'unlock.networkUnsupported')}
            </Banner>
          )}
          {children}
          <div className={styles['apart']}>
            {about === 'passphrase' || about === 'sheet' ? <span /> : <LimitsButton />}
            <GuideButton />
          </div>
        </div>
      </main>
    </div>
  )
}
