import { scriptOf } from '../../i18n/languages.ts'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ReactElement, SyntheticEvent } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useView } from '../../app/view-state.ts'
import type { TimelineGrouping } from '../../app/view-state.ts'
import { Axis, GridLines } from './axis.tsx'
import type { DayRange } from './days.ts'
import { undatedKey } from './groups.ts'
import type { GroupWords } from './groups.ts'
import type { TimelineItem } from './items.ts'
import { Key } from './key.tsx'
import { PlotGroup } from './plot-group.tsx'
import { useLayout } from './use-layout.ts'
import { useViewport } from './use-viewport.ts'
import { useWalk } from './use-walk.ts'
import shared from '../../ui/shared.module.css'
import styles from './plot.module.css'
import { Chip } from '../../ui/tag.tsx'
import { Button } from '../../ui/button.tsx'
import { useVaultQuery } from '../../data/bridge.ts'
import { CredibilityBar } from '../../records/grades.tsx'
import { useClaimWords } from './claim-words.ts'

/** The claim under the pointer or with the focus; before that, the open or the first one. */
const Detail = ({
  item,
  origins,
  onOpen,
}: {
  readonly item: TimelineItem
  /** Number of independent origins; undefined if they are not counted. */
  readonly origins: number | undefined
  readonly onOpen: (id: string) => void
}): ReactElement => {
  const text = useText()
  const words = useClaimWords()
  const { id, content } = item.claim
  const [when, place, byWhom] = [words.when(item), words.place(item), words.byWhom(item)]
  return (
    <div className={styles['detail']}>
      <div className={styles['said']}>
        <p className={styles['full']} lang={scriptOf(content.statement)}>
          {content.statement}
        </p>
        <p className={styles['facts']}>
          <span>{when === '' ? text('timeline.undated') : when}</span>
          {place !== '' && <span>{place}</span>}
          {byWhom !== '' && <span>{byWhom}</span>}
          <CredibilityBar grade={content.credibility} />
          {origins !== undefined && <span>{text('claims.origins', { count: origins })}</span>}
          {item.isContested && (
            <span>
              <Chip tone="danger" icon="alert">
                {text('timeline.contested')}
              </Chip>
            </span>
          )}
        </p>
      </div>
      <Button size="small" onPress={() => onOpen(id)}>
        {text('timeline.open')}
      </Button>
    </div>
  )
}

/** Number of independent origins by claim, within one case. */
const useOrigins = (caseId: string | null): ReadonlyMap<string, number> => {
  const { data } = useVaultQuery(
    'claims.corroboration',
    { caseId: caseId ?? '' },
    { enabled: caseId !== null },
  )
  return useMemo(
    () =>
      new Map(
        caseId === null
          ? []
          : data?.claims.map(({ claim, supportedBy }) => [claim.id, supportedBy.length]),
      ),
    [caseId, data],
  )
}

/** Pixels rendered above and below the visible part, for smooth scrolling. */
const ahead = 160

const keyAt = ({ target }: SyntheticEvent): string | null =>
  (target as Element).closest<HTMLElement>('[data-mark]')?.dataset['mark'] ?? null

/** The claims of a time range as bars under an axis, in as few lanes as possible. */
export const Plot = ({
  items,
  grouping,
  words,
  range,
}: {
  readonly items: readonly TimelineItem[]
  readonly grouping: TimelineGrouping
  readonly words: GroupWords
  /** Null if no claim has a date. */
  readonly range: DayRange | null
}): ReactElement => {
  const text = useText()
  const { view, select } = useView()
  const openId = view.selected.claims
  const scroller = useRef<HTMLDivElement>(null)
  const { width, height, top } = useViewport(scroller)
  const placed = useLayout(items, grouping, words, range, width)
  const { stop, onKeyDown, onFocus } = useWalk(scroller, placed, openId)
  const [pointed, setPointed] = useState<string | null>(null)
  const last = placed.at(-1)
  const undated = placed.find(({ group }) => group.key === undatedKey)
  const whole = Math.max(last === undefined ? 0 : last.top + last.height, height)
  const seen = { from: top - ahead, to: top + height + ahead }
  const open = useCallback((id: string) => select('claims', id), [select])
  const originsOf = useOrigins(view.caseScope)
  const detail = useMemo((): TimelineItem | null => {
    const marks = placed.flatMap((group) => group.marks)
    const found =
      marks.find(({ key }) => key === pointed) ??
      marks.find(({ item }) => item.claim.id === openId) ??
      marks[0]
    return found?.item ?? null
  }, [openId, placed, pointed])
  return (
    <div className={shared['fill']}>
      {range !== null && (
        <div className={styles['axis']}>
          <Axis range={range} width={width} />
        </div>
      )}
      <div
        ref={scroller}
        className={styles['scroller']}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          onFocus(event.target)
          setPointed(keyAt(event))
        }}
        // The last one stays, so that its button can be reached.
        onPointerOver={(event) => setPointed((last) => keyAt(event) ?? last)}
      >
        <div
          role="list"
          aria-label={text('timeline.title')}
          className={styles['canvas']}
          style={{ blockSize: whole }}
        >
          {placed.map((group) => {
            const isSeen = group.top < seen.to && group.top + group.height > seen.from
            const kept = stop !== null && group.marks.includes(stop) ? stop : null
            return isSeen || kept !== null ? (
              <PlotGroup
                key={group.group.key}
                placed={group}
                seen={seen}
                stop={kept}
                openId={openId}
                originsOf={originsOf}
                onOpen={open}
              />
            ) : null
          })}
        </div>
        {range !== null && <GridLines range={range} width={width} height={undated?.top ?? whole} />}
      </div>
      <div className={styles['foot']}>
        {detail !== null && (
          <Detail item={detail} origins={originsOf.get(detail.claim.id)} onOpen={open} />
        )}
        <Key hasOrigins={view.caseScope !== null} />
      </div>
    </div>
  )
}
