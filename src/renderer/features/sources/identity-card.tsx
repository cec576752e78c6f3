import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { Button } from '../../ui/button.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { OpenIdentity } from './open-identity.tsx'
import { SealIdentity } from './seal-identity.tsx'
import { SourceCard } from './source-card.tsx'
import shared from '../../ui/shared.module.css'
import form from '../../records/record-form.module.css'

/**
 * The identity of a protected source: sealing it, and opening it at the desk. Never shown without a
 * request.
 */
export const IdentityCard = ({ source }: { readonly source: Source }): ReactElement => {
  const text = useText()
  const showSection = useSettingsSection()
  const isReadOnly = useReadOnly()
  const revisable = useRevisable(source.id)
  const { data: status } = useVaultQuery('identity.status', {})
  const [open, setOpen] = useState<'seal' | 'read' | null>(null)
  const close = (): void => setOpen(null)
  const hasDesk = status !== undefined && status.recipients.length > 0
  const maySeal = hasDesk && revisable === 'yes'
  const mayOpen = status?.ownKey === true && !isReadOnly
  useCommands({
    'identity.seal': maySeal && (() => setOpen('seal')),
    'identity.open': mayOpen && (() => setOpen('read')),
  })
  return (
    <SourceCard title={text('sources.seal')}>
      <p className={form['quiet']}>{text('sources.sealText')}</p>
      {status !== undefined && !hasDesk && (
        <p className={form['quiet']}>{text('identity.noDesk')}</p>
      )}
      <div className={shared['row2']}>
        {status !== undefined && !hasDesk && (
          <Button size="small" icon="settings" onPress={() => showSection('identities')}>
            {text('identity.toSettings')}
          </Button>
        )}
        {hasDesk && revisable !== 'theirs' && (
          <Button
            size="small"
            icon="sealed"
            isDisabled={revisable !== 'yes'}
            onPress={() => setOpen('seal')}
          >
            {text('identity.seal')}
          </Button>
        )}
        {status?.ownKey === true && (
          <Button
            size="small"
            icon="unlock"
            isDisabled={isReadOnly}
            onPress={() => setOpen('read')}
          >
            {text('identity.open')}
          </Button>
        )}
      </div>
      <SealIdentity source={source} isOpen={open === 'seal'} onClose={close} />
      <OpenIdentity source={source} isOpen={open === 'read'} onClose={close} />
    </SourceCard>
  )
}
