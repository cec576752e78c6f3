import { EditorView } from '@codemirror/view'
import { useState } from 'react'
import type { ReactElement, RefObject } from 'react'
import type { ClaimContent } from '../../shared/claims.ts'
import type { Report } from '../../shared/records.ts'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { IconButton } from '../ui/button.tsx'
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

/** A claim that is being made from selected words. */
export type ClaimBegun = { readonly content: ClaimContent; readonly language: string }

/** Creates a claim from the words selected in a report's text, editable or read only. */
export const useMarkClaim = ({
  within,
  report,
  onBegin,
}: {
  /** The element that contains the editor. */
  readonly within: RefObject<HTMLElement | null>
  /** The report after its text is saved as in the editor; null if it cannot be saved. */
  readonly report: () => Promise<Report | null>
  /** Shows the place of the form. */
  readonly onBegin: () => void
}): {
  readonly begun: ClaimBegun | null
  readonly begin: () => Promise<void>
  readonly end: () => void
} => {
  const text = useText()
  const toast = useToast()
  const [begun, setBegun] = useState<ClaimBegun | null>(null)
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
    else {
      onBegin()
      setBegun({ content: claimFrom(saved, span), language: saved.content.language })
    }
  }
  return { begun, begin, end: () => setBegun(null) }
}

/** The form of a new claim, beside the text with its words. Escape closes it. */
export const MarkClaim = ({
  begun,
  onEnd,
}: {
  readonly begun: ClaimBegun
  readonly onEnd: () => void
}): ReactElement => {
  const text = useText()
  return (
    <section
      aria-label={text('claims.markTitle')}
      className={styles['mark']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing)
          return
        event.stopPropagation()
        onEnd()
      }}
    >
      <header className={styles['markHead']}>
        <h2>{text('claims.markTitle')}</h2>
        <IconButton icon="close" size="small" label={text('common.close')} onPress={onEnd} />
      </header>
      <ClaimForm
        key={`${begun.content.start} ${begun.content.end}`}
        existing={null}
        initial={begun.content}
        language={begun.language}
        onSaved={onEnd}
        onCancel={onEnd}
        onReload={onEnd}
      />
    </section>
  )
}
