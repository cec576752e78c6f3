import type { ReactElement } from 'react'
import { useAction } from '../../../data/bridge.ts'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { Banner } from '../../../ui/banner.tsx'
import { Button } from '../../../ui/button.tsx'
import type { Plan } from './use-planned.ts'
import { useRecordNamed } from './use-record-named.ts'

/**
 * Warns if the recipient could not revise the records: after they are erased here, no other vault
 * can allow it.
 */
export const Revising = ({
  revising,
  contact,
  to,
}: {
  readonly revising: Plan['revising']
  readonly contact: string | undefined
  /** The name of the contact. */
  readonly to: string
}): ReactElement | null => {
  const text = useText()
  const nameOf = useRecordNamed()
  const nameDesk = useAction('contacts.setDesk')
  if (revising === null || contact === undefined) return null
  return (
    <>
      {!revising.isNamed && (
        <Banner tone="danger" title={text('handover.notDesk', { name: to })}>
          <p>{text('handover.notDeskText', { name: to })}</p>
          <FailureBanner failure={nameDesk.error} />
          <div>
            <Button
              size="small"
              isPending={nameDesk.isPending}
              onPress={() => nameDesk.mutate({ author: contact, isDesk: true })}
            >
              {text('handover.nameDesk', { name: to })}
            </Button>
          </div>
        </Banner>
      )}
      {revising.had.length > 0 && (
        <Banner tone="danger" title={text('handover.had', { name: to })}>
          <p>{text('handover.hadText', { name: to })}</p>
          <ul>
            {revising.had.map((one) => (
              <li key={one.subject}>{nameOf(one)}</li>
            ))}
          </ul>
        </Banner>
      )}
      {revising.sealed.length > 0 && (
        <Banner tone="warn" title={text('handover.sealed', { name: to })}>
          <p>{text('handover.sealedText', { name: to })}</p>
          <ul>
            {revising.sealed.map((one) => (
              <li key={one.subject}>{nameOf(one)}</li>
            ))}
          </ul>
        </Banner>
      )}
      {revising.foreign.length > 0 && (
        <Banner tone="warn" title={text('handover.foreign', { name: to })}>
          <p>{text('handover.foreignText', { name: to })}</p>
          <ul>
            {revising.foreign.map((one) => (
              <li key={one.subject}>{nameOf(one)}</li>
            ))}
          </ul>
        </Banner>
      )}
    </>
  )
}
