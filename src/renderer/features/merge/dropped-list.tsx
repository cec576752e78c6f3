import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { changedWords } from '../../versions/changed-words.ts'
import type { VersionContent } from '../../versions/field.ts'
import { mayBeByHand } from '../../versions/three-way.ts'
import type { Dropped } from '../../versions/three-way.ts'
import type { ValueWords } from '../../versions/value-words.ts'
import type { MergeNames } from './side-names.ts'
import shared from '../../ui/shared.module.css'
import styles from './merge.module.css'

/** The words of a version that are missing in the merged text, each range on its line. */
const lostWords = (of: string, kept: string): string =>
  changedWords(of, kept)
    .left.filter(({ words, isChanged }) => isChanged && words.trim() !== '')
    .map(({ words }) => words.trim())
    .join('\n')

/** Everything that the merge will drop, shown before it is saved. */
export const DroppedList = ({
  dropped,
  sides,
  content,
  words,
  names,
  hasDraft,
}: {
  /** Null while a choice is open. */
  readonly dropped: readonly Dropped[] | null
  readonly sides: readonly VersionContent[]
  readonly content: VersionContent
  readonly words: ValueWords
  readonly names: MergeNames
  readonly hasDraft: boolean
}): ReactElement | null => {
  const text = useText()
  if (dropped === null) return null
  const saidOf = ({ field, side, entries }: Dropped): string => {
    const whole = field.say(entries ?? sides[side] ?? {}, words).join('\n')
    if (whole === '') return text('merge.droppedEmpty')
    if (!mayBeByHand(field)) return whole
    const lost = lostWords(whole, field.say(content, words).join('\n'))
    return lost === '' ? text('merge.droppedOrder') : lost
  }
  return (
    <section className={styles['field']} aria-label={text('merge.droppedTitle')}>
      <h2 className={shared['heading']}>{text('merge.droppedTitle')}</h2>
      {dropped.length === 0 ? (
        <p className={styles['quiet']}>{text('merge.droppedNothing')}</p>
      ) : (
        <>
          <p>{text('merge.droppedText')}</p>
          {hasDraft && <p>{text('merge.droppedDraft')}</p>}
          <dl className={styles['dropped']}>
            {dropped.map((one) => (
              <div key={`${one.field.id} ${one.side}`}>
                <dt>
                  {text('merge.droppedFrom', {
                    field: text(one.field.label),
                    name: names.of(one.side),
                  })}
                </dt>
                <dd>{saidOf(one)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}
