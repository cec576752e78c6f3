import type { ReactElement } from 'react'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { Icon } from '../../../ui/icon.tsx'
import { PlainButton } from '../../../ui/plain-button.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { grown } from './boxes.ts'
import type { Boxes } from './use-boxes.ts'
import type { Redaction } from './use-redaction.ts'
import type { PictureSize } from './viewport.ts'
import shared from '../../../ui/shared.module.css'
import styles from './viewer.module.css'

/** The boxes on a picture, and the button that burns them in. */
export const BoxPanel = ({
  boxes,
  picture,
  block,
  redaction,
  onAdd,
  onChoose,
  onBurn,
  onTakeBack,
}: {
  readonly boxes: Boxes
  readonly picture: PictureSize
  readonly block: number
  readonly redaction: Redaction
  readonly onAdd: () => void
  readonly onChoose: (id: number) => void
  readonly onBurn: () => void
  /** null: nothing was burned in since the picture was opened. */
  readonly onTakeBack: (() => void) | null
}): ReactElement => {
  const text = useText()
  const { isBurning } = redaction
  const count = boxes.all.length
  return (
    <aside className={styles['panel']} aria-label={text('viewer.boxes')}>
      <div className={styles['head']}>
        <h3>{text('viewer.boxes')}</h3>
        <IconButton
          icon="undo"
          size="small"
          label={text('viewer.undo')}
          isDisabled={!boxes.canUndo || isBurning}
          onPress={boxes.undo}
        />
        <IconButton
          icon="redo"
          size="small"
          label={text('viewer.redo')}
          isDisabled={!boxes.canRedo || isBurning}
          onPress={boxes.redo}
        />
      </div>
      <div className={styles['scroll']}>
        <Button
          icon="plus"
          size="small"
          wide
          isDisabled={boxes.isFull || isBurning}
          onPress={onAdd}
        >
          {text('viewer.add')}
        </Button>
        {count > 0 && (
          <ol className={shared['stack']} aria-label={text('viewer.boxes')}>
            {boxes.all.map((box, index) => {
              const { width, height } = grown(box, block, picture)
              const number = index + 1
              return (
                <li
                  key={box.id}
                  className={classNames(styles['row'], boxes.chosen === box.id && styles['chosen'])}
                >
                  <PlainButton className={styles['name']} onPress={() => onChoose(box.id)}>
                    {text('viewer.row', { number, width, height })}
                  </PlainButton>
                  <IconButton
                    icon="trash"
                    size="small"
                    label={text('viewer.remove', { number })}
                    isDisabled={isBurning}
                    onPress={() => boxes.remove(box.id)}
                  />
                </li>
              )
            })}
          </ol>
        )}
        <p className={shared['quiet']}>{text(count === 0 ? 'viewer.howTo' : 'viewer.keys')}</p>
        {block > 1 && <p className={shared['quiet']}>{text('viewer.blocks', { block })}</p>}
        {onTakeBack !== null && (
          <Banner
            tone="done"
            title={text('viewer.burned')}
            actions={
              <Button size="small" isDisabled={isBurning} onPress={onTakeBack}>
                {text('viewer.takeBack')}
              </Button>
            }
          />
        )}
        <p className={styles['warning']}>
          <Icon name="alert" size={16} />
          <span>{text('viewer.originalStays')}</span>
        </p>
        <FailureBanner failure={redaction.failure} />
      </div>
      <div className={styles['foot']}>
        {isBurning ? (
          <>
            <Progress label={text('viewer.burning')} value={undefined} />
            <Button onPress={redaction.cancel}>{text('common.cancel')}</Button>
          </>
        ) : (
          <Button variant="primary" wide isDisabled={count === 0} onPress={onBurn}>
            {text('viewer.burn', { count })}
          </Button>
        )}
      </div>
    </aside>
  )
}
