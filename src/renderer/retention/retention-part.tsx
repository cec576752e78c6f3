import { memo, useState } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from '../commands/commands.tsx'
import { useReadOnly } from '../records/use-read-only.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { RetentionDialog } from './retention-dialog.tsx'
import { RetentionChips } from './retention-words.tsx'
import form from '../records/record-form.module.css'
import styles from './retention.module.css'

/** Retention of a record, its own or inherited, with a button to change it. */
const Part = ({
  id,
  isFolded = false,
}: {
  readonly id: string
  /** Without a date or a hold it takes one line. */
  readonly isFolded?: boolean
}): ReactElement | null => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const [isOpen, setOpen] = useState(false)
  const { data, error } = useVaultQuery('retention.of', { id })
  useCommands({ 'palette.retention': data !== undefined && !isReadOnly && (() => setOpen(true)) })
  if (data === undefined) return <FailureBanner failure={error} />
  const own = data.find(({ subject }) => subject === id) ?? null
  const isQuiet = isFolded && data.length === 0
  return (
    <section className={classNames(form['section'], isQuiet && styles['line'])}>
      <h2 className={form['heading']}>
        {text('retention.heading')}
        {isQuiet && <span className={styles['none']}>{text('retention.none')}</span>}
      </h2>
      {data.length === 0 && !isQuiet && (
        <p className={form['quiet']}>{text('retention.nothing')}</p>
      )}
      {data.map((said) => (
        <div key={said.subject} className={styles['said']}>
          <RetentionChips said={said} />
          {said.subject !== id && (
            <span className={styles['more']}>
              {text(`retention.with.${said.kind}`, { name: said.name })}
            </span>
          )}
          {said.reason !== '' && <p className={styles['more']}>{said.reason}</p>}
        </div>
      ))}
      <div>
        <Button size="small" isDisabled={isReadOnly} onPress={() => setOpen(true)}>
          {text('retention.set')}
        </Button>
      </div>
      {isOpen && <RetentionDialog id={id} said={own} onClose={() => setOpen(false)} />}
    </section>
  )
}

/** Memoized: typing beside it must not render it again. */
export const RetentionPart = memo(Part)
