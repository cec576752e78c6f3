import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useOffer } from '../offered-acts.tsx'
import { Button } from '../ui/button.tsx'
import styles from './tour.module.css'
import { useSample } from './use-sample.ts'

/** The tour once more, and the end of the sample case for as long as there is one. */
export const TourButtons = (): ReactElement => {
  const text = useText()
  const { isHere, isBusy, walk, remove } = useSample()
  useOffer([
    { id: 'walk', name: 'tour.walk', icon: 'leaf', run: walk },
    ...(isHere && !isBusy
      ? ([{ id: 'no-sample', name: 'tour.remove', icon: 'trash', run: remove }] as const)
      : []),
  ])
  return (
    <div className={styles['acts']}>
      <Button icon="leaf" onPress={walk}>
        {text('tour.walk')}
      </Button>
      {isHere && (
        <Button icon="trash" isPending={isBusy} onPress={remove}>
          {text('tour.remove')}
        </Button>
      )}
    </div>
  )
}
