import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { Banner } from '../ui/banner.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { readRecipients } from './recipients.ts'
import type { PastedRecipients } from './recipients.ts'

/** Keys as people paste them, one a line; says what is wrong with them, and warns of classic ones. */
export const RecipientsField = ({
  value,
  onChange,
  tried,
  isDisabled = false,
}: {
  readonly value: string
  readonly onChange: (pasted: string) => void
  /** From then on it is said, too, that there is none yet. */
  readonly tried: boolean
  readonly isDisabled?: boolean
}): ReactElement => {
  const text = useText()
  const read = readRecipients(value)

  const faultText = (pasted: PastedRecipients): string | undefined => {
    if (pasted.ok) return undefined
    switch (pasted.fault) {
      case 'bad':
        return text('exchange.recipientsBad', { line: pasted.line })
      case 'mixed':
        return text('exchange.recipientsMixed')
      case 'many':
        return text('exchange.recipientsMany', { max: limits.recipients })
      case 'none':
        return tried ? text('exchange.recipientsCount', { count: 0 }) : undefined
    }
  }

  return (
    <>
      <TextArea
        label={text('exchange.recipients')}
        description={
          read.ok
            ? text('exchange.recipientsCount', { count: read.recipients.length })
            : text('exchange.recipientsHint')
        }
        value={value}
        rows={6}
        maxLength={limits.recipients * limits.recipientText}
        error={faultText(read)}
        isDisabled={isDisabled}
        onChange={onChange}
      />
      {read.ok && read.isClassic && (
        <Banner tone="warn">
          <p>{text('exchange.classicNote')}</p>
        </Banner>
      )}
    </>
  )
}
