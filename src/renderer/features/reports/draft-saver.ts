import type { Report, ReportContent } from '../../../shared/records.ts'
import type { AppError } from '../../data/bridge.ts'
import { isDateText } from '../../records/edtf.ts'
import { validOverrides } from '../../records/report-findings.ts'
import { createKeptOrder } from './kept-order.ts'
import type { KeptOrder } from './kept-order.ts'
import { recognise } from './translation-keys.ts'

/** Delay after the last key, in milliseconds. */
const quietMs = 800
/** Longest delay after the first unsaved key, in milliseconds: continuous typing is saved too. */
const longestMs = 3_000

export type SaveStatus = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict'

export type SavableDraft = {
  /** The report as last read or written; null if it was never saved. */
  readonly report: Report | null
  /** The content that the user sees and edits. */
  readonly content: ReportContent
  readonly status: SaveStatus
  readonly failure: AppError | null
  /** Increases when a text is replaced from outside, so that editors are remounted. */
  readonly epoch: number
}

export type DraftPorts = {
  readonly save: (input: {
    id: string | null
    rev: number
    content: ReportContent
  }) => Promise<Report>
  /** Converts a rejection of `save`. */
  readonly failureOf: (error: unknown) => AppError
}

export type DraftSaver = {
  readonly get: () => SavableDraft
  readonly subscribe: (listener: () => void) => () => void
  readonly edit: (patch: Partial<ReportContent>) => void
  /** Saves unsaved changes now; resolves when nothing more can be saved. */
  readonly flush: () => Promise<SavableDraft>
  /** Accepts a newer revision from elsewhere, unless this would lose local changes. */
  readonly meet: (report: Report) => void
  /** Replaces the local content with a revision. */
  readonly adopt: (report: Report) => void
  /** Saves the local content over the given revision. */
  readonly writeOver: (report: Report) => Promise<SavableDraft>
  /** Positions at which removed items are restored. */
  readonly orders: { readonly translations: KeptOrder; readonly attachments: KeptOrder }
}

const same = (a: ReportContent, b: ReportContent): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** Fields are controlled; only editors keep their own text. */
const sameTexts = (a: ReportContent, b: ReportContent): boolean =>
  a.body === b.body && JSON.stringify(a.translations) === JSON.stringify(b.translations)

const dateOr = (value: string, before: string | undefined): string =>
  isDateText(value) ? value : (before ?? '')

/**
 * The part of the typed content that can be saved: an invalid date keeps its last saved value (its
 * field says so), so that the rest never waits for it. Overrides are dropped when their words are
 * gone.
 */
export const savableContent = (
  { attachments = [], ...content }: ReportContent,
  saved: ReportContent | null,
): ReportContent => ({
  ...content,
  ...(attachments.length > 0 && { attachments }),
  received: dateOr(content.received, saved?.received),
  eventDate: dateOr(content.eventDate, saved?.eventDate),
  handling: {
    ...content.handling,
    note: content.handling.level === 'permitted' ? '' : content.handling.note,
    until:
      content.handling.level === 'embargo'
        ? dateOr(content.handling.until, saved?.handling.until)
        : '',
  },
  overrides: [...validOverrides({ ...content, attachments })],
})

/**
 * Saves one draft: one request at a time, the newest content last. A conflict stops it until the
 * user chooses; any other failure stops it until the next edit or `flush`. It never drops typed
 * text.
 */
export const createDraftSaver = (
  report: Report | null,
  content: ReportContent,
  ports: DraftPorts,
): DraftSaver => {
  let draft: SavableDraft = { report, content, status: 'saved', failure: null, epoch: 0 }
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
      set({ status: 'saving', failure: null })
      try {
        const saved = await ports.save({
          id: draft.report?.id ?? null,
          rev: draft.report?.rev ?? 0,
          content: savableContent(sent, draft.report?.content ?? null),
        })
        set({ report: saved, status: draft.content === sent ? 'saved' : 'unsaved' })
      } catch (error) {
        const failure = ports.failureOf(error)
        // The conflict concerns a revision that has been replaced here: save again over the current
        // one.
        if (failure.code === 'conflict' && draft.report !== on) continue
        set({ status: failure.code === 'conflict' ? 'conflict' : 'failed', failure })
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
      failure: null,
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
      set({ report: next, status: 'unsaved', failure: null })
      return flush()
    },
    orders: { translations: createKeptOrder(), attachments: createKeptOrder() },
  }
}
