import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useReadOnly } from '../records/use-read-only.ts'
import { Button } from '../ui/button.tsx'
import { useView } from '../app/view-state.ts'
import styles from './first-steps.module.css'
import { useCommands } from '../commands/commands.tsx'
import { useSample } from './use-sample.ts'

/** For an empty vault: the sample case, and the tour through it. */
const SampleButton = (): ReactElement => {
  const text = useText()
  const { begin, isBusy } = useSample()
  useCommands({ 'tour.begin': begin })
  return (
    <Button icon="leaf" isPending={isBusy} onPress={begin}>
      {text('tour.begin')}
    </Button>
  )
}

const steps = [
  { area: 'cases', begin: 'cases.new', says: 'cases.emptyText' },
  { area: 'sources', begin: 'sources.new', says: 'sources.emptyText' },
  { area: 'reports', begin: 'reports.new', says: 'reports.emptyText' },
] as const

/** First steps for a vault without reports, beside their empty list. */
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
