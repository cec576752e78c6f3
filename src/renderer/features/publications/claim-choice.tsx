import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Claim, PublicationContent } from '../../../shared/claims.ts'
import { useText } from '../../i18n/use-text.ts'
import { useGazetteer } from '../../places/use-gazetteer.ts'
import { dateWords } from '../../records/date-words.ts'
import { limits } from '../../records/limits.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { coarsePlaces, coarserCounts, coarserDates } from './coarse.ts'
import type { DraftClaim, FormStep } from './draft.ts'
import { PhraseChoice } from './phrase-choice.tsx'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'
import { Button } from '../../ui/button.tsx'

/** A value to print, with less exact alternatives to choose by one press. */
const CoarseField = ({
  label,
  value,
  maxLength,
  offers,
  wordsOf = (offer) => offer,
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly offers: readonly string[]
  /** Display text of an alternative that is stored as a code. */
  readonly wordsOf?: (offer: string) => string
  readonly onChange: (value: string) => void
}): ReactElement => {
  const text = useText()
  return (
    <div className={styles['coarse']}>
      <TextField label={label} value={value} maxLength={maxLength} onChange={onChange} />
      {offers.length > 0 && (
        <div
          role="group"
          aria-label={text('publications.offers', { field: label })}
          className={styles['offers']}
        >
          {offers.map((offer) => (
            <Button key={offer} size="small" onPress={() => onChange(offer)}>
              {wordsOf(offer)}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

/** Initial printed form of a claim: its own words, and nothing finer than a year and a region. */
const printedFrom = ({ id, content }: Claim): DraftClaim => ({
  claimId: id,
  wording: content.statement,
  attributionId: null,
  when: coarserDates(content.when).find((one) => /^\d{4}(?:\/\d{4})?$/.test(one)) ?? '',
  place: '',
  count: '',
})

/** A claim of the case: whether it is printed, and how coarse each value is. */
export const ClaimChoice = ({
  part,
  claim,
  printed,
  language,
  place,
  of,
  onChange,
}: {
  readonly part: FormStep
  readonly claim: Claim
  /** Language of the publication. */
  readonly language: PublicationContent['language']
  readonly printed: DraftClaim | undefined
  /** Its position in the whole list, if only a part is shown. */
  readonly place?: number
  readonly of?: number
  /** null removes it from the publication. */
  readonly onChange: (printed: DraftClaim | null) => void
}): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const gazetteer = useGazetteer()
  const { content } = claim
  const set = (patch: Partial<DraftClaim>): void => {
    if (printed !== undefined) onChange({ ...printed, ...patch })
  }
  return (
    <li className={styles['choice']} aria-posinset={place} aria-setsize={of}>
      {part === 'choose' ? (
        <Checkbox
          isSelected={printed !== undefined}
          onChange={(isChosen) => onChange(isChosen ? printedFrom(claim) : null)}
        >
          {content.statement}
        </Checkbox>
      ) : (
        <h3 className={shared['subheading']}>{content.statement}</h3>
      )}
      {part === 'wording' && printed !== undefined && (
        <div className={styles['fields']}>
          <TextArea
            label={text('publications.wording')}
            description={text('publications.wordingHint')}
            value={printed.wording}
            maxLength={limits.statement}
            rows={2}
            onChange={(wording) => set({ wording })}
          />
          <PhraseChoice
            reportId={content.reportId}
            speakers={content.sourceIds}
            value={printed.attributionId}
            onChange={(attributionId) => set({ attributionId })}
          />
          <div className={styles['three']}>
            <CoarseField
              label={text('publications.when')}
              value={printed.when}
              maxLength={limits.edtf}
              offers={coarserDates(content.when)}
              wordsOf={(when) => dateWords(when, intl, text)}
              onChange={(when) => set({ when })}
            />
            <CoarseField
              label={text('publications.place')}
              value={printed.place}
              maxLength={limits.place}
              offers={coarsePlaces(content, gazetteer, language)}
              onChange={(place) => set({ place })}
            />
            <CoarseField
              label={text('publications.count')}
              value={printed.count}
              maxLength={limits.name}
              offers={coarserCounts(content.count, language)}
              onChange={(count) => set({ count })}
            />
          </div>
        </div>
      )}
    </li>
  )
}
