import type { AuthorKey } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import type { Pace } from '../../exchange/pace.ts'
import type { NameExceptions } from '../sealed-identities/name-exceptions.ts'
import { exportedTexts } from './exported-texts.ts'
import type { LintPort } from '../lint/lint-port.ts'
import type { ReviewIssue } from './review-items.ts'
import { findingsInTexts } from './text-findings.ts'
import type { ExportedText, TextFinding } from './text-findings.ts'

/** Equal words of one record are one item; the item is open while one of its places is. */
const grouped = (spots: readonly TextFinding[]): ReviewIssue[] => {
  const groups = new Map<string, { readonly spot: TextFinding; count: number; isOpen: boolean }>()
  for (const spot of spots) {
    const group = groups.get(spot.item) ?? { spot, count: 0, isOpen: false }
    groups.set(spot.item, group)
    group.count += 1
    group.isOpen ||= !spot.isLetStand
  }
  return [...groups.values()].map(({ spot: { isLetStand, reason, ...found }, count, isOpen }) => ({
    ...found,
    count,
    // A protected name can't be overridden, so its state is kept.
    state: found.family === 'name' ? found.state : isOpen ? 'blocks' : 'overridden',
    // A reason from another vault is shown, and settles nothing.
    reason: isOpen && isLetStand ? null : reason,
  }))
}

/**
 * The findings of the checks in every exported text, including the purpose. Sequential, since the
 * checks have one thread and the editor uses it too.
 */
export const exportFindings = async (
  gathered: Gathered,
  {
    check,
    homonyms,
    us,
    purpose,
    isHead,
    phrases,
  }: {
    readonly check: LintPort
    readonly homonyms: NameExceptions
    readonly us: AuthorKey
    readonly purpose: { readonly text: string; readonly language: string }
    readonly isHead: (revision: Revision) => boolean
    readonly phrases: readonly string[]
  },
  pace: Pace,
): Promise<ReviewIssue[]> => {
  const why: ExportedText = {
    ...purpose,
    where: 'purpose',
    subject: null,
    place: 'purpose',
    name: '',
    known: [],
  }
  const spots: TextFinding[] = []
  let done = 0
  const look = async (texts: readonly ExportedText[]): Promise<void> => {
    for (const text of texts) {
      await pace(done, gathered.records.size)
      spots.push(...(await findingsInTexts(text, phrases, check, homonyms)))
    }
  }
  if (purpose.text !== '') await look([why])
  for (const texts of exportedTexts(gathered, isHead, us)) {
    await look(texts)
    done += 1
  }
  return grouped(spots)
}
