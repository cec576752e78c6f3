import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import type { In, Out } from '../../../shared/contract.ts'
import { useText } from '../../i18n/use-text.ts'
import type { Text } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './review-list.module.css'

type Item = Out<'exports.prepare'>['items'][number]

/** What a person decides while they look an export over. */
export interface Decisions {
  readonly keepBack: boolean
  /** Counts from three characters on; shorter, the embargo holds. */
  readonly embargoReason: string
}

const shortestReason = 3

/** The decisions as the request carries them. */
export const decisionsOf = ({
  keepBack,
  embargoReason,
}: Decisions): Pick<In<'exports.prepare'>, 'keepBack' | 'embargoReason'> => ({
  keepBack,
  embargoReason: embargoReason.trim().length < shortestReason ? null : embargoReason.trim(),
})

const states = {
  blocks: { word: 'consent.state.blocks', tone: 'danger' },
  overridden: { word: 'consent.state.overridden', tone: 'warn' },
  warns: { word: 'consent.state.warns', tone: 'warn' },
  holds: { word: 'consent.state.holds', tone: 'plain' },
} as const

const wordsOf = ({ kind, state, about, reason }: Item, text: Text): string => {
  switch (kind) {
    case 'consent':
      return state === 'blocks'
        ? text('consent.item.consentBlocks', { about })
        : state === 'warns'
          ? text('consent.item.consentWarns', { about })
          : text('consent.item.consentHolds', { about })
    case 'embargo':
      return state === 'blocks'
        ? text('consent.item.embargoBlocks', { about })
        : text('consent.item.embargoSetAside', { about })
    case 'handling':
      return text('consent.item.handling', { about, reason: reason ?? '' })
    case 'do-not-contact':
      return text('consent.item.doNotContact', { about })
    default:
      return about
  }
}

/** How long typing has to pause before the export is looked over again. */
const pauseMs = 400

/** What stands against an export, and what can be done about it. */
export const ReviewList = ({
  summary: { items, keptBack },
  decided,
  onDecide,
}: {
  readonly summary: Out<'exports.prepare'>
  readonly decided: Decisions
  readonly onDecide: (decided: Decisions) => void
}): ReactElement | null => {
  const text = useText()
  const [reason, setReason] = useState(decided.embargoReason)
  useEffect(() => {
    if (reason === decided.embargoReason) return
    const timer = setTimeout(() => onDecide({ ...decided, embargoReason: reason }), pauseMs)
    return () => clearTimeout(timer)
  }, [decided, onDecide, reason])
  const isHeld = items.some(({ state }) => state === 'blocks')
  const hasEmbargo = items.some(({ kind }) => kind === 'embargo')
  if (items.length === 0 && !decided.keepBack) return null
  return (
    <section className={styles['review']} aria-label={text('consent.reviewTitle')}>
      <h3 className={styles['heading']}>{text('consent.reviewTitle')}</h3>
      {items.length > 0 && (
        <ul className={styles['items']} aria-label={text('consent.reviewTitle')}>
          {items.map((item) => (
            <li key={item.item} className={styles['item']}>
              <Chip tone={states[item.state].tone}>{text(states[item.state].word)}</Chip>
              <span>{wordsOf(item, text)}</span>
            </li>
          ))}
        </ul>
      )}
      {keptBack > 0 && <p>{text('consent.keptBack', { count: keptBack })}</p>}
      {(isHeld || decided.keepBack) && (
        <Checkbox
          isSelected={decided.keepBack}
          onChange={(keepBack) => onDecide({ ...decided, keepBack })}
        >
          {text('consent.keepBack')}
        </Checkbox>
      )}
      {hasEmbargo && (
        <TextField
          label={text('consent.embargoReason')}
          description={text('consent.embargoReasonHint')}
          value={reason}
          maxLength={limits.title}
          onChange={setReason}
        />
      )}
    </section>
  )
}
