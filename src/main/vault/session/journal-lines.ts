import type { JournalLine } from '../../../shared/records.ts'
import type { Store } from '../../store/store.ts'

const page = 200

/** Lines of one kind about one subject, newest first. */
export const linesOf = function* (
  store: Store,
  subject: string,
  kind: JournalLine['kind'],
): Generator<JournalLine> {
  let before: number | null = null
  for (;;) {
    const { lines, more } = store.journal.list(subject, before, page, { kind, about: null })
    yield* lines
    const last = lines.at(-1)
    if (!more || last === undefined) return
    before = last.seq
  }
}
