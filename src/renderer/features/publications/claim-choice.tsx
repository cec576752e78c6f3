import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import type { DraftClaim } from './draft.ts'
import { PhraseChoice } from './phrase-choice.tsx'
import styles from './publications.module.css'

/** How a claim is first printed: its own words, and nothing finer than a year and a region. */
const printedFrom = ({ id, content }: Claim): DraftClaim => ({
  claimId: id,
  wording: content.statement,
  attributionId: null,
  when: content.when.slice(0, 4),
  place: '',
  count: '',
})

/** One claim of the case: whether it is printed, and every value as coarse as it may be. */
export const ClaimChoice = ({
  claim,
  printed,
  onChange,
}: {
  readonly claim: Claim
  readonly printed: DraftClaim | undefined
  /** null takes it out. */
  readonly onChange: (printed: DraftClaim | null) => void
}): ReactElement => {
  const text = useText()
  const set = (patch: Partial<DraftClaim>): void => {
    if (printed !== undefined) onChange({ ...printed, ...patch })
  }
  return (
    <li className={styles['choice']}>
      <Checkbox
        isSelected={printed !== undefined}
        onChange={(isChosen) => onChange(isChosen ? printedFrom(claim) : null)}
      >
        {claim.content.statement}
      </Checkbox>
      {printed !== undefined && (
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
            reportId={claim.content.reportId}
            value={printed.attributionId}
            onChange={(attributionId) => set({ attributionId })}
          />
          <div className={styles['three']}>
            <TextField
              label={text('publications.when')}
              value={printed.when}
              maxLength={limits.edtf}
              onChange={(when) => set({ when })}
            />
            <TextField
              label={text('publications.place')}
              value={printed.place}
              maxLength={limits.place}
              onChange={(place) => set({ place })}
            />
            <TextField
              label={text('publications.count')}
              value={printed.count}
              maxLength={limits.name}
              onChange={(count) => set({ count })}
            />
          </div>
        </div>
      )}
    </li>
  )
}
