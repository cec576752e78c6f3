import type { Source } from '../../../shared/records.ts'
import { useAction } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { useToast } from '../../ui/toast.tsx'
import { useUndo } from '../../commands/undo.tsx'
import { useRevisable } from '../../records/use-revisable.ts'
import { utcDay } from '../../records/whole-day.ts'
import type { Consent } from '../../records/protection-words.ts'

/**
 * Every consent is taken back. Taking back the keeping itself stops all uses, also those that nobody
 * had asked about.
 */
const allWithdrawn = (consents: readonly Consent[], day: string): Consent[] => {
  const taken = consents.map((consent) =>
    consent.withdrawn === '' || consent.withdrawn > day ? { ...consent, withdrawn: day } : consent,
  )
  return taken.some(({ use }) => use === 'internal') || taken.length >= limits.consents
    ? taken
    : [...taken, { use: 'internal', audience: '', given: '', withdrawn: day, note: '' }]
}

/**
 * One press for the worst day: nobody contacts the source, and nothing of it leaves any more. A source
 * of somebody else cannot be revised; it is held back here.
 */
export const useStopEverything = (
  source: Source,
): {
  readonly stop: () => void
  /** Lets a source go that was held back here. */
  readonly letGo: () => void
  readonly isPending: boolean
  readonly refusal: AppError | null
} => {
  const text = useText()
  const toast = useToast()
  const { forget } = useUndo()
  const save = useAction('sources.save', {
    onSuccess: () => toast({ text: text('sources.foundStopped') }),
  })
  const hold = useAction('sources.holdBack', {
    onSuccess: (_, { isHeld }) => {
      // It has no number that would tell: what was done to many before must not undo this.
      forget(['holdBack', 'letGo'])
      toast({ text: text(isHeld ? 'sources.foundHeld' : 'sources.foundLetGone') })
    },
  })
  const revisable = useRevisable(source.id)
  return {
    stop: () => {
      if (revisable === 'theirs') {
        hold.mutate({ id: source.id, isHeld: true })
        return
      }
      save.mutate({
        id: source.id,
        rev: source.rev,
        content: {
          ...source.content,
          doNotContact: true,
          consents: allWithdrawn(source.content.consents, utcDay()),
        },
      })
    },
    letGo: () => hold.mutate({ id: source.id, isHeld: false }),
    isPending: save.isPending || hold.isPending,
    refusal: save.error ?? hold.error,
  }
}
