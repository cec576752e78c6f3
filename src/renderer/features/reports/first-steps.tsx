import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { SampleButton } from '../../tour/sample-button.tsx'
import { Button } from '../../ui/button.tsx'
import { useView } from '../../view-state.ts'
import styles from './first-steps.module.css'

const steps = [
  { area: 'cases', begin: 'cases.new', says: 'cases.emptyText' },
  { area: 'sources', begin: 'sources.new', says: 'sources.emptyText' },
  { area: 'reports', begin: 'reports.new', says: 'reports.emptyText' },
] as const

/** What one does first, for a vault without reports: beside their empty list. */
export const FirstSteps = (): ReactElement => {
  const text = useText()
  const { select } = useView()
  const isReadOnly = useReadOnly()
  return (
    <div className={styles['first']}>
      <h2 className={styles['title']}>{text('reports.firstTitle')}</h2>
      <ol className={styles['steps']}>
        {steps.map(({ area, begin, says }) => (
          <li key={area} className={styles['step']}>
            <p>{text(says)}</p>
            <Button icon="plus" isDisabled={isReadOnly} onPress={() => select(area, 'new')}>
              {text(begin)}
            </Button>
          </li>
        ))}
      </ol>
      {!isReadOnly && (
        <div className={styles['sample']}>
          <SampleButton />
        </div>
      )}
    </div>
  )
}
