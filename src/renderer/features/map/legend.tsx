import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import styles from './map.module.css'

const [wide, high] = [56, 20] as const
const middle = high / 2
const line = `M2 ${middle}H${wide - 2}`

const Places = (): ReactElement => (
  <>
    <rect x={1} y={4} width={14} height={12} className={styles['country']} />
    <circle cx={31} cy={middle} r={9} fill="url(#map-soft)" />
    <circle cx={31} cy={middle} r={9} className={styles['edge']} />
    <circle cx={50} cy={middle} r={4.5} className={styles['town']} />
  </>
)
const Lowest = (): ReactElement => (
  <>
    <path d={`M2 ${middle}H24`} className={styles['line']} strokeWidth={1.5} />
    <path d={`M30 ${middle}H54`} className={styles['line']} strokeWidth={6} />
  </>
)
const Highest = (): ReactElement => (
  <>
    <path d={`M2 ${middle}H26`} className={styles['band']} strokeWidth={9} />
    <path d={`M2 ${middle}H26`} className={styles['line']} strokeWidth={3} />
    <path d={`M30 ${middle}H54`} className={styles['band']} strokeWidth={9} strokeDasharray="3 5" />
    <path d={`M30 ${middle}H54`} className={styles['line']} strokeWidth={3} />
  </>
)
const Unknown = (): ReactElement => (
  <path d={line} className={styles['line']} strokeWidth={1.5} strokeDasharray="5 5" />
)
const Against = (): ReactElement => <path d={line} className={styles['against']} strokeWidth={3} />

const lines = [
  ['map.key.places', Places],
  ['map.key.lowest', Lowest],
  ['map.key.highest', Highest],
  ['map.key.unknown', Unknown],
  ['map.key.against', Against],
] as const

/** What the signs of the map mean, below it. */
export const Legend = ({
  isOpen,
  onToggle,
}: {
  readonly isOpen: boolean
  readonly onToggle: (isOpen: boolean) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['legend']}>
      <Button size="small" variant="quiet" aria-expanded={isOpen} onPress={() => onToggle(!isOpen)}>
        {text('map.legend')}
      </Button>
      {isOpen && (
        <ul className={styles['signs']} aria-label={text('map.legend')}>
          {lines.map(([words, Sample]) => (
            <li key={words}>
              <svg width={wide} height={high} aria-hidden="true">
                <Sample />
              </svg>
              {text(words)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
