import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from '../commands/commands.tsx'
import { Button } from '../ui/button.tsx'
import { useView } from '../app/view-state.ts'
import { useTour } from './tour-state.tsx'
import { tourSteps } from './tour-steps.ts'
import styles from './tour.module.css'
import { useSample } from './use-sample.ts'

/** The tour bar in every view; it covers or blocks nothing. */
export const TourBar = (): ReactElement | null => {
  const text = useText()
  const { go } = useView()
  const { at, show } = useTour()
  const sample = useSample()
  const isLast = at === tourSteps.length - 1
  const move = (to: number): void => {
    const next = tourSteps[to]
    if (next === undefined) return
    show(to)
    go(next)
  }
  useCommands({
    'palette.tourNext': at !== null && !isLast && (() => move(at + 1)),
    'palette.tourEnd': at !== null && (() => show(null)),
  })
  const step = at === null ? undefined : tourSteps[at]
  if (at === null || step === undefined) return null
  return (
    <aside aria-label={text('tour.title')} className={styles['bar']}>
      <p role="status" className={styles['words']}>
        <span className={styles['count']}>
          {text('tour.step', { at: at + 1, all: tourSteps.length })}
        </span>
        <strong>{text(`nav.${step}`)}</strong>
        <span>{text(`tour.${step}`)}</span>
      </p>
      <div className={styles['actions']}>
        {isLast && sample.isHere && (
          <Button size="small" isPending={sample.isBusy} onPress={sample.remove}>
            {text('tour.remove')}
          </Button>
        )}
        {at > 0 && (
          <Button size="small" onPress={() => move(at - 1)}>
            {text('tour.back')}
          </Button>
        )}
        {isLast ? (
          <Button size="small" variant="primary" onPress={() => show(null)}>
            {text('tour.end')}
          </Button>
        ) : (
          <>
            <Button size="small" variant="quiet" onPress={() => show(null)}>
              {text('tour.leave')}
            </Button>
            <Button size="small" variant="primary" autoFocus onPress={() => move(at + 1)}>
              {text('tour.next')}
            </Button>
          </>
        )}
      </div>
    </aside>
  )
}
