import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCopyText } from '../../ui/use-copy-text.ts'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

const KeyRow = ({
  label,
  value,
  hint,
}: {
  readonly label: string
  readonly value: string
  readonly hint?: string
}): ReactElement => {
  const { shown, copy } = useCopyText()
  return (
    <div className={styles['row']}>
      <span>
        {label}
        {hint !== undefined && <p className={shared['quiet']}>{hint}</p>}
      </span>
      <code ref={shown} className={styles['key']}>
        {value}
      </code>
      <CommandButton
        words="exchange.copy"
        spoken="exchange.copyNamed"
        values={{ what: label }}
        size="small"
        icon="copy"
        onPress={copy}
      />
    </div>
  )
}

/** The public keys that others need to send files here, and the fingerprint to compare. */
export const MyKey = (): ReactElement => {
  const text = useText()
  const { data, error } = useVaultQuery('exchange.self', {})
  return (
    <section className={shared['card']}>
      <h2 className={shared['heading']}>
        {text('exchange.myKey')}
        {data !== undefined && (
          <span className={shared['quiet']}>
            {' · '}
            {data.pseudonym === '' ? text('exchange.noPseudonym') : data.pseudonym}
          </span>
        )}
      </h2>
      <p className={shared['quiet']}>{text('exchange.myKeyText')}</p>
      <FailureBanner failure={error} />
      {data !== undefined && (
        <>
          <div>
            <p className={shared['quiet']}>{text('exchange.fingerprint')}</p>
            <p className={styles['fingerprint']}>{data.fingerprint}</p>
          </div>
          <div>
            <KeyRow label={text('exchange.hybrid')} value={data.hybrid} />
            <KeyRow
              label={text('exchange.classic')}
              value={data.classic}
              hint={text('exchange.classicHint')}
            />
          </div>
        </>
      )}
    </section>
  )
}
