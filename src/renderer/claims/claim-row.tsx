import type { MouseEvent, ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Claim } from '../../shared/claims.ts'
import { useText } from '../i18n/use-text.ts'
import { dateWords } from '../records/date-words.ts'
import { CredibilityBar } from '../records/grades.tsx'
import { countSaid } from '../records/vocabulary.ts'
import { ChoiceBox } from '../ui/choice-box.tsx'
import type { BoxChoice } from '../ui/choice-box.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Chip } from '../ui/tag.tsx'
import { ConflictChip } from '../versions/conflicts.tsx'

/** The count of a claim in words. */
export const useCountWords = (): ((count: Claim['content']['count']) => string) => {
  const text = useText()
  return ({ qualifier, low, high }) =>
    text(countSaid[qualifier], { low: low ?? 0, high: high ?? 0 })
}

/** A claim in a list: statement, date, count and grade. */
export const ClaimRow = ({
  claim: { id, content },
  isSelected = false,
  isGone = false,
  choice,
  tabIndex,
  onOpen,
}: {
  readonly claim: Claim
  readonly isSelected?: boolean
  /** Its words are no longer in its report. */
  readonly isGone?: boolean
  readonly tabIndex?: 0 | -1
  /** For lists with multiple selection. */
  readonly choice?: BoxChoice
  readonly onOpen: (id: string, event: MouseEvent) => void
}): ReactElement => {
  const text = useText()
  const intl = useIntl()
  const countWords = useCountWords()
  return (
    <ListRow
      title={content.statement}
      facts={
        <>
          <ConflictChip id={id} />
          {isGone && (
            <Chip tone="warn" icon="alert">
              {text('claims.wordsGone')}
            </Chip>
          )}
          {content.when !== '' && <span>{dateWords(content.when, intl, text)}</span>}
          {content.count.qualifier !== 'unknown' && <span>{countWords(content.count)}</span>}
          {content.to.text !== '' && <span>{content.to.text}</span>}
        </>
      }
      end={<CredibilityBar grade={content.credibility} isShort />}
      isSelected={isSelected}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      {...(choice === undefined
        ? {}
        : {
            isChosen: choice.isChosen,
            lead: choice.isShown && <ChoiceBox name={content.statement} choice={choice} />,
          })}
      onPress={(event) => onOpen(id, event)}
    />
  )
}
