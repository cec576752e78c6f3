import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useSettingsSection } from '../use-settings-section.ts'
import styles from './cosign.module.css'

/** Four eyes are on and nobody can sign yet: says so, and leads to where that is changed. */
export const NobodyCompared = ({
  onLeave,
}: {
  /** Closes what stands over the settings. */
  readonly onLeave: (() => void) | undefined
}): ReactElement => {
  const text = useText()
  const showSection = useSettingsSection()
  return (
    <div className={styles['nobody']}>
      <Banner
        tone="warn"
        title={text('reviewers.nobodyCompared')}
        actions={
          <Button
            icon="settings"
            onPress={() => {
              onLeave?.()
              showSection('readers')
            }}
          >
            {text('identity.toSettings')}
          </Button>
        }
      >
        <p>{text('reviewers.nobodyComparedText')}</p>
      </Banner>
    </div>
  )
}
