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

/** All controlled fields are equal; the editor keeps and paints the body itself. */
const looksTheSame = (a: SavableDraft, b: SavableDraft): boolean =>
  a.epoch === b.epoch &&
  (Object.keys({ ...a.content, ...b.content }) as (keyof ReportContent)[]).every(
    (field) => field === 'body' || a.content[field] === b.content[field],
  )

/** The report was replaced, not edited: no key may reach the old one. */
const isReplaced = (a: SavableDraft, b: SavableDraft): boolean =>
  a.report !== b.report && a.content !== b.content

/**
 * The draft of a saver. Updates caused by typing in the body, and the saved state, render when
 * there is time, not before the next key; other changes render at once; a replacement from
 * elsewhere renders before the next key.
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
      // Answers arrive outside React events, so React would render one task later.
      if (isReplaced(last, next)) queueMicrotask(() => flushSync(() => setDraft(saver.get())))
      last = next
    })
  }, [saver])
  return draft
}

/**
 * A report that is read and edited, and saved while the user types. Leaving the screen, locking and
 * filing save the rest at once; a draft that could not be saved is there again when the user
 * returns.
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
        // The vault process has already announced the change, and active queries are refetching: do
        // not repeat them.
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
