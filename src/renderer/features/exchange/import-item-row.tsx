import { useState } from 'react'
import type { ReactElement } from 'react'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCurrent } from '../../review/use-current.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
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

/** A record in a file: its effect, whether to import it, and on demand the differences. */
export const ImportItemRow = ({
  exportId,
  item,
  isChosen,
  isNeeded,
  onChoose,
}: {
  readonly exportId: string
  readonly item: ChosenItem
  readonly isChosen: boolean
  /** A selected record refers to it, so it is included. */
  readonly isNeeded: boolean
  readonly onChoose: (isChosen: boolean) => void
}): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const { subject, kind, title, effect, why } = item
  const name = title === '' ? text('exchange.untitled') : title
  const canTake = isTakeable(item)
  return (
    <>
      <tr>
        <td className={styles['item']}>
          {canTake ? (
            <Checkbox isSelected={isChosen} isDisabled={isNeeded} onChange={onChoose}>
              {name}
            </Checkbox>
          ) : (
            name
          )}
          {isNeeded && <p className={shared['quiet']}>{text('exchange.needed')}</p>}
        </td>
        <td className={styles['kind']}>{text(`exchange.kind.${kind}`)}</td>
        <td>
          {effect === 'new' ? (
            // Nearly every row is new: only the rest needs to be seen.
            <VisuallyHidden>{text(effects.new.key)}</VisuallyHidden>
          ) : (
            <Chip tone={effects[effect].tone}>{text(effects[effect].key)}</Chip>
          )}
          {why !== null && <p className={shared['quiet']}>{text(`exchange.why.${why}`)}</p>}
        </td>
        <td>
          {canTake && (
            <span className={styles['changes']}>
              <Button
                size="small"
                variant="quiet"
                aria-expanded={isOpen}
                aria-label={text(isOpen ? 'exchange.hideChangesOf' : 'exchange.showChangesOf', {
                  title: name,
                })}
                onPress={() => setOpen(!isOpen)}
              >
                {text(isOpen ? 'exchange.hideChanges' : 'exchange.showChanges')}
              </Button>
            </span>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={4}>
            <Changes exportId={exportId} subject={subject} />
          </td>
        </tr>
      )}
    </>
  )
}
