import type { ReactElement } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { PrintPreview } from '../../printing/print-preview.tsx'
import { Icon } from '../../ui/icon.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { familyWords } from '../../editor/lint-words.ts'
import type { FamilyName } from '../../editor/lint-words.ts'
import type { ReportFinding, ReportFindings } from '../../records/report-findings.ts'
import type { SavableDraft } from './draft-saver.ts'
import { ReportSheet } from './report-sheet.tsx'
import type { ReportActions } from './use-report-actions.ts'
import styles from './report-toolbar.module.css'

/** What a report lacks, or what is open in it: where a press on it leads. */
export type Lacking = 'title' | 'source' | 'date' | 'findings'

const severities = ['hidden', 'identifier', 'context'] as const

/** The kinds of findings with their numbers: what points to a person first. */
const kindsOf = (open: readonly ReportFinding[]): readonly (readonly [FamilyName, number])[] => {
  const counts = new Map<FamilyName, number>()
  for (const { family } of open) counts.set(family, (counts.get(family) ?? 0) + 1)
  const weight = (family: FamilyName): number => severities.indexOf(familyWords[family].severity)
  return [...counts].sort(([one], [other]) => weight(one) - weight(other))
}

/** Asks before a report is filed, and lists what is missing or open, each with a way to it. */
const FileDialog = ({
  content,
  lint: { open, state },
  isOpen,
  isPending,
  onFix,
  onConfirm,
  onClose,
}: {
  readonly content: ReportContent
  readonly lint: ReportFindings
  readonly isOpen: boolean
  readonly isPending: boolean
  readonly onFix: (what: Lacking) => void
  readonly onConfirm: () => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const lacking: readonly (readonly [Lacking, string])[] = [
    ...(content.title.trim() === '' ? [['title', text('reports.fileNoTitle')] as const] : []),
    ...(content.sourceIds.length === 0 ? [['source', text('reports.fileNoSource')] as const] : []),
    ...(content.eventDate === '' ? [['date', text('reports.fileNoDate')] as const] : []),
    ...(open.length > 0 ? [['findings', text('lint.open', { count: open.length })] as const] : []),
  ]
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
      {lacking.length > 0 && (
        <ul className={styles['missing']}>
          {lacking.map(([what, words]) => (
            <li key={what}>
              <Icon name="alert" size={14} />
              <LinkButton onPress={() => onFix(what)}>{words}</LinkButton>
            </li>
          ))}
          {open.length > 0 && (
            <li className={styles['kinds']} data-kinds>
              {kindsOf(open)
                .map(([family, count]) => {
                  const name = text(familyWords[family].name)
                  return count === 1 ? name : text('lint.kindCount', { name, count })
                })
                .join(text('lint.kindSeparator'))}
            </li>
          )}
        </ul>
      )}
      {state === 'failed' && <p className={styles['unsure']}>{text('lint.filingFailed')}</p>}
      {state === 'behind' && <p className={styles['unsure']}>{text('lint.filingBehind')}</p>}
    </ConfirmDialog>
  )
}

/** The questions before a report is filed or printed. */
export const ReportDialogs = ({
  draft: { report, content },
  lint,
  actions,
  asking,
  onFix,
  onClose,
}: {
  readonly draft: SavableDraft
  readonly lint: ReportFindings
  readonly actions: ReportActions
  readonly asking: 'file' | 'print' | null
  readonly onFix: (what: Lacking) => void
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
        onFix={onFix}
        onConfirm={() => void actions.file().then(onClose)}
        onClose={onClose}
      />
    </>
  )
}
