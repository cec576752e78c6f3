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
 * Withdraws every consent. Withdrawing the consent to internal use ends all uses, including those
 * that were never asked about.
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
 * The worst-day button: sets do-not-contact and withdraws every consent, so that nothing more of
 * the source is exported. A source of another vault cannot be revised; it is withheld here.
 */
export const useStopEverything = (
  source: Source,
  onStopped: () => void,
): {
  readonly stop: () => void
  /** Releases a source that was withheld here. */
  readonly letGo: () => void
  readonly isPending: boolean
  readonly failure: AppError | null
} => {
  const text = useText()
  const toast = useToast()
  const { forget } = useUndo()
  const save = useAction('sources.save', {
    onSuccess: () => {
      toast({ text: text('sources.foundStopped') })
      onStopped()
    },
  })
  const hold = useAction('sources.holdBack', {
    onSuccess: (_, { isHeld }) => {
      // Withholding has no revision number to compare, so an older bulk undo must not revert it.
      forget(['holdBack', 'letGo'])
      toast({ text: text(isHeld ? 'sources.foundHeld' : 'sources.foundLetGone') })
      if (isHeld) onStopped()
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
    failure: save.error ?? hold.error,
  }
}
