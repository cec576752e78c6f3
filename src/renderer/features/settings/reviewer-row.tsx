import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Chip } from '../../ui/tag.tsx'
import shared from '../../ui/shared.module.css'
import people from './people.module.css'

type ListedReviewer = Out<'reviewers.list'>['reviewers'][number]

/** A second reader: whether their key was compared, and the actions. */
export const ReviewerRow = ({
  reviewer: { name, fingerprint, day, verified },
  isDisabled,
  onAction,
}: {
  readonly reviewer: ListedReviewer
  readonly isDisabled: boolean
  readonly onAction: (act: 'verify' | 'passphrase' | 'remove') => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <li className={people['reader']}>
      <div className={people['who']}>
        <p className={people['name']}>
          {name}
          <Chip
            tone={verified === null ? 'warn' : 'accent'}
            icon={verified === null ? 'alert' : 'check'}
          >
            {verified === null
              ? text('reviewers.notCompared')
              : text('contacts.comparedOn', { day: format.day(verified) })}
          </Chip>
        </p>
        <p className={people['fingerprint']}>{fingerprint}</p>
        <p className={shared['quiet']}>{text('reviewers.since', { day: format.day(day) })}</p>
      </div>
      <div className={shared['row2']}>
        <CommandButton
          words="contacts.verify"
          spoken="reviewers.verifyNamed"
          values={{ name }}
          size="small"
          variant={verified === null ? 'primary' : 'secondary'}
          isDisabled={isDisabled}
          onPress={() => onAction('verify')}
        />
        <CommandButton
          words="reviewers.changePassphrase"
          spoken="reviewers.changeNamed"
          values={{ name }}
          size="small"
          isDisabled={isDisabled}
          onPress={() => onAction('passphrase')}
        />
        <CommandButton
          words="reviewers.remove"
          spoken="reviewers.removeNamed"
          values={{ name }}
          size="small"
          isDisabled={isDisabled}
          onPress={() => onAction('remove')}
        />
      </div>
    </li>
  )
}
