import { useQueryClient } from '@tanstack/react-query'
import { startTransition, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { call, subscribeToQuery, appErrorOf } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useForms } from '../../data/form-store.tsx'
import { useView } from '../../app/view-state.ts'
import { copiedContent } from './copied-content.ts'
import { draftsIn } from './drafts.ts'
import type { SavableDraft, DraftSaver } from './draft-saver.ts'
import { useSayUnsaved } from './save-failed.tsx'

/** Everything that its fields show is the same; the text, its editor keeps and paints by itself. */
const looksTheSame = (a: SavableDraft, b: SavableDraft): boolean =>
  a.epoch === b.epoch &&
  (Object.keys({ ...a.content, ...b.content }) as (keyof ReportContent)[]).every(
    (field) => field === 'body' || a.content[field] === b.content[field],
  )

/** Another report stands there now, and not what somebody typed: a key must not be heard by the old one. */
const isReplaced = (a: SavableDraft, b: SavableDraft): boolean =>
  a.report !== b.report && a.content !== b.content

/**
 * The draft as its saver has it. What a letter in the text changes around the text, and that it was
 * saved, is drawn once there is time for it, not before the next letter; what else changed, at once,
 * and what was replaced from elsewhere before any key is heard.
 */
const useLatest = (saver: DraftSaver): SavableDraft => {
  const [draft, setDraft] = useState(saver.get)
  useEffect(() => {
    let last = saver.get()
    setDraft(last)
    return saver.subscribe(() => {
      const next = saver.get()
      if (looksTheSame(last, next)) startTransition(() => setDraft(next))
      else setDraft(next)
      // An answer is told outside of what React hears: it would be drawn one task later.
      if (isReplaced(last, next)) queueMicrotask(() => flushSync(() => setDraft(saver.get())))
      last = next
    })
  }, [saver])
  return draft
}

/**
 * A report being read and edited, saved as somebody types. Leaving the screen, locking and filing
 * save at once what is left; what cannot be saved is there again when one comes back.
 */
export const useDraft = (
  report: Report | null,
  empty: ReportContent,
  onCreated?: (id: string, begun: number) => void,
): { readonly draft: SavableDraft; readonly saver: DraftSaver } => {
  const client = useQueryClient()
  const drafts = draftsIn(useForms())
  const text = useText()
  const { view } = useView()
  const sayUnsaved = useSayUnsaved()
  const [saver] = useState(() =>
    drafts.open(report ?? { begun: view.reportsBegun }, empty, {
      save: async (input) => {
        const saved = await call('reports.save', input)
        client.setQueryData(['reports.get', { id: saved.id }], saved)
        // The vault has told of the change by now, and what is shown is being read: not once more.
        void client.invalidateQueries(
          { predicate: ({ queryKey }) => queryKey[0] !== 'reports.get' },
          { cancelRefetch: false },
        )
        return saved
      },
      refusalOf: appErrorOf,
    }),
  )
  const draft = useLatest(saver)
  const id = draft.report?.id ?? null

  useEffect(() => {
    if (id !== null) return subscribeToQuery(client, 'reports.get', { id }, saver.meet)
  }, [client, id, saver])

  useEffect(() => {
    drafts.show(saver, {
      onCreated,
      onUnsaved: ({ refusal }) => sayUnsaved(refusal),
      keepCopy: (content) =>
        call('reports.save', { id: null, rev: 0, content: copiedContent(text, content) }),
    })
    return () => drafts.leave(saver)
  }, [drafts, onCreated, saver, sayUnsaved, text])
  return { draft, saver }
}
