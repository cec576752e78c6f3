import { createContext, useContext, useState, useSyncExternalStore } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** The typed content, and the revision that it is based on. */
type StoredForm<T> = {
  readonly content: T
  readonly rev: number
  /** Null: the first save creates the record. */
  readonly id: string | null
  /** Content being saved; null: none. */
  readonly sent: T | null
}

/** The record after its last save. */
type SavedForm = { readonly id: string; readonly rev: number }

/** A form as its view receives it. */
export type FormDraft<T> = {
  readonly change: (patch: Partial<T>) => void
  readonly forget: () => void
  /** A save is pending, started by any view: a returning user may have reopened the form. */
  readonly isSent: boolean
  /**
   * Marks the rendered content as being saved: this is what the view sends. Later edits stay in the
   * form.
   */
  readonly send: () => void
  /**
   * Marks it as saved. Text typed since then stays, based on the new revision, for another save.
   *
   * @returns whether the form was discarded because nothing was typed since.
   */
  readonly saved: (record?: SavedForm) => boolean
  /** The save failed; its content stays as typed text. */
  readonly refused: () => void
} & Omit<StoredForm<T>, 'sent'>

/** Forms of one kind, keyed by subject. */
type FormStore<T> = {
  readonly get: (key: string) => StoredForm<T> | undefined
  /** Undefined: removes the form. */
  readonly put: (key: string, kept: StoredForm<T> | undefined) => void
  /** Record created or changed by the last save. */
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

/**
 * A kind of form, created once at module level. Kinds never share forms, even for the same subject.
 */
export type FormKind<T extends object> = {
  readonly storeIn: (forms: Forms) => FormStore<T>
}

/** All state kept for one window. */
export type Forms = { readonly clears: (() => void)[] }

/**
 * State with a separate copy for each window: it ends with the window, and is cleared with its
 * forms.
 */
export const windowScoped = <T extends { readonly clear: () => void }>(
  make: () => T,
): ((forms: Forms) => T) => {
  // Keyed weakly by the window's own object, so that the state ends with it.
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
 * `formKind<CaseContent>()`: the store of what is typed into forms of that kind. Never for secrets.
 *
 * @param outlives a pending form is kept when all are cleared: it can still be cancelled.
 */
export const formKind = <T extends object>({ outlives = false } = {}): FormKind<T> => ({
  storeIn: windowScoped(() => newFormStore<T>(outlives)),
})

const KeptContext = createContext<Forms | null>(null)

/**
 * Keeps unsaved forms while another view is shown, in memory alone. They end with the window, which
 * every lock destroys.
 */
export const FormStoreProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [forms] = useState<Forms>(() => ({ clears: [] }))
  return <KeptContext value={forms}>{children}</KeptContext>
}

/** @throws outside KeptForms, which is a programming error. */
export const useForms = (): Forms => {
  const forms = useContext(KeptContext)
  if (forms === null) throw new Error('no forms')
  return forms
}

/** Does this form have unsaved changes? */
export const useHasDraft = <T extends object>(kind: FormKind<T>, about: string): boolean => {
  const store = kind.storeIn(useForms())
  return useSyncExternalStore(store.subscribe, () => store.get(about) !== undefined)
}

/** Discards all forms except pending ones of an `outlives` kind: for when records are erased. */
export const useDiscardForms = (): (() => void) => {
  const forms = useForms()
  return () => {
    for (const clear of forms.clears) clear()
  }
}

/** An existing record; null for a form that creates one. */
type Changed<T> = { readonly id: string; readonly rev: number; readonly content: T } | null

/**
 * The content of a form; after a change it outlives its view. Call `forget` when the form is saved
 * or cancelled, not when the view is only left.
 *
 * @param about the record to change, or a key that tells the form from others of its kind.
 * @param blank initial content without a record.
 */
export const useFormDraft = <T extends object>(
  kind: FormKind<T>,
  about: Changed<NoInfer<T>> | string,
  blank: NoInfer<T>,
): FormDraft<T> => {
  const store = kind.storeIn(useForms())
  const key = typeof about === 'string' ? about : (about?.id ?? 'new')
  const stored = useSyncExternalStore(store.subscribe, () => store.get(key))
  const [last, setLast] = useState<StoredForm<T>>(() => {
    const record = typeof about === 'string' ? null : about
    const { content = blank, rev = 0, id = null } = record ?? {}
    return { content, rev, id, sent: null }
  })
  /** If a submitted form is no longer stored, it was saved, possibly by an unmounted view. */
  const ended = (seen: StoredForm<T>): StoredForm<T> =>
    seen.sent === null ? seen : { ...seen, ...store.ends.get(key), sent: null }
  const shown = stored ?? ended(last)
  if (shown !== last) setLast(shown)
  /** Not the rendered state: the view may unmount, or an answer arrive, before the next render. */
  const now = (): StoredForm<T> => store.get(key) ?? ended(shown)
  const { content, rev, id, sent } = shown
  return {
    content,
    rev,
    id,
    isSent: sent !== null,
    change: (patch) => {
      const before = now()
      store.put(key, { ...before, content: { ...before.content, ...patch } })
    },
    forget: () => store.put(key, undefined),
    send: () => store.put(key, { ...now(), sent: content }),
    saved: (record) => {
      const typed = store.get(key)
      if (record !== undefined) store.ends.set(key, { id: record.id, rev: record.rev })
      const isDone = typed === undefined || typed.content === typed.sent
      store.put(key, isDone ? undefined : { ...typed, ...store.ends.get(key), sent: null })
      return isDone
    },
    refused: () => {
      const typed = store.get(key)
      if (typed !== undefined) store.put(key, { ...typed, sent: null })
    },
  }
}
