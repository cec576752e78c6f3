import type { Report, ReportContent } from '../../../shared/records.ts'
import type { AppError } from '../../data/bridge.ts'
import { createKeptOrder } from './kept-order.ts'
import type { KeptOrder } from './kept-order.ts'
import { savableContent } from './savable-content.ts'
import { recognise } from './translation-keys.ts'

/** Milliseconds after the last key. */
const quietMs = 800
/** Milliseconds after the first key that is not saved: who never pauses is saved all the same. */
const longestMs = 3_000

export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict'

export type SavableDraft = {
  /** The report as last read or written; null while it has never been saved. */
  readonly report: Report | null
  /** What the person sees and edits. */
  readonly content: ReportContent
  readonly status: SaveStatus
  readonly refusal: AppError | null
  /** Grows when a text was replaced from outside, so that editors begin anew. */
  readonly epoch: number
}

export type DraftPorts = {
  readonly save: (input: {
    id: string | null
    rev: number
    content: ReportContent
  }) => Promise<Report>
  /** What `save` rejects with is a refusal. */
  readonly refusalOf: (error: unknown) => AppError
}

export type DraftSaver = {
  readonly get: () => SavableDraft
  readonly subscribe: (listener: () => void) => () => void
  readonly edit: (patch: Partial<ReportContent>) => void
  /** Saves now what is not saved; resolves when nothing more can be. */
  readonly flush: () => Promise<SavableDraft>
  /** Takes in a newer state that somebody else wrote, unless there is something of ours to lose. */
  readonly meet: (report: Report) => void
  /** Takes in a state in place of ours. */
  readonly adopt: (report: Report) => void
  /** Writes ours over the given state. */
  readonly writeOver: (report: Report) => Promise<SavableDraft>
  /** Where what was removed from it goes back. */
  readonly orders: { readonly translations: KeptOrder; readonly attachments: KeptOrder }
}

const same = (a: ReportContent, b: ReportContent): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** Fields show what they are given; only editors keep their text by themselves. */
const sameTexts = (a: ReportContent, b: ReportContent): boolean =>
  a.body === b.body && JSON.stringify(a.translations) === JSON.stringify(b.translations)

/**
 * Keeps one draft saved: one request at a time, the newest content last. A conflict stops it until a
 * person has chosen; any other refusal stops it until the next edit or `flush`. Nothing that was
 * typed is ever dropped by it.
 */
export const createDraftSaver = (
  report: Report | null,
  content: ReportContent,
  ports: DraftPorts,
): DraftSaver => {
  let draft: SavableDraft = { report, content, status: 'saved', refusal: null, epoch: 0 }
  let timer: ReturnType<typeof setTimeout> | undefined
  let longest: ReturnType<typeof setTimeout> | undefined
  let running: Promise<SavableDraft> | null = null
  const listeners = new Set<() => void>()

  const set = (change: Partial<SavableDraft>): void => {
    draft = { ...draft, ...change }
    for (const listener of listeners) listener()
  }

  const stopTimers = (): void => {
    clearTimeout(timer)
    clearTimeout(longest)
    longest = undefined
  }

  const unsaved = (): boolean =>
    draft.status === 'unsaved' || draft.status === 'failed' || draft.status === 'saving'

  const saveAll = async (): Promise<SavableDraft> => {
    while (draft.status === 'unsaved' || draft.status === 'failed') {
      const { report: on, content: sent } = draft
      set({ status: 'saving', refusal: null })
      try {
        const saved = await ports.save({
          id: draft.report?.id ?? null,
          rev: draft.report?.rev ?? 0,
          content: savableContent(sent, draft.report?.content ?? null),
        })
        set({ report: saved, status: draft.content === sent ? 'saved' : 'unsaved' })
      } catch (error) {
        const refusal = ports.refusalOf(error)
        // It was for a state in whose place another one stands here by now: what is left goes over that.
        if (refusal.code === 'conflict' && draft.report !== on) continue
        set({ status: refusal.code === 'conflict' ? 'conflict' : 'failed', refusal })
        break
      }
    }
    return draft
  }

  const flush = (): Promise<SavableDraft> => {
    stopTimers()
    running ??= saveAll().finally(() => {
      running = null
    })
    return running
  }

  const adopt = (next: Report): void => {
    stopTimers()
    const changed = !same(next.content, draft.content)
    if (changed) recognise(next.content.translations, draft.content.translations)
    set({
      report: next,
      content: changed ? next.content : draft.content,
      status: 'saved',
      refusal: null,
      epoch: sameTexts(next.content, draft.content) ? draft.epoch : draft.epoch + 1,
    })
  }

  return {
    get: () => draft,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: (patch) => {
      const status =
        draft.status === 'conflict' || draft.status === 'saving' ? draft.status : 'unsaved'
      set({ content: { ...draft.content, ...patch }, status })
      if (status !== 'unsaved') return
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), quietMs)
      longest ??= setTimeout(() => void flush(), longestMs)
    },
    flush,
    meet: (next) => {
      if (unsaved() || draft.status === 'conflict') return
      if (draft.report !== null && next.rev <= draft.report.rev) return
      adopt(next)
    },
    adopt,
    writeOver: (next) => {
      set({ report: next, status: 'unsaved', refusal: null })
      return flush()
    },
    orders: { translations: createKeptOrder(), attachments: createKeptOrder() },
  }
}
