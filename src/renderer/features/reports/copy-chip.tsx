import type { ReactElement } from 'react'
import type { CleanedFile } from '../../../shared/attachments.ts'
import { useText } from '../../i18n/use-text.ts'
import { Chip } from '../../ui/tag.tsx'

/** Marks a file as a cleaned copy, with a colour and icon unlike those of an original. */
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
