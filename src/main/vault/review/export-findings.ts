import type { AuthorKey } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import type { Pace } from '../../exchange/pace.ts'
import type { Homonyms } from '../sealed-identities/name-exceptions.ts'
import { leavingTexts } from './exported-texts.ts'
import type { LintPort } from '../lint/lint-port.ts'
import type { Found } from './review-items.ts'
import { spotsIn } from './text-findings.ts'
import type { LeavingText, Spot } from './text-findings.ts'

/** The same words of one record are one item; it stands open for as long as one place does. */
const grouped = (spots: readonly Spot[]): Found[] => {
  const groups = new Map<string, { readonly spot: Spot; count: number; isOpen: boolean }>()
  for (const spot of spots) {
    const group = groups.get(spot.item) ?? { spot, count: 0, isOpen: false }
    groups.set(spot.item, group)
    group.count += 1
    group.isOpen ||= !spot.isLetStand
  }
  return [...groups.values()].map(({ spot: { isLetStand, reason, ...found }, count, isOpen }) => ({
    ...found,
    count,
    // Of a protected name nothing is ever let stand: it is as it was found.
    state: found.family === 'name' ? found.state : isOpen ? 'blocks' : 'overridden',
    // What somebody else said of it is shown, and settles nothing.
    reason: isOpen && isLetStand ? null : reason,
  }))
}

/**
 * What the checks find in everything that leaves, its purpose included: one text after another, since
 * the checks have one thread and the person who writes meanwhile needs it too.
 */
export const exportSpots = async (
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
    readonly homonyms: Homonyms
    readonly us: AuthorKey
    readonly purpose: { readonly text: string; readonly language: string }
    readonly isHead: (revision: Revision) => boolean
    readonly phrases: readonly string[]
  },
  pace: Pace,
): Promise<Found[]> => {
  const why: LeavingText = {
    ...purpose,
    where: 'purpose',
    subject: null,
    place: 'purpose',
    name: '',
    known: [],
  }
  const spots: Spot[] = []
  let done = 0
  const look = async (texts: readonly LeavingText[]): Promise<void> => {
    for (const text of texts) {
      await pace(done, gathered.records.size)
      spots.push(...(await spotsIn(text, phrases, check, homonyms)))
    }
  }
  if (purpose.text !== '') await look([why])
  for (const texts of leavingTexts(gathered, isHead, us)) {
    await look(texts)
    done += 1
  }
  return grouped(spots)
}
