import { useEffect, useRef, useState } from 'react'
import type { ReactElement, SyntheticEvent } from 'react'
import type { Identity } from '../../../shared/identity.ts'
import type { Source } from '../../../shared/records.ts'
import { useAct } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { PassphraseAndReason } from '../../secrets/passphrase-and-reason.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './identity-section.module.css'

const never = (event: SyntheticEvent): void => event.preventDefault()

const Shown = ({ identity }: { readonly identity: Identity }): ReactElement => {
  const text = useText()
  const lines = [
    { term: text('identity.name'), value: identity.name },
    { term: text('identity.otherNames'), value: identity.otherNames.join('\n') },
    { term: text('identity.contact'), value: identity.contact },
    { term: text('identity.note'), value: identity.note },
  ].filter(({ value }) => value !== '')
  return (
    // Neither copied, dragged nor selected: a clipboard is read by other programs.
    <dl
      className={styles['shown']}
      translate="no"
      onCopy={never}
      onCut={never}
      onDragStart={never}
      onContextMenu={never}
    >
      {lines.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Countdown = ({
  seconds,
  onEnd,
}: {
  readonly seconds: number
  readonly onEnd: () => void
}): ReactElement => {
  const text = useText()
  // Set once, on a clock that nobody sets: neither what changes around it nor the time of day adds to it.
  const [ends] = useState(() => performance.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  }, [onEnd])
  useEffect(() => {
    const tick = (): void => {
      const rest = Math.ceil((ends - performance.now()) / 1000)
      if (rest <= 0) end.current()
      else setLeft(rest)
    }
    const timer = setInterval(tick, 250)
    // Out of sight is out of the window.
    const hide = (): void => {
      if (document.hidden) end.current()
    }
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [ends])
  return (
    <p className={styles['clock']} role="timer">
      {text('identity.closesIn', { seconds: left })}
    </p>
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
  const read = useAct('identity.read', { changes: false })
  if (read.data === undefined) {
    return (
      <PassphraseAndReason
        submit={text('identity.openNow')}
        refusal={read.error}
        isPending={read.isPending}
        onSubmit={(given) => read.mutate({ sourceId: source.id, ...given })}
        onCancel={onClose}
      />
    )
  }
  const { identities, seconds } = read.data
  return (
    <div className={styles['form']}>
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
      <div className={styles['buttons']}>
        <Button variant="primary" autoFocus onPress={onClose}>
          {text('identity.closeNow')}
        </Button>
      </div>
    </div>
  )
}

/** Shows who a source is for a minute: after the passphrase, a reason, and a line in the journal. */
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
