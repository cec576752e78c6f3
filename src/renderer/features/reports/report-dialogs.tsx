import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { familyWords } from '../../editor/lint-words.ts'
import type { FamilyName } from '../../editor/lint-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { PrintPreview } from '../../printing/print-preview.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { ReportFindings } from '../../records/report-findings.ts'
import type { SavableDraft } from './draft-saver.ts'
import { ReportSheet } from './report-sheet.tsx'
import type { ReportActions } from './use-report-actions.ts'
import styles from './report-toolbar.module.css'

/** Asks before a report is filed, and lists missing details and open findings. */
const FileDialog = ({
  content,
  lint,
  isOpen,
  isPending,
  onConfirm,
  onClose,
}: {
  readonly content: ReportContent
  readonly lint: ReportFindings
  readonly isOpen: boolean
  readonly isPending: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { open, state } = lint
  const missing = [
    ...(content.title.trim() === '' ? [text('reports.fileNoTitle')] : []),
    ...(content.sourceIds.length === 0 ? [text('reports.fileNoSource')] : []),
  ]
  const counts = new Map<FamilyName, number>()
  for (const { family } of open) counts.set(family, (counts.get(family) ?? 0) + 1)
  return (
    <ConfirmDialog
      title={text('reports.fileTitle')}
      confirm={text('reports.fileConfirm')}
      isOpen={isOpen}
      isPending={isPending}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{text('reports.fileText')}</p>
      {missing.length > 0 && <p className={styles['missing']}>{missing.join(' ')}</p>}
      {state === 'failed' && <p className={styles['missing']}>{text('lint.filingFailed')}</p>}
      {state === 'behind' && <p className={styles['missing']}>{text('lint.filingBehind')}</p>}
      {open.length > 0 && (
        <div className={styles['missing']}>
          <p className={styles['filing']}>{text('lint.filing', { count: open.length })}</p>
          <ul className={styles['families']}>
            {[...counts].map(([family, count]) => (
              <li key={family}>
                {text('lint.filingFamily', { name: text(familyWords[family].name), count })}
              </li>
            ))}
          </ul>
          <p>{text('lint.filingText')}</p>
        </div>
      )}
    </ConfirmDialog>
  )
}

/** The questions before a report is filed or printed. */
export const ReportDialogs = ({
  draft: { report, content },
  lint,
  actions,
  asking,
  onClose,
}: {
  readonly draft: SavableDraft
  readonly lint: ReportFindings
  readonly actions: ReportActions
  readonly asking: 'file' | 'print' | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  return (
    <>
      {report !== null && (
        <PrintPreview
          id={report.id}
          title={text('reports.printTitle')}
          warning={text('reports.printText')}
          sheet={<ReportSheet report={{ ...report, content }} />}
          isOpen={asking === 'print'}
          onClose={onClose}
        />
      )}
      <FileDialog
        content={content}
        lint={lint}
        isOpen={asking === 'file'}
        isPending={actions.isBusy}
        onConfirm={() => void actions.file().then(onClose)}
        onClose={onClose}
      />
    </>
  )
}
