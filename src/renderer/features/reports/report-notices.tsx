import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import type { AppError } from '../../data/bridge.ts'
import { NoticeBanners } from '../../custody/notice-banners.tsx'
import { TheirsNotice } from '../../custody/theirs-notice.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { daysNow } from '../../records/whole-day.ts'
import { isTakenBack } from '../../records/consent-state.ts'
import { useRecordView } from '../../app/view-state.ts'
import { Button } from '../../ui/button.tsx'
import { CommandButton } from '../../commands/command-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { ConflictBanner } from './conflict-banner.tsx'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import { SaveFailed } from './save-failed.tsx'
import styles from './report-record.module.css'

/** The sources of a report that withdrew consent by their own entries. Notices follow. */
const Withdrawals = ({ content }: { readonly content: ReportContent }): ReactElement => {
  const text = useText()
  const { select } = useRecordView()
  const { sourceById } = useSources()
  const withdrawn = content.sourceIds.flatMap((id) => {
    const source = sourceById.get(id)
    return source !== undefined && isTakenBack(source.content.consents, daysNow()) ? [source] : []
  })
  return (
    <>
      {withdrawn.map((source) => {
        const name = sourceName(source)
        return (
          <Banner
            key={source.id}
            tone="danger"
            title={text('consent.goneNamed', { name })}
            actions={
              <Button size="small" onPress={() => select('sources', source.id)}>
                {text('consent.toSource')}
              </Button>
            }
          >
            <p>{text('consent.goneReport')}</p>
          </Banner>
        )
      })}
    </>
  )
}

/** A larger file is added by its path, which the window never learns. */
const isFileTooBig = (failure: AppError | null): boolean =>
  failure?.code === 'too-big' && failure.fields.includes('file')

/** Notices above a report: failures, running actions, and notices from others. */
export const ReportNotices = ({
  draft,
  saver,
  acted,
  pasted,
  isEditing,
  onStopRevising,
}: {
  readonly draft: SavableDraft
  readonly saver: DraftSaver
  /** Why an action on the whole report failed. */
  readonly acted: AppError | null
  /** Why pasted content was refused. */
  readonly pasted: AppError | null
  readonly isEditing: boolean
  readonly onStopRevising: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { report, content } = draft
  const id = report?.id ?? null
  return (
    <div className={styles['notices']} data-lines>
      <FailureBanner failure={acted} />
      <FailureBanner
        failure={pasted}
        {...(isFileTooBig(pasted)
          ? {
              title: text('attachments.tooBigToPaste'),
              children: (
                <p>
                  {text('attachments.tooBigToPasteText', {
                    size: format.bytes(limits.pastedBytes),
                  })}
                </p>
              ),
            }
          : {})}
      />
      {draft.status === 'conflict' && id !== null && (
        <ConflictBanner id={id} draft={draft} saver={saver} />
      )}
      {draft.status === 'failed' && (
        <SaveFailed failure={draft.failure} onAgain={() => void saver.flush()} />
      )}
      {isEditing && report?.state === 'filed' && (
        <Banner
          title={text('reports.revise')}
          actions={
            draft.status === 'saved' && (
              <CommandButton words="common.cancel" size="small" onPress={onStopRevising} />
            )
          }
        >
          <p>{text('reports.reviseHelp')}</p>
        </Banner>
      )}
      <ConflictNotice id={id} before={() => saver.flush()} />
      {id !== null && <TheirsNotice id={id} />}
      {id !== null && <NoticeBanners id={id} />}
      <Withdrawals content={content} />
      {content.sourceIds.map((source) => (
        <NoticeBanners key={source} id={source} isNamed />
      ))}
    </div>
  )
}
