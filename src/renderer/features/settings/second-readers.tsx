import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/records.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { changeSettings, useChangeSettings } from '../../data/change-settings.ts'
import { FailureBanner, useMissedFailure } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useUndoable } from '../../commands/undo.tsx'
import { AddReviewer } from './add-reviewer.tsx'
import { ChangeReviewerPassphrase } from './change-reviewer-passphrase.tsx'
import { ReviewerRow } from './reviewer-row.tsx'
import { Section, SettingLine } from './section.tsx'
import { VerifyReviewer } from './verify-reviewer.tsx'
import shared from '../../ui/shared.module.css'
import people from './people.module.css'

type SecondReader = Out<'reviewers.list'>['reviewers'][number]
type ReaderDialog =
  | { readonly act: 'add' }
  | { readonly act: 'verify' | 'passphrase' | 'remove'; readonly reviewer: SecondReader }

const mostReviewers = 8

/** The second readers, and whether exports need one. */
export const SecondReaders = ({
  settings,
  isDisabled,
}: {
  readonly settings: Settings
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const { data, error } = useVaultQuery('reviewers.list', {})
  const client = useQueryClient()
  const undoable = useUndoable()
  const [open, setOpen] = useState<ReaderDialog | null>(null)
  const close = (): void => setOpen(null)
  const missed = useMissedFailure()
  const askAgain = async (): Promise<null> => {
    await changeSettings(client, { fourEyes: true })
    return null
  }
  const save = useChangeSettings({
    // Here and not at the confirmation: the undo must also work after the user leaves the settings.
    onSuccess: ({ fourEyes }) => {
      if (fourEyes === false) {
        undoable(text('reviewers.turnedOff'), {
          what: text('palette.fourEyesOff'),
          takeBack: askAgain,
        })
      }
    },
    onError: missed,
  })
  // Another dialog may be open by then.
  const remove = useAction('reviewers.remove', {
    onSuccess: () => setOpen((now) => (now?.act === 'remove' ? null : now)),
    onError: missed,
  })
  const reviewers = data?.reviewers ?? []
  const removing = open?.act === 'remove' ? open.reviewer : null
  const hasRoom = data !== undefined && reviewers.length < mostReviewers
  const turnOn = (): void => save.mutate({ fourEyes: true })
  // Undone with one press, here and from the toast; the effect is explained above the button.
  const turnOff = (): void => save.mutate({ fourEyes: false })
  useCommands({
    'palette.addReader': hasRoom && !isDisabled && (() => setOpen({ act: 'add' })),
    'palette.fourEyesOff': !isDisabled && settings.fourEyes && turnOff,
    'palette.fourEyesOn': !isDisabled && !settings.fourEyes && turnOn,
  })
  const isLast = removing !== null && reviewers.length === 1 && settings.fourEyes
  return (
    <Section title={text('reviewers.title')} anchor="readers" about={text('reviewers.intro')}>
      <FailureBanner failure={error ?? save.error ?? remove.error} />
      {data !== undefined && (
        <SettingLine
          title={text(
            data.inForce
              ? 'reviewers.inForce'
              : settings.fourEyes
                ? 'reviewers.waiting'
                : 'reviewers.off',
          )}
          about={text(
            data.inForce
              ? reviewers.some(({ verified }) => verified !== null)
                ? 'reviewers.inForceText'
                : 'reviewers.inForceNobody'
              : settings.fourEyes
                ? 'reviewers.waitingText'
                : 'reviewers.offText',
          )}
        >
          {settings.fourEyes ? (
            <Button isDisabled={isDisabled} isPending={save.isPending} onPress={turnOff}>
              {text('reviewers.turnOff')}
            </Button>
          ) : (
            <Button isDisabled={isDisabled} isPending={save.isPending} onPress={turnOn}>
              {text('reviewers.turnOn')}
            </Button>
          )}
        </SettingLine>
      )}
      <div className={people['recipients']}>
        <h3 className={people['heading']}>{text('reviewers.people')}</h3>
        {data !== undefined && reviewers.length === 0 && (
          <p className={shared['quiet']}>{text('reviewers.nobody')}</p>
        )}
        <ul className={shared['stack']}>
          {reviewers.map((reviewer) => (
            <ReviewerRow
              key={reviewer.key}
              reviewer={reviewer}
              isDisabled={isDisabled}
              onAction={(act) => setOpen({ act, reviewer })}
            />
          ))}
        </ul>
        <div>
          <Button
            icon="plus"
            isDisabled={isDisabled || reviewers.length >= mostReviewers}
            onPress={() => setOpen({ act: 'add' })}
          >
            {text('reviewers.add')}
          </Button>
        </div>
      </div>
      <AddReviewer isOpen={open?.act === 'add'} onClose={close} />
      <VerifyReviewer reviewer={open?.act === 'verify' ? open.reviewer : null} onClose={close} />
      <ChangeReviewerPassphrase
        reviewer={open?.act === 'passphrase' ? open.reviewer : null}
        onClose={close}
      />
      {/* Asks first: the key is removed too, and its owner can no longer sign. */}
      <ConfirmDialog
        title={text('reviewers.removeTitle', { name: removing?.name ?? '' })}
        confirm={text('reviewers.removeNow')}
        danger
        isOpen={removing !== null}
        isPending={remove.isPending}
        onConfirm={() => {
          if (removing !== null) remove.mutate({ reviewer: removing.key })
        }}
        onClose={close}
      >
        <p>{text(isLast ? 'reviewers.removeLastText' : 'reviewers.removeText')}</p>
      </ConfirmDialog>
    </Section>
  )
}
