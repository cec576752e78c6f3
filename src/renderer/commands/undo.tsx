import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { appErrorOf } from '../data/bridge.ts'
import { failureTitle, FailureReference } from '../data/failure-text.tsx'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from './commands.tsx'
import { windowKeys } from './shortcuts/keys.ts'
import { capsOf } from '../ui/chord.ts'
import { useToast } from '../ui/toast.tsx'

/**
 * Null: it is taken back. `unsaved`: in a draft that could not be saved, of which is told beside it.
 * Else why it cannot be done any more.
 */
export type UndoResult = MessageKey | 'unsaved' | null

/** Something that was done and can be taken back. */
export type Undoable = {
  /** The act, as a person knows it. */
  readonly what: string
  /** Of which kind the act was, where a newer one of that kind may stand against it. */
  readonly kind?: string
  /** It says by itself what came of taking it back. */
  readonly saysItself?: boolean
  /**
   * Takes it back, wherever the person has gone since, and loses nothing that was written later.
   *
   * @throws Refusal.
   */
  readonly takeBack: () => Promise<UndoResult>
}

type Undo = {
  /** Takes its turn as what can be undone next. @returns what takes it back, for a button. */
  readonly keep: (undoable: Undoable, onTaken?: () => void) => () => void
  /** Takes back what was done last, or says that there is nothing. */
  readonly undo: () => void
  /** Something newer was done that the way back must not touch; of these kinds, or whatever it is. */
  readonly forget: (kinds?: readonly string[]) => void
}

const nothing = (): void => undefined

/** As many ways back as can have a button at once, and some more. */
const mostLiving = 8

const UndoContext = createContext<Undo>({ keep: () => nothing, undo: nothing, forget: nothing })

export const useUndo = (): Undo => useContext(UndoContext)

/** Says at the foot of the window what was done, with the way back, and keeps that way once the words go. */
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
 * Keeps the newest way back, for a key and the palette, until another act has one or the vault locks:
 * the words at the foot are gone sooner than somebody without a pointer comes to them. What it holds
 * lies in the window's memory alone, which no lock outlives.
 */
export const UndoProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const text = useText()
  const toast = useToast()
  const [newest, setNewest] = useState<UndoEntry | null>(null)
  // What a key finds is what is so now, and not what was drawn last.
  const now = useRef<UndoEntry | null>(null)
  const taken = useRef(new WeakSet<UndoEntry>())
  // Older ones too, whose buttons may still stand somewhere.
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
        const refusal = appErrorOf(error)
        // Once there is room again it goes; whatever else stands against it stays so.
        if (refusal.code === 'storage' && now.current === null) {
          taken.current.delete(kept)
          put(kept)
        }
        const title = text(failureTitle(refusal))
        // What may have been undone is not said to have failed.
        const isInDoubt = refusal.code === 'in-doubt'
        refuse(
          isInDoubt ? title : not,
          <>
            <p>{isInDoubt ? what : title}</p>
            <FailureReference of={refusal.reference} />
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
    newest === null
      ? []
      : [
          {
            id: 'undo',
            name: 'undo.what',
            icon: 'undo',
            values: { what: newest.what },
            keys: capsOf(windowKeys.undo.keys[0]),
            isBeside: true,
            run: () => void take(newest),
          },
        ],
  )
  return <UndoContext value={value}>{children}</UndoContext>
}
