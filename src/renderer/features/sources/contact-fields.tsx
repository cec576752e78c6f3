import type { ReactElement } from 'react'
import type { SourceContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { DateField } from '../../records/date-field.tsx'
import { limits } from '../../records/limits.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { isWholeDay, localDay } from '../../records/whole-day.ts'
import shared from '../../ui/shared.module.css'

/** The last contact with a source, the next check-in, and the do-not-contact flag. */
export const ContactFields = ({
  content,
  onChange,
}: {
  readonly content: SourceContent
  readonly onChange: (patch: Partial<SourceContent>) => void
}): ReactElement => {
  const text = useText()
  return (
    <>
      <div className={shared['pair']}>
        <DateField
          label={text('sources.lastContact')}
          value={content.lastContact}
          onChange={(lastContact) => onChange({ lastContact })}
        />
        <TextField
          label={text('sources.checkInDue')}
          description={text('sources.checkInHint')}
          value={content.checkInDue}
          maxLength={limits.edtf}
          placeholder={localDay()}
          error={
            isWholeDay(content.checkInDue)
              ? undefined
              : text('sources.checkInBad', { day: localDay() })
          }
          onChange={(checkInDue) => onChange({ checkInDue: checkInDue.trim() })}
        />
      </div>
      <Checkbox
        isSelected={content.doNotContact}
        description={text('sources.doNotContactHint')}
        onChange={(doNotContact) => onChange({ doNotContact })}
      >
        {text('sources.doNotContact')}
      </Checkbox>
    </>
  )
}
