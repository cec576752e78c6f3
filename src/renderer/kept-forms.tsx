import { createContext, useContext, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

/** What was typed, and the state of the record that it was typed over. */
interface Kept<T> {
  readonly content: T
  readonly rev: number
  /** Null: what is saved first makes it. */
  readonly id: string | null
}

/** A form as its view has it. */
export interface KeptForm<T> extends Kept<T> {
  readonly change: (patch: Partial<T>) => void
  readonly forget: () => void
  /** What stands in it now is on its way to be saved. */
  readonly send: () => void
  /**
   * That is saved. What was typed since is kept over it, and to be saved by itself.
   *
   * @returns whether the form is done with: nothing was typed since.
   */
  readonly saved: (record?: { readonly id: string; readonly rev: number }) => boolean
}

/** Forms of one kind, by what each is about. */
type Shelf<T> = Map<string, Kept<T>>

/** A kind of form, made once beside it. Two kinds never meet, whatever their forms are about. */
export interface FormKind<T extends object> {
  readonly shelfIn: (forms: Forms) => Shelf<T>
}

/** All that is held for one window. */
type Forms = { readonly clears: (() => void)[] }

/** `formKind<CaseContent>()`: what is typed into forms of that kind. Nothing secret is ever of one. */
export const formKind = <T extends object>(): FormKind<T> => {
  // By the window's own object: what one window held is gone with it.
  const shelves = new WeakMap<Forms, Shelf<T>>()
  return {
    shelfIn: (forms) => {
      const present = shelves.get(forms)
      if (present !== undefined) return present
      const shelf: Shelf<T> = new Map()
      shelves.set(forms, shelf)
      forms.clears.push(() => shelf.clear())
      return shelf
    },
  }
}

const KeptContext = createContext<Forms | null>(null)

/**
 * Holds forms that nobody saved or gave up while another view is shown, in memory alone; with the
 * window, which no lock outlives, they end.
 */
export const KeptForms = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [forms] = useState<Forms>(() => ({ clears: [] }))
  return <KeptContext value={forms}>{children}</KeptContext>
}

const useForms = (): Forms => {
  const forms = useContext(KeptContext)
  if (forms === null) throw new Error('no forms')
  return forms
}

/** Was something typed into this form, and neither saved nor given up? */
export const useIsKept = <T extends object>(kind: FormKind<T>, about: string): boolean =>
  kind.shelfIn(useForms()).has(about)

/** Gives up all of them: for when records themselves are erased. */
export const useForgetForms = (): (() => void) => {
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
export const useKeptForm = <T extends object>(
  kind: FormKind<T>,
  about: Changed<T> | string,
  blank: T,
): KeptForm<T> => {
  const shelf = kind.shelfIn(useForms())
  const key = typeof about === 'string' ? about : (about?.id ?? 'new')
  const [kept, setKept] = useState<Kept<T>>(() => {
    const record = typeof about === 'string' ? null : about
    const { content = blank, rev = 0, id = null } = record ?? {}
    return shelf.get(key) ?? { content, rev, id }
  })
  const sent = useRef<T | null>(null)
  return {
    ...kept,
    change: (patch) => {
      // Kept at once: the view may be left before anything is drawn again.
      const before = shelf.get(key) ?? kept
      const next = { ...before, content: { ...before.content, ...patch } }
      shelf.set(key, next)
      setKept(next)
    },
    forget: () => void shelf.delete(key),
    send: () => {
      sent.current = (shelf.get(key) ?? kept).content
    },
    saved: (record) => {
      const now = shelf.get(key)
      if (now === undefined || now.content === sent.current) {
        shelf.delete(key)
        return true
      }
      const next = { ...now, ...(record === undefined ? {} : { id: record.id, rev: record.rev }) }
      shelf.set(key, next)
      setKept(next)
      return false
    },
  }
}
