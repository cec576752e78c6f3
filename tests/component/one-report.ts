import type { QueryClient } from '@tanstack/react-query'
import { userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { reportAnswer, revisionId } from './records.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { goTo, openWindow, untilFound } from './window.tsx'

type Content = Partial<typeof emptyReport>
type State = 'draft' | 'filed' | 'revising'
type Answers = NonNullable<NonNullable<Parameters<typeof openWindow>[0]>['answers']>

/** Blocks its waiters until the test opens it. */
export const gate = (): { readonly open: () => void; readonly isOpen: Promise<void> } => {
  let open = (): void => undefined
  const isOpen = new Promise<void>((done) => {
    open = done
  })
  return { open, isOpen }
}

export type OneReport = {
  /** Changes the report from outside the window, without an event. */
  readonly change: (content: Content) => void
  readonly content: () => Content
  readonly state: () => State
  /** Saves as the vault does. @throws Refuse `conflict`. */
  readonly save: (input: { id: string | null; rev: number; content: object }) => never
  readonly file: (input: { id: string }) => never
  /** Returns to the filed content. */
  readonly discard: (input: { id: string }, filed: Content) => never
  readonly answers: Answers
}

/** Answers for any report id: keeps what is saved, and adds a revision at each filing. */
export const oneReport = (begun: Content, first: State = 'draft'): OneReport => {
  let [rev, state, content] = [2, first, begun]
  let revision = first === 'draft' ? 0 : 1
  const report = (id: string) => {
    const head = revision === 0 ? null : revisionId(revision)
    const heads = head === null ? [] : [head]
    // The cast is safe: the fields that the test sets satisfy the contract's schema.
    return { ...reportAnswer(id, content), rev, state, head, heads } as never
  }
  const save: OneReport['save'] = ({ id, rev: of, content: next }) => {
    if (of !== rev) throw new Refuse('conflict')
    rev += 1
    if (state === 'filed') state = 'revising'
    content = next
    return report(id ?? '')
  }
  const file: OneReport['file'] = ({ id }) => {
    rev += 1
    revision += 1
    state = 'filed'
    return report(id)
  }
  return {
    change: (next) => {
      rev += 1
      content = { ...content, ...next }
    },
    content: () => content,
    state: () => state,
    save,
    file,
    discard: ({ id }, filed) => {
      rev += 1
      state = 'filed'
      content = filed
      return report(id)
    },
    answers: { 'reports.get': ({ id }) => report(id), 'reports.save': save, 'reports.file': file },
  }
}

/** Opens a report of the list; all its reports answer as `answers` says. */
export const openOneReport = async (answers: Answers, client?: QueryClient): Promise<TestVault> => {
  const test = await openWindow({ answers, ...(client !== undefined && { client }) })
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  return test
}

/**
 * Runs all microtasks that come before the next key or press, and nothing that waits for a later
 * task.
 */
export const microtasks = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}
