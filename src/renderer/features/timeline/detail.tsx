import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Chip } from '../../ui/tag.tsx'
import { useClaimWords } from './claim-words.ts'
import type { TimelineItem } from './items.ts'
import styles from './plot.module.css'

/**
 * The claim that is pointed at, and what is said of it. Screen readers have all of it in the name of its mark, and
 * get the hint alone.
 */
export const Detail = ({ item }: { readonly item: TimelineItem | null }): ReactElement => {
  const text = useText()
  const words = useClaimWords()
  if (item === null) return <p className={styles['detail']}>{text('timeline.hint')}</p>
  const [when, place, byWhom] = [words.when(item), words.place(item), words.byWhom(item)]
  return (
    <div className={styles['detail']} aria-hidden="true">
      <p className={styles['full']}>{item.claim.content.statement}</p>
      <p className={styles['facts']}>
        <span>{when === '' ? text('timeline.undated') : when}</span>
        {place !== '' && <span>{place}</span>}
        {byWhom !== '' && <span>{byWhom}</span>}
        <span>{words.credibility(item)}</span>
        {item.isContested && (
          <Chip tone="danger" icon="alert">
            {text('timeline.contested')}
          </Chip>
        )}
      </p>
    </div>
  )
}
