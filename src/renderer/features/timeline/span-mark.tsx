import { scriptOf } from '../../i18n/languages.ts'
import { memo } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { Icon } from '../../ui/icon.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { useClaimWords } from './claim-words.ts'
import { laneHeight } from './layout.ts'
import type { TimelineMark } from './layout.ts'
import styles from './span-mark.module.css'

/** Style of a bar by credibility. */
const weightOf = (credibility: string): 'sure' | 'doubtful' | 'unjudged' =>
  credibility === '6' ? 'unjudged' : credibility > '3' ? 'doubtful' : 'sure'

/** Height of a bar by the number of independent origins; undefined if they are not counted. */
const originsWord = (origins: number | undefined): 'one' | 'two' | 'many' | undefined =>
  origins === undefined ? undefined : origins < 2 ? 'one' : origins === 2 ? 'two' : 'many'

/** A claim in the plot: its statement over the possible days of its date. */
export const SpanMark = memo(function SpanMark({
  mark: { key, position, item, bar, label, lane },
  headed,
  tabIndex,
  count,
  isOpen,
  origins,
  onOpen,
}: {
  readonly mark: TimelineMark
  readonly headed: number
  readonly tabIndex: 0 | -1
  readonly count: number
  readonly isOpen: boolean
  /** Number of independent origins; undefined if they are not counted. */
  readonly origins: number | undefined
  readonly onOpen: (id: string) => void
}): ReactElement {
  const text = useText()
  const { id, content } = item.claim
  const words = useClaimWords()
  const facts = [
    words.when(item) || text('timeline.undated'),
    words.place(item),
    words.byWhom(item),
    words.credibility(item),
    origins === undefined ? '' : text('claims.origins', { count: origins }),
    item.isContested ? text('timeline.contested') : '',
  ]
  const left = Math.min(label.left, bar?.left ?? Infinity)
  const right = Math.max(label.right, (bar?.left ?? 0) + (bar?.width ?? 0))
  return (
    <div
      role="listitem"
      aria-setsize={count}
      aria-posinset={position}
      className={styles['item']}
      style={{
        insetInlineStart: left,
        insetBlockStart: headed + lane * laneHeight,
        inlineSize: right - left,
      }}
    >
      <PlainButton
        data-mark={key}
        tabIndex={tabIndex}
        aria-current={isOpen ? 'true' : undefined}
        className={styles['mark']}
        data-contested={item.isContested}
        onPress={() => onOpen(id)}
      >
        <span
          className={styles['label']}
          style={{ marginInlineStart: label.left - left, inlineSize: label.right - label.left }}
        >
          {item.isContested && <Icon name="alert" size={14} />}
          <span className={styles['statement']} lang={scriptOf(content.statement)}>
            {content.statement}
          </span>
        </span>
        <VisuallyHidden>{`. ${facts.filter((fact) => fact !== '').join('. ')}`}</VisuallyHidden>
        {bar !== null && (
          <span
            className={styles['bar']}
            data-weight={weightOf(content.credibility)}
            data-grade={content.credibility}
            data-origins={originsWord(origins)}
            data-begins={bar.ends[0]}
            data-ends={bar.ends[1]}
            style={{
              marginInlineStart: bar.left - left,
              inlineSize: bar.width,
              ...{ '--fade-in': `${bar.fades[0]}px`, '--fade-out': `${bar.fades[1]}px` },
            }}
          />
        )}
      </PlainButton>
    </div>
  )
})
