import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { Report } from '../../shared/records.ts'
import { appErrorOf, call } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { FailureBanner, isTooLong, useFailureToast } from '../data/failure-text.tsx'
import { useForms, windowScoped } from '../data/form-store.tsx'
import { readAgain } from '../data/query-client.ts'
import { useText } from '../i18n/use-text.ts'
import { newReport } from '../records/blank-records.ts'
import { limits } from '../records/limits.ts'
import { DialogActions } from '../ui/dialog-actions.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { TextArea } from '../ui/text-field.tsx'
import { useView } from '../app/view-state.ts'
import styles from './quick-note.module.css'

/** A note is saved once the user pauses for this long. */
const pauseMs = 500

/** A note whose text may be unsaved. */
type OpenNote = { readonly body: () => string; readonly saveLast: () => Promise<unknown> }

/** The notes of a window, and among them one that could not be saved when its field was closed. */
const unsaved = windowScoped(() => {
  const notes = new Set<OpenNote>()
  let left: OpenNote | undefined
  const take = (): string => {
    const body = left?.body() ?? ''
    if (left) notes.delete(left)
    left = undefined
    return body
  }
  // The window is destroyed by the lock, so this needs no clean-up and reports nothing.
  window.api.onEvent(({ kind }) => {
    if (kind === 'locking') for (const note of notes) note.saveLast().catch(() => undefined)
  })
  return {
    notes,
    take,
    keep: (note: OpenNote): void => {
      left = note
    },
    clear: (): void => void take(),
  }
})

type QuickNote = {
  readonly body: string
  readonly type: (body: string) => void
  /** The draft that the note is; null before its first save. */
  readonly id: string | null
  readonly isSaved: boolean
  readonly failure: AppError | null
  /** Saves what is typed. @returns the draft's id; null if nothing was typed, or it failed. */
  readonly save: () => Promise<string | null>
}

/**
 * A note that becomes a draft with its first key, in the case scope. It is saved whenever the user
 * pauses, and when the field is closed.
 */
const useQuickNote = (): QuickNote => {
  const client = useQueryClient()
  const failed = useFailureToast()
  const kept = unsaved(useForms())
  const { view } = useView()
  const { caseScope } = view
  const [first] = useState(kept.take)
  const [body, setBody] = useState(first)
  const [saved, setSaved] = useState<{ readonly id: string; readonly body: string } | null>(null)
  const [failure, setFailure] = useState<AppError | null>(null)
  const state = useRef({ body: first, saved: '', draft: null as Report | null })
  const running = useRef<Promise<unknown>>(Promise.resolve())

  const write = useCallback(
    async (isLast = false): Promise<string | null> => {
      const { body: sent, saved: before, draft } = state.current
      if (sent === before || (draft === null && sent.trim() === '')) return draft?.id ?? null
      const known =
        draft?.content ?? newReport((await call('settings.get', {})).language, caseScope, null)
      const content = { ...known, body: sent }
      const { id, rev } = draft ?? { id: null, rev: 0 }
      try {
        const report = await call('reports.save', { id, rev, content })
        state.current = { ...state.current, draft: report, saved: sent }
        setSaved({ id: report.id, body: sent })
        void readAgain(client)
        return report.id
      } catch (error) {
        const failure = appErrorOf(error)
        if (!isLast || !(isTooLong(failure) || failure.code === 'conflict')) throw error
        await call('reports.saveCopies', { content })
        state.current.saved = sent
        return null
      }
    },
    [caseScope, client],
  )

  const latest = useRef(write)
  useEffect(() => {
    latest.current = write
  }, [write])
  /** One after the other: a lock also closes the field. */
  const queue = useCallback((isLast = false): Promise<string | null> => {
    const mine = running.current.then(() => latest.current(isLast))
    running.current = mine.catch(() => null)
    return mine
  }, [])

  const save = useCallback(async (): Promise<string | null> => {
    try {
      const id = await queue()
      setFailure(null)
      return id
    } catch (error) {
      setFailure(appErrorOf(error))
      return null
    }
  }, [queue])

  useEffect(() => {
    if (body === state.current.saved) return undefined
    const timer = setTimeout(() => void save(), pauseMs)
    return () => clearTimeout(timer)
  }, [body, save])

  // The last words are saved also when the field is closed right after them.
  useEffect(() => {
    const note: OpenNote = { body: () => state.current.body, saveLast: () => queue(true) }
    kept.notes.add(note)
    return () => {
      queue().then(
        () => kept.notes.delete(note),
        (error: unknown) => {
          kept.keep(note)
          failed(error, isTooLong(appErrorOf(error)) ? 'reports.tooLong' : undefined)
        },
      )
    }
  }, [kept, failed, queue])

  return {
    body,
    type: (next) => {
      state.current.body = next
      setBody(next)
    },
    id: saved?.id ?? null,
    isSaved: saved !== null && saved.body === body,
    failure,
    save,
  }
}

/** The field of a note, with what became of it. */
export const QuickNoteField = ({
  size,
  onOpened,
  children,
}: {
  /** `line`: one line, which grows with the text. */
  readonly size: 'line' | 'box'
  /** The note was opened as a report. */
  readonly onOpened?: () => void
  /** Shown beside the button that opens the note. */
  readonly children?: ReactNode
}): ReactElement => {
  const text = useText()
  const { select } = useView()
  const note = useQuickNote()
  const open = async (): Promise<void> => {
    const id = await note.save()
    if (id === null) return
    onOpened?.()
    select('reports', id)
  }
  const isEmpty = note.body.trim() === '' && note.id === null
  return (
    <div
      className={classNames(styles['note'], size === 'box' && styles['tall'])}
      data-empty={isEmpty || undefined}
    >
      <TextArea
        label={text('today.note')}
        hideLabel
        placeholder={text('today.note')}
        rows={1}
        maxLength={limits.body}
        autoFocus={size === 'box'}
        value={note.body}
        onChange={note.type}
      />
      <FailureBanner
        failure={note.failure}
        {...(isTooLong(note.failure) && { title: text('reports.tooLong') })}
      >
        <p>{text('reports.tooLongHelp', limits)}</p>
      </FailureBanner>
      <DialogActions
        out={
          <span role="status" className={styles['state']}>
            {isEmpty || note.failure !== null
              ? ''
              : text(note.isSaved ? 'today.noteSaved' : 'today.noteSaving')}
          </span>
        }
        also={
          <Button
            size={size === 'line' ? 'small' : 'medium'}
            isDisabled={isEmpty}
            onPress={() => void open()}
          >
            {text('today.noteOpen')}
          </Button>
        }
        main={children}
      />
    </div>
  )
}
