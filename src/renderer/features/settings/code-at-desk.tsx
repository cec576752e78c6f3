import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { PassphraseForm } from '../../secrets/passphrase-form.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { SettingLine } from './section.tsx'

type Own = NonNullable<Out<'escrow.status'>['own']>

const useCodeStatusWords = (): ((own: Own) => string) => {
  const text = useText()
  const format = useFormat()
  return ({ day, desks, carried, used }) => {
    const made = format.day(day)
    if (used !== null) return text('escrow.used', { day: format.day(used) })
    if (desks.length === 0) return text('escrow.lost', { day: made })
    const names = desks.join(', ')
    return carried === null
      ? text('escrow.waits', { day: made, desks: names })
      : text('escrow.carried', { day: made, desks: names, carried: format.day(carried) })
  }
}

/** Asks for the passphrase, and first explains what the old code and the new one open. */
const KeepAtDesk = ({
  desks,
  isOpen,
  onClose,
}: {
  readonly desks: readonly string[]
  readonly isOpen: boolean
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const make = useAction('vault.escrowRecovery', {
    onSuccess: () => {
      toast({ text: text('escrow.made') })
      close()
    },
  })
  const close = (): void => {
    make.reset()
    onClose()
  }
  return (
    <Dialog
      title={text('escrow.keepTitle')}
      isOpen={isOpen}
      onClose={close}
      mustAnswer={make.isPending}
      ignoreEscape={make.isPending}
    >
      <PassphraseForm
        act={make}
        submit={text('escrow.makeNow')}
        pending={text('escrow.making')}
        onSubmit={make.mutate}
        onCancel={close}
      >
        <p>
          {text('escrow.about')} {text('escrow.sealedTo', { desks: desks.join(', ') })}
        </p>
        <p>{text('settings.newKey')}</p>
        <Banner tone="warn" title={text('escrow.until')}>
          <p>{text('escrow.untilText')}</p>
        </Banner>
        <p>{text('escrow.limits')}</p>
      </PassphraseForm>
    </Dialog>
  )
}

/**
 * The recovery code held at the desk: whether there is one, whether it was exported, and making a
 * new one.
 */
export const CodeAtDesk = ({ isDisabled }: { readonly isDisabled: boolean }): ReactElement => {
  const text = useText()
  const statusWords = useCodeStatusWords()
  const [isOpen, setOpen] = useState(false)
  const { data } = useVaultQuery('escrow.status', {})
  const desks = data?.desks ?? []
  const own = data?.own ?? null
  useCommands({ 'escrow.keepTitle': !isDisabled && desks.length > 0 && (() => setOpen(true)) })
  const about =
    own !== null ? statusWords(own) : text(desks.length === 0 ? 'escrow.noDesk' : 'escrow.line')
  return (
    <>
      <SettingLine title={text('escrow.title')} about={about}>
        <Button isDisabled={isDisabled || desks.length === 0} onPress={() => setOpen(true)}>
          {text(own === null ? 'escrow.keep' : 'escrow.again')}
        </Button>
      </SettingLine>
      <KeepAtDesk desks={desks} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}
