import type { ReactElement } from 'react'
import type { SourceContent } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { localDay } from '../../records/whole-day.ts'
import { checkInOn } from './check-in.ts'

/** Warnings against contacting a source now, or reminders to do so. */
export const ContactBanners = ({
  content,
}: {
  readonly content: SourceContent
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  if (content.doNotContact) {
    return (
      <Banner tone="danger" title={text('sources.doNotContact')}>
        <p>{text('sources.doNotContactHint')}</p>
      </Banner>
    )
  }
  switch (checkInOn(content.checkInDue, localDay())) {
    case 'none':
      return null
    case 'today':
      return <Banner icon="clock" title={text('sources.dueToday')} />
    case 'overdue': {
      const title = text('sources.overdue', { day: format.day(content.checkInDue) })
      return <Banner tone="warn" icon="clock" title={title} />
    }
  }
}
