import type { Finding } from '../../shared/lint.ts'
import { carriedOver } from './lint-findings.ts'
import type { Checked } from './lint-findings.ts'

/** Milliseconds without a key that count as a pause. */
const quietMs = 40

/** For a text longer than this, listeners are notified at a pause and not on every key. */
const longText = 2_000

export type PartText = { readonly text: string; readonly language: string }

/** A part of a record and its findings so far, mapped through its edits. */
export type CheckedPart = Checked & {
  /** `behind`: a check is pending. `failed`: the check failed. */
  readonly state: 'behind' | 'done' | 'failed'
}

export type CheckedParts = ReadonlyMap<string, CheckedPart>

export type LintChecker = {
  readonly get: () => CheckedParts
  readonly subscribe: (listener: () => void) => () => void
  /** Sets the current parts. Parts that are missing are dropped. */
  readonly set: (parts: ReadonlyMap<string, PartText>) => void
  /** Checks everything again: for new names, or after a failure. */
  readonly again: () => void
  /** Drops all texts; a pending answer is ignored. */
  readonly end: () => void
}

type CheckerPart = PartText & {
  shown: CheckedPart
  /** Changed since it was last sent. */
  due: boolean
  isSent: boolean
}

/**
 * Checks texts after each pause in typing: one request at a time per part, the newest text last. An
 * answer for a text that has changed is dropped.
 *
 * @param check rejects when it could not be done.
 */
export const createLintChecker = (
  check: (text: PartText) => Promise<readonly Finding[]>,
): LintChecker => {
  const parts = new Map<string, CheckerPart>()
  const listeners = new Set<() => void>()
  let shown: CheckedParts = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined
  let untold = false

  const tell = (): void => {
    untold = false
    shown = new Map([...parts].map(([name, part]) => [name, part.shown]))
    for (const listener of listeners) listener()
  }

  const send = async (name: string, part: CheckerPart): Promise<void> => {
    const { text, language } = part
    part.due = false
    part.isSent = true
    const findings = await check({ text, language }).catch(() => null)
    part.isSent = false
    if (parts.get(name) !== part) return
    if (part.due) return sendDue()
    // A text that changed meanwhile is checked again soon.
    if (part.text !== text || part.language !== language) return
    part.shown =
      findings === null ? { ...part.shown, state: 'failed' } : { text, findings, state: 'done' }
    tell()
  }

  const sendDue = (): void => {
    for (const [name, part] of parts) if (part.due && !part.isSent) void send(name, part)
  }

  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (untold) tell()
      for (const part of parts.values()) if (part.shown.state === 'behind') part.due = true
      sendDue()
    }, quietMs)
  }

  return {
    get: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (next) => {
      let changed = false
      let isTyping = true
      for (const name of parts.keys()) {
        if (next.has(name)) continue
        parts.delete(name)
        changed = true
        isTyping = false
      }
      for (const [name, { text, language }] of next) {
        const part = parts.get(name)
        if (part?.text === text && part.language === language) continue
        changed = true
        if (part === undefined || text.length < longText) isTyping = false
        const moved = carriedOver(part?.shown ?? { text, findings: [] }, text)
        const shownNow = { ...moved, state: text.trim() === '' ? 'done' : 'behind' } as const
        if (part === undefined) {
          parts.set(name, { text, language, shown: shownNow, due: false, isSent: false })
        } else Object.assign(part, { text, language, shown: shownNow, due: false })
      }
      if (!changed) return
      untold = true
      if (!isTyping) tell()
      later()
    },
    again: () => {
      for (const part of parts.values()) {
        if (part.text.trim() === '') continue
        part.shown = { ...part.shown, state: 'behind' }
        part.due = true
      }
      tell()
      sendDue()
    },
    end: () => {
      clearTimeout(timer)
      parts.clear()
    },
  }
}
