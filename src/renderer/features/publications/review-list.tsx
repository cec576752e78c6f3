import type { ReactElement } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useAction } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { utcDay } from '../../records/whole-day.ts'
import { Checklist } from '../../review/checklist.tsx'
import { ReviewCounts, ReviewPage } from '../../review/review-page.tsx'
import { useCurrent } from '../../review/use-current.ts'
import type { FormPart } from '../../review/use-fix.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import type { ReviewListItem } from '../../review/words.ts'
import { Progress } from '../../ui/progress.tsx'
import { CommandButton } from '../../commands/command-button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'

/** The review checklist of a publication. Every reason is saved with it. */
export const ReviewList = ({
  publication,
  onEdit,
  onNext,
}: {
  readonly publication: Publication
  /** Opens its form. */
  readonly onEdit: (part: FormPart) => void
  /** Goes on to saving the files. */
  readonly onNext: () => void
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const { id, rev, content } = publication
  const { current, last, error } = useCurrent('publications.review', { id, rev })
  const save = useAction('publications.save')
  const blocking = last?.items.filter(({ state }) => state === 'blocks').length ?? 0
  const saveWith = (items: readonly ReviewListItem[], reason: string | null): Promise<unknown> => {
    const day = utcDay()
    const names = new Set(items.map(({ item }) => item))
    const overrides = [
      ...content.overrides.filter(({ item }) => !names.has(item)),
      ...(reason === null ? [] : items.map(({ item }) => ({ item, reason, day }))),
    ]
    return save.mutateAsync({ id, rev, content: { ...content, overrides } })
  }
  return (
    <ReviewPage
      counts={
        last !== undefined && (
          <WhileCurrent isCurrent={current !== undefined}>
            <ReviewCounts items={last.items} />
          </WhileCurrent>
        )
      }
      why={
        blocking > 0
          ? text('review.why.blocks', { count: blocking })
          : current === undefined
            ? text('review.why.checking')
            : null
      }
      act={
        <DialogActions
          main={
            <CommandButton
              words="publications.toSave"
              variant="primary"
              isDisabled={current?.ready !== true}
              onPress={onNext}
            />
          }
        />
      }
    >
      <FailureBanner failure={save.error ?? error} />
      {current === undefined && error === null && <Progress label={text('review.checking')} />}
      {last !== undefined && (
        <WhileCurrent isCurrent={current !== undefined}>
          <Checklist
            items={last.items}
            isReadOnly={isReadOnly || save.isPending}
            isTextRedacted
            onFixHere={onEdit}
            onOverride={saveWith}
            takesBack={() => true}
            onTakeBack={(item) => void saveWith([item], null).catch(() => undefined)}
          />
        </WhileCurrent>
      )}
    </ReviewPage>
  )
}
