import type { ReactElement } from 'react'
import type { CleanedFile } from '../../../shared/attachments.ts'
import { useText } from '../../i18n/use-text.ts'
import { Chip } from '../../ui/tag.tsx'

/** Says of a copy that it is one, in another colour and with another sign than an original has. */
export const CopyChip = ({ copy }: { readonly copy: CleanedFile }): ReactElement => {
  const text = useText()
  return copy.redacted === true ? (
    <Chip tone="accent" icon="redact">
      {text('attachments.redacted')}
    </Chip>
  ) : (
    <Chip tone="accent" icon="check">
      {text('attachments.cleaned')}
    </Chip>
  )
}
