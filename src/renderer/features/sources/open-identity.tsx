import type { ReactElement } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import type { Source } from '../../../shared/records.ts'
import { useAction } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { Countdown } from '../../secrets/countdown.tsx'
import { PassphraseAndReason } from '../../secrets/passphrase-and-reason.tsx'
import shared from '../../ui/shared.module.css'
import shown from '../../secrets/shown.module.css'
import { uncopied } from '../../secrets/uncopied.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './source-page.module.css'

const Shown = ({ identity }: { readonly identity: Identity }): ReactElement => {
  const text = useText()
  const lines = [
    { term: text('identity.name'), value: identity.name },
    { term: text('identity.otherNames'), value: identity.otherNames.join('\n') },
    { term: text('identity.contact'), value: identity.contact },
    { term: text('identity.note'), value: identity.note },
  ].filter(({ value }) => value !== '')
  return (
    <dl className={`${shown['shown']} ${styles['shown']}`} {...uncopied}>
      {lines.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Body = ({
  source,
  onClose,
}: {
  readonly source: Source
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const read = useAction('identity.read', { changes: false })
  if (read.data === undefined) {
    return (
      <PassphraseAndReason
        submit={text('identity.openNow')}
        failure={read.error}
        isPending={read.isPending}
        onSubmit={(given) => read.mutate({ sourceId: source.id, ...given })}
        onCancel={onClose}
      />
    )
  }
  const { identities, seconds } = read.data
  return (
    <div className={shared['stack4']}>
      {identities.length === 0 && (
        <Banner title={text('identity.none')}>
          <p>{text('identity.noneText')}</p>
        </Banner>
      )}
      {identities.length > 1 && (
        <Banner tone="warn" title={text('identity.several')}>
          <p>{text('identity.severalText')}</p>
        </Banner>
      )}
      {identities.map((identity, index) => (
        <Shown key={index} identity={identity} />
      ))}
      <Countdown seconds={seconds} onEnd={onClose} />
      <DialogActions
        out={
          <Button variant="primary" autoFocus onPress={onClose}>
            {text('identity.closeNow')}
          </Button>
        }
      />
    </div>
  )
}

/**
 * Shows the identity of a source for a minute: after the passphrase and a reason, with a journal
 * line.
 */
export const OpenIdentity = ({
  source,
  isOpen,
  onClose,
}: {
  readonly source: Source
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const title = text('identity.openTitle', { name: source.content.codeName })
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose}>
      <Body source={source} onClose={onClose} />
    </Dialog>
  )
}
