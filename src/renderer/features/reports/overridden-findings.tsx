import type { ReactElement } from 'react'
import { familyWords, visibleWords } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import type { Override } from '../../records/report-findings.ts'
import shared from '../../ui/shared.module.css'
import styles from './lint-panel.module.css'

/** Overridden findings, each with the reason that is exported with the report. */
export const OverriddenFindings = ({
  overrides,
  language,
  onTakeBack,
}: {
  readonly overrides: readonly Override[]
  readonly language: string
  /** null: read only. */
  readonly onTakeBack: ((override: Override) => void) | null
}): ReactElement => {
  const text = useText()
  return (
    <section aria-label={text('lint.overridden')} className={styles['overridden']}>
      <h3>{text('lint.overridden')}</h3>
      <ul>
        {overrides.map((override) => (
          <li key={`${override.family} ${override.quote}`} className={styles['override']}>
            <p className={styles['name']}>{text(familyWords[override.family].name)}</p>
            <p className={shared['secondary']} lang={language}>
              {visibleWords(override.quote)}
            </p>
            <p className={styles['reason']}>{text('lint.because', { reason: override.reason })}</p>
            {onTakeBack !== null && (
              <CommandButton
                words="lint.takeBack"
                offered="lint.takeBackNamed"
                values={{ words: visibleWords(override.quote) }}
                size="small"
                icon="undo"
                onPress={() => onTakeBack(override)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
