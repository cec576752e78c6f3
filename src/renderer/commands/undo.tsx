import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { appErrorOf } from '../data/bridge.ts'
import { failureTitle, FailureReference } from '../data/failure-text.tsx'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from './commands.tsx'
import { useToast } from '../ui/toast.tsx'

/**
 * Null: undone. `unsaved`: undone in a draft that could not be saved; the draft reports that.
 * Otherwise the reason why it cannot be undone.
 */
export type UndoResult = MessageKey | 'unsaved' | null

/** An action that can be undone. */
export type Undoable = {
  /** The action, in words the user knows. */
  readonly what: string
  /** Kind of action; a newer action of the same kind can invalidate it. */
  readonly kind?: string
  /** The action reports the result of the undo by itself. */
  readonly saysItself?: boolean
  /**
   * Undoes the action from any view, without losing later edits.
   *
   * @throws AppError.
   */
  readonly takeBack: () => Promise<UndoResult>
}

type Undo = {
  /** Pushes an undo entry. @returns a function that undoes it, for a button. */
  readonly keep: (undoable: Undoable, onTaken?: () => void) => () => void
  /** Undoes the last action, or says that there is none. */
  readonly undo: () => void
  /** Drops undo entries that a newer action makes invalid: of these kinds, or all. */
  readonly forget: (kinds?: readonly string[]) => void
}

const nothing = (): void => undefined

/** More than the number of undo buttons that can be visible at once. */
const mostLiving = 8

const UndoContext = createContext<Undo>({ keep: () => nothing, undo: nothing, forget: nothing })

export const useUndo = (): Undo => useContext(UndoContext)

/** Shows a toast with an undo button; the undo entry stays after the toast closes. */
export const useUndoable = (): ((said: string, undoable: Undoable) => void) => {
  const text = useText()
  const toast = useToast()
  const { keep } = useUndo()
  return useCallback(
    (said, undoable) => {
      let close = nothing
      const run = keep(undoable, () => close())
      close = toast({ text: said, action: { label: text('common.undo'), run } })
    },
    [keep, text, toast],
  )
}

type UndoEntry = {
  readonly onTaken: () => void
} & Undoable

/**
 * Keeps the newest undo entry for the shortcut and the palette until another replaces it or the
 * vault locks: a toast closes before a keyboard user reaches it. Entries are in the memory of the
 * window alone, which every lock destroys.
 */
export const UndoProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [newest, setNewest] = useState<UndoEntry | null>(null)
  // Event handlers need the current entry, which may be newer than the last render.
  const now = useRef<UndoEntry | null>(null)
  const taken = useRef(new WeakSet<UndoEntry>())
  // Includes older entries whose buttons may still be visible.
  const living = useRef<readonly UndoEntry[]>([])
  const put = useCallback((kept: UndoEntry | null) => {
    now.current = kept
    setNewest(kept)
  }, [])

  const take = useCallback(
    async (kept: UndoEntry): Promise<void> => {
      // Pressed twice, or by key and button.
      if (taken.current.has(kept)) return
      taken.current.add(kept)
      if (now.current === kept) put(null)
      kept.onTaken()
      const { what } = kept
      const refuse = (said: string, more: ReactNode): void => {
        toast({ tone: 'problem', text: said, more })
      }
      const not = text('undo.not', { what })
      try {
        const why = await kept.takeBack()
        if (why === 'unsaved') toast({ tone: 'problem', text: text('undo.unsaved', { what }) })
        else if (why !== null) refuse(not, <p>{text(why)}</p>)
        else if (kept.saysItself !== true) toast({ text: text('undo.done', { what }) })
      } catch (error) {
        const failure = appErrorOf(error)
        // A full disk can be retried; any other failure is final.
        if (failure.code === 'storage' && now.current === null) {
          taken.current.delete(kept)
          put(kept)
        }
        const title = text(failureTitle(failure))
        // The undo may have succeeded, so do not report a failure.
        const isInDoubt = failure.code === 'in-doubt'
        refuse(
          isInDoubt ? title : not,
          <>
            <p>{isInDoubt ? what : title}</p>
            <FailureReference of={failure.reference} />
          </>,
        )
      }
    },
    [put, text, toast],
  )

  const value = useMemo<Undo>(
    () => ({
      keep: (undoable, onTaken = nothing) => {
        const kept = { ...undoable, onTaken }
        living.current = [...living.current, kept].slice(-mostLiving)
        put(kept)
        return () => void take(kept)
      },
      undo: () => {
        if (now.current === null) toast({ text: text('undo.nothing') })
        else void take(now.current)
      },
      forget: (kinds) => {
        const isMeant = ({ kind = '' }: UndoEntry): boolean =>
          kinds === undefined || kinds.includes(kind)
        for (const kept of living.current.filter(
          (one) => isMeant(one) && !taken.current.has(one),
        )) {
          taken.current.add(kept)
          kept.onTaken()
          if (now.current === kept) put(null)
        }
        living.current = living.current.filter((one) => !isMeant(one))
      },
    }),
    [put, take, text, toast],
  )
  useCommands(
    { 'undo.what': newest !== null && (() => void take(newest)) },
    { what: newest?.what ?? '' },
  )
  return <UndoContext value={value}>{children}</UndoContext>
}
