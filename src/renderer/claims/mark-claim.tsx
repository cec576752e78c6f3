import { EditorView } from '@codemirror/view'
import { useState } from 'react'
import type { ReactElement, RefObject } from 'react'
import type { ClaimContent } from '../../shared/claims.ts'
import type { Report } from '../../shared/records.ts'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { limits } from '../records/limits.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { claimFrom } from './claim-draft.ts'
import type { QuoteSpan } from './claim-draft.ts'
import { ClaimForm } from './claim-form.tsx'
import styles from './claims.module.css'

/** The selection of the editor inside an element; null without an editor. */
const selectedIn = (place: HTMLElement | null): QuoteSpan | null => {
  const editor = place?.querySelector<HTMLElement>('.cm-editor')
  if (!editor) return null
  const view = EditorView.findFromDOM(editor)
  if (view === null) return null
  const { from, to } = view.state.selection.main
  const selected = view.state.sliceDoc(from, to)
  const before = selected.length - selected.trimStart().length
  const quote = selected.trim()
  return { quote, start: from + before, end: from + before + quote.length }
}

/** Creates a claim from the words selected in a report's text, editable or read only. */
export const MarkClaim = ({
  within,
  report,
}: {
  /** The element that contains the editor. */
  readonly within: RefObject<HTMLElement | null>
  /** The report after its text is saved as in the editor; null if it cannot be saved. */
  readonly report: () => Promise<Report | null>
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [begun, setBegun] = useState<{ content: ClaimContent; language: string } | null>(null)
  const begin = async (): Promise<void> => {
    const span = selectedIn(within.current)
    if (span === null || span.quote === '') {
      toast({ text: text('claims.markNothing') })
      return
    }
    if (span.quote.length > limits.statement) {
      toast({ text: text('claims.markTooLong', { max: limits.statement }) })
      return
    }
    const saved = await report()
    if (saved === null) toast({ tone: 'problem', text: text('claims.markUnsaved') })
    else setBegun({ content: claimFrom(saved, span), language: saved.content.language })
  }
  return (
    <div className={styles['bar']}>
      <CommandButton words="claims.mark" size="small" icon="claims" onPress={() => void begin()} />
      <Dialog
        title={text('claims.markTitle')}
        size="medium"
        mustAnswer
        isOpen={begun !== null}
        onClose={() => setBegun(null)}
      >
        {begun !== null && (
          <ClaimForm
            existing={null}
            initial={begun.content}
            language={begun.language}
            onSaved={() => setBegun(null)}
            onCancel={() => setBegun(null)}
            onReload={() => setBegun(null)}
          />
        )}
      </Dialog>
    </div>
  )
}
