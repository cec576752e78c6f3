import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import type { Claim, PublicationContent } from '../../../shared/claims.ts'
import { useText } from '../../i18n/use-text.ts'
import { fitsWords, folded } from '../../lists/fits-words.ts'
import { usePages } from '../../ui/pages.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { ClaimChoice } from './claim-choice.tsx'
import type { DraftClaim, FormStep } from './draft.ts'
import styles from './publications.module.css'

const perPage = 25

/** The claims of a case, page by page; those already printed come first. */
export const ClaimChoices = ({
  part,
  claims,
  chosen,
  language,
  soughtId,
  turn,
  onChange,
}: {
  readonly part: FormStep
  readonly claims: readonly Claim[]
  readonly chosen: readonly DraftClaim[]
  readonly language: PublicationContent['language']
  /** Shows the page of this claim whenever `turn` changes; null: none. */
  readonly soughtId: string | null
  readonly turn: number
  /** null removes it from the publication. */
  readonly onChange: (id: string, printed: DraftClaim | null) => void
}): ReactElement => {
  const text = useText()
  const [typed, setTyped] = useState('')
  // State when the form opened: a claim that is ticked now keeps its position.
  const [before] = useState<ReadonlySet<string>>(
    () => new Set(chosen.map(({ claimId }) => claimId)),
  )
  const ordered = useMemo(
    () => [
      ...claims.filter(({ id }) => before.has(id)),
      ...claims.filter(({ id }) => !before.has(id)),
    ],
    [before, claims],
  )
  const texts = useMemo(
    () => new Map(ordered.map((claim) => [claim.id, folded(claim.content.statement)])),
    [ordered],
  )
  const fitting =
    typed.trim() === ''
      ? ordered
      : ordered.filter(({ id }) => fitsWords(texts.get(id) ?? '', typed.trim()))
  const { shown, first, show, isPaged, pager } = usePages(
    fitting,
    perPage,
    text('publications.claims'),
  )
  const [seen, setSeen] = useState(turn)
  if (seen !== turn) {
    setSeen(turn)
    if (soughtId !== null) {
      setTyped('')
      show(ordered.findIndex(({ id }) => id === soughtId))
    }
  }
  return (
    <>
      {ordered.length > perPage && (
        <SearchField
          label={text('selection.filterClaims')}
          placeholder={text('selection.filterClaims')}
          clearLabel={text('search.clear')}
          value={typed}
          onChange={(next) => {
            setTyped(next)
            show(0)
          }}
        />
      )}
      <ul className={styles['choices']}>
        {shown.map((claim, at) => (
          <ClaimChoice
            part={part}
            key={claim.id}
            claim={claim}
            language={language}
            printed={chosen.find(({ claimId }) => claimId === claim.id)}
            {...(isPaged ? { place: first + at + 1, of: fitting.length } : {})}
            onChange={(next) => onChange(claim.id, next)}
          />
        ))}
      </ul>
      {pager}
    </>
  )
}
