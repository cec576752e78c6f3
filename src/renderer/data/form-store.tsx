import { createContext, useContext, useState, useSyncExternalStore } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** What was typed, and the state of the record that it was typed over. */
type StoredForm<T> = {
  readonly content: T
  readonly rev: number
  /** Null: what is saved first makes it. */
  readonly id: string | null
  /** The content that is on its way to be saved; null: none is. */
  readonly sent: T | null
}

/** The record as it was saved last. */
type SavedForm = { readonly id: string; readonly rev: number }

/** A form as its view has it. */
export type FormDraft<T> = {
  readonly change: (patch: Partial<T>) => void
  readonly forget: () => void
  /** What was sent has no answer yet, whichever view sent it: who left the form may be back in it. */
  readonly isSent: boolean
  /**
   * The content that was rendered is on its way to be saved: it is what the view sends. A change that
   * is not drawn yet stays in the form.
   */
  readonly send: () => void
  /**
   * That is saved. What was typed since is kept over it, and to be saved by itself.
   *
   * @returns whether the form is done with: nothing was typed since.
   */
  readonly saved: (record?: SavedForm) => boolean
  /** That is not saved, and is kept as what was typed. */
  readonly refused: () => void
} & Omit<StoredForm<T>, 'sent'>

/** Forms of one kind, by what each is about. */
type FormStore<T> = {
  readonly get: (key: string) => StoredForm<T> | undefined
  /** Undefined: it is done with. */
  readonly put: (key: string, kept: StoredForm<T> | undefined) => void
  /** What its last save made. */
  readonly ends: Map<string, SavedForm>
  readonly subscribe: (listener: () => void) => () => void
  readonly clear: () => void
}

const newFormStore = <T,>(keepWhileSubmitting: boolean): FormStore<T> => {
  const forms = new Map<string, StoredForm<T>>()
  const ends = new Map<string, SavedForm>()
  const listeners = new Set<() => void>()
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  return {
    get: (key) => forms.get(key),
    put: (key, kept) => {
      if (kept === undefined) forms.delete(key)
      else forms.set(key, kept)
      tell()
    },
    ends,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear: () => {
      for (const [key, { sent }] of forms) {
        if (!keepWhileSubmitting || sent === null) forms.delete(key)
      }
      ends.clear()
      tell()
    },
  }
}

/** A kind of form, made once beside it. Two kinds never meet, whatever their forms are about. */
export type FormKind<T extends object> = {
  readonly storeIn: (forms: Forms) => FormStore<T>
}

/** All that is held for one window. */
export type Forms = { readonly clears: (() => void)[] }

/** Something of which each window has its own: gone with the window, and cleared with its forms. */
export const windowScoped = <T extends { readonly clear: () => void }>(
  make: () => T,
): ((forms: Forms) => T) => {
  // By the window's own object: what one window held is gone with it.
  const all = new WeakMap<Forms, T>()
  return (forms) => {
    const present = all.get(forms)
    if (present !== undefined) return present
    const made = make()
    all.set(forms, made)
    forms.clears.push(() => made.clear())
    return made
  }
}

/**
 * `formKind<CaseContent>()`: what is typed into forms of that kind. Nothing secret is ever of one.
 *
 * @param outlives one that is on its way stays when all are given up: it can still be cancelled.
 */
export const formKind = <T extends object>({ outlives = false } = {}): FormKind<T> => ({
  storeIn: windowScoped(() => newFormStore<T>(outlives)),
})

const KeptContext = createContext<Forms | null>(null)

/**
 * Holds forms that nobody saved or gave up while another view is shown, in memory alone; with the
 * window, which no lock outlives, they end.
 */
export const FormStoreProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [forms] = useState<Forms>(() => ({ clears: [] }))
  return <KeptContext value={forms}>{children}</KeptContext>
}

/** @throws outside KeptForms, which is a mistake in the program. */
export const useForms = (): Forms => {
  const forms = useContext(KeptContext)
  if (forms === null) throw new Error('no forms')
  return forms
}

/** Was something typed into this form, and neither saved nor given up? */
export const useHasDraft = <T extends object>(kind: FormKind<T>, about: string): boolean => {
  const shelf = kind.storeIn(useForms())
  return useSyncExternalStore(shelf.subscribe, () => shelf.get(about) !== undefined)
}

/** Gives up all of them but what is on its way and outlives it: for when records themselves are erased. */
export const useDiscardForms = (): (() => void) => {
  const forms = useForms()
  return () => {
    for (const clear of forms.clears) clear()
  }
}

/** A form of a record that is there; null, where it makes one. */
type Changed<T> = { readonly id: string; readonly rev: number; readonly content: T } | null

/**
 * The content of a form, which outlives its view once it was changed. `forget` when it is done with,
 * saved or given up on purpose; a form that is only left is not.
 *
 * @param about the record that is changed, or what else tells a form from others of its kind.
 * @param blank what it begins with, where there is no record.
 */
export const useFormDraft = <T extends object>(
  kind: FormKind<T>,
  about: Changed<NoInfer<T>> | string,
  blank: NoInfer<T>,
): FormDraft<T> => {
  const shelf = kind.storeIn(useForms())
  const key = typeof about === 'string' ? about : (about?.id ?? 'new')
  const stands = useSyncExternalStore(shelf.subscribe, () => shelf.get(key))
  const [last, setLast] = useState<StoredForm<T>>(() => {
    const record = typeof about === 'string' ? null : about
    const { content = blank, rev = 0, id = null } = record ?? {}
    return { content, rev, id, sent: null }
  })
  /** What was seen on its way, and is not kept any more, was saved: maybe for a view that is gone. */
  const ended = (seen: StoredForm<T>): StoredForm<T> =>
    seen.sent === null ? seen : { ...seen, ...shelf.ends.get(key), sent: null }
  const shown = stands ?? ended(last)
  if (shown !== last) setLast(shown)
  /** Not what was drawn: the view may be left, or an answer come, before anything is drawn again. */
  const now = (): StoredForm<T> => shelf.get(key) ?? ended(shown)
  const { content, rev, id, sent } = shown
  return {
    content,
    rev,
    id,
    isSent: sent !== null,
    change: (patch) => {
      const before = now()
      shelf.put(key, { ...before, content: { ...before.content, ...patch } })
    },
    forget: () => shelf.put(key, undefined),
    send: () => shelf.put(key, { ...now(), sent: content }),
    saved: (record) => {
      const typed = shelf.get(key)
      if (record !== undefined) shelf.ends.set(key, { id: record.id, rev: record.rev })
      const isDone = typed === undefined || typed.content === typed.sent
      shelf.put(key, isDone ? undefined : { ...typed, ...shelf.ends.get(key), sent: null })
      return isDone
    },
    refused: () => {
      const typed = shelf.get(key)
      if (typed !== undefined) shelf.put(key, { ...typed, sent: null })
    },
  }
}
