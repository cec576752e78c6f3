import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { CardWords, useWordLanguage } from '../../contacts/card-words.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Acts } from '../../ui/acts.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import styles from './settings.module.css'

type Reviewer = Out<'reviewers.list'>['reviewers'][number]

/** The words of a key that was just made, shown once: its owner copies them and takes them along. */
export const ReaderSlip = ({
  reviewer: { name, words },
  onDone,
}: {
  readonly reviewer: Reviewer
  readonly onDone: () => void
}): ReactElement => {
  const text = useText()
  const [language, setLanguage] = useWordLanguage()
  const [isWritten, setWritten] = useState(false)
  return (
    <div className={styles['form']}>
      <p>{text('reviewers.slipText', { name })}</p>
      <CardWords words={words} language={language} onLanguage={setLanguage} />
      <Banner tone="warn" title={text('reviewers.slipOnce')}>
        <p>{text('reviewers.slipOnceText', { name })}</p>
      </Banner>
      {/* Focus waits here: a second Enter after the passphrase closes nothing. */}
      <Checkbox autoFocus isSelected={isWritten} onChange={setWritten}>
        {text('reviewers.slipWritten', { name })}
      </Checkbox>
      <Acts
        out={
          <Button variant="primary" isDisabled={!isWritten} onPress={onDone}>
            {text('common.close')}
          </Button>
        }
      />
    </div>
  )
}
