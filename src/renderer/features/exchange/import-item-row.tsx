import { useState } from 'react'
import type { ReactElement } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCurrent } from '../../review/use-current.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Chip } from '../../ui/tag.tsx'
import type { Tone } from '../../ui/tag.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { Differences } from '../../versions/differences.tsx'
import { isTakeable } from './chosen.ts'
import type { ChosenItem } from './chosen.ts'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

const effects = {
  new: { key: 'exchange.effect.new', tone: 'accent' },
  update: { key: 'exchange.effect.update', tone: 'info' },
  conflict: { key: 'exchange.effect.conflict', tone: 'warn' },
  known: { key: 'exchange.effect.known', tone: 'plain' },
  refused: { key: 'exchange.effect.refused', tone: 'danger' },
} as const satisfies Record<ChosenItem['effect'], { key: string; tone: Tone }>

const Changes = ({
  exportId,
  subject,
}: {
  readonly exportId: string
  readonly subject: string
}): ReactElement => {
  const text = useText()
  const { current, last: data, error } = useCurrent('imports.differences', { exportId, subject })
  if (error !== null) return <FailureBanner failure={error} />
  if (data === undefined) return <Progress label={text('common.loading')} />
  return (
    <WhileCurrent isCurrent={current !== undefined}>
      {data.versions.length === 0 && <p>{text('versions.same')}</p>}
      {data.versions.map((version) => (
        <Differences key={version.revision} kind={data.kind} version={version} />
      ))}
      {data.more > 0 && <p>{text('exchange.moreVersions', { count: data.more })}</p>}
    </WhileCurrent>
  )
}

/** The effect of a record, where it is not simply new: only the unusual is to be seen. */
const EffectMark = ({ effect }: Pick<ChosenItem, 'effect'>): ReactElement => {
  const text = useText()
  const { key, tone } = effects[effect]
  if (effect === 'new') return <VisuallyHidden>{text(key)}</VisuallyHidden>
  if (effect === 'known') return <span className={shared['quiet']}>{text(key)}</span>
  return <Chip tone={tone}>{text(key)}</Chip>
}

/** A record in a file: its effect, whether to import it, and on demand the differences. */
export const ImportItemRow = ({
  exportId,
  item,
  detail,
  isChosen,
  isNeeded,
  onChoose,
}: {
  readonly exportId: string
  readonly item: ChosenItem
  /** A line below the title; empty: none. */
  readonly detail: string
  readonly isChosen: boolean
  /** A selected record refers to it, so it is included. */
  readonly isNeeded: boolean
  /** null: nothing of the file can be imported now. */
  readonly onChoose: ((isChosen: boolean) => void) | null
}): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const { subject, title, effect, why } = item
  const name = title === '' ? text('exchange.untitled') : title
  const canTake = isTakeable(item)
  const words = (
    <>
      <span className={styles['itemHead']}>
        <span className={styles['itemTitle']}>{name}</span>
        <EffectMark effect={effect} />
      </span>
      {detail !== '' && <span className={shared['quiet']}>{detail}</span>}
      {why !== null && <span className={shared['quiet']}>{text(`exchange.why.${why}`)}</span>}
      {isNeeded && <span className={shared['quiet']}>{text('exchange.needed')}</span>}
    </>
  )
  return (
    <>
      <div className={styles['itemRow']} data-effect={effect}>
        {canTake && onChoose !== null && (
          <Checkbox
            aria-label={name}
            isSelected={isChosen}
            isDisabled={isNeeded}
            onChange={onChoose}
          >
            {null}
          </Checkbox>
        )}
        {canTake ? (
          <PlainButton
            className={styles['itemWords']}
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {words}
          </PlainButton>
        ) : (
          <div className={styles['itemWords']}>{words}</div>
        )}
      </div>
      {isOpen && canTake && (
        <div
          className={styles['itemChanges']}
          role="group"
          aria-label={text('exchange.changesOf', { title: name })}
        >
          <Changes exportId={exportId} subject={subject} />
        </div>
      )}
    </>
  )
}
