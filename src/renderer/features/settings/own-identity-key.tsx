import { useRef } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { Button } from '../../ui/button.tsx'
import { useToast } from '../../ui/toast.tsx'
import shared from '../../ui/shared.module.css'
import styles from './people.module.css'

/** The public half of this desk's key: reporters seal to it after they compared the fingerprint. */
export const OwnIdentityKey = (): ReactElement | null => {
  const text = useText()
  const toast = useToast()
  const shown = useRef<HTMLElement>(null)
  const { data } = useVaultQuery('identity.ownPublicKey', {})
  // Selecting and copying needs no permission; the clipboard API needs one, which is never granted.
  const copy = (): void => {
    if (shown.current !== null) getSelection()?.selectAllChildren(shown.current)
    const isCopied = document.execCommand('copy')
    if (isCopied) getSelection()?.removeAllRanges()
    toast(
      isCopied
        ? { text: text('exchange.copied') }
        : { tone: 'problem', text: text('exchange.copyFailed') },
    )
  }
  useCommands({ 'identity.copyKey': data !== undefined && data !== null && copy })
  if (data === undefined || data === null) return null
  return (
    <div className={styles['row']}>
      <div className={styles['words']}>
        <p>{text('identity.publicKey')}</p>
        <p className={styles['fingerprint']}>{data.fingerprint}</p>
        <p className={styles['key']}>
          <code ref={shown}>{data.key}</code>
        </p>
        <p className={shared['quiet']}>{text('identity.publicKeyText')}</p>
      </div>
      <Button icon="copy" onPress={copy}>
        {text('identity.copyKey')}
      </Button>
    </div>
  )
}
