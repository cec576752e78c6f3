import type { CSSProperties, ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import styles from './key.module.css'
import marks from './span-mark.module.css'

const signs = [
  ['timeline.keySharp', 'sure', 'sharp', 'sharp'],
  ['timeline.keySoft', 'sure', 'soft', 'soft'],
  ['timeline.keyOpen', 'sure', 'sharp', 'open'],
  ['timeline.keyDoubtful', 'doubtful', 'sharp', 'sharp'],
  ['timeline.keyUnjudged', 'unjudged', 'sharp', 'sharp'],
] as const

const fades = { sharp: '0px', soft: '10px', open: '22px' } as const

/** Legend of the bars. */
export const Key = ({
  hasOrigins = false,
}: {
  /** The height of a bar is its number of independent origins. */
  readonly hasOrigins?: boolean
}): ReactElement => {
  const text = useText()
  return (
    <ul className={styles['key']} aria-label={text('timeline.key')}>
      {signs.map(([words, weight, begins, ends]) => (
        <li key={words}>
          <span
            className={`${marks['bar']} ${styles['sign']}`}
            data-weight={weight}
            data-begins={begins}
            data-ends={ends}
            style={{ '--fade-in': fades[begins], '--fade-out': fades[ends] } as CSSProperties}
          />
          {text(words)}
        </li>
      ))}
      {hasOrigins && (
        <li>
          <span className={styles['heights']} aria-hidden="true">
            <span />
            <span />
            <span />
          </span>
          {text('timeline.keyOrigins')}
        </li>
      )}
      <li className={styles['contested']}>
        <Icon name="alert" size={14} />
        {text('timeline.contested')}
      </li>
    </ul>
  )
}
