import type { Channel } from '../../shared/channels.ts'
import type { In, Out } from '../../shared/contract.ts'
import type { Settings } from '../../shared/records.ts'
import { useAction } from './bridge.ts'
import type { AppError } from './bridge.ts'
import { useChangeSettings } from './change-settings.ts'
import { useMissedFailure } from './failure-text.tsx'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import type { FormDraft } from './form-store.tsx'
import { useToast } from '../ui/toast.tsx'

type RecordSave =
  'cases.save' | 'sources.save' | 'claims.save' | 'publications.save' | 'attributions.save'

type Sending = Pick<FormDraft<object>, 'isSent' | 'send' | 'saved' | 'refused'>

type FormSave<T> = {
  readonly error: AppError | null
  readonly isPending: boolean
  /** Saves this content over the revision that the form was opened on. */
  readonly save: (content: T) => void
}

type FormSend<C extends Channel> = {
  readonly send: (input: In<C>) => void
  /** Clears the failure. */
  readonly reset: () => void
} & Omit<FormSave<never>, 'save'>

/** Submit state, shared by mounted and unmounted instances of a form. */
const useSending = (
  kept: Sending,
): { readonly once: (act: () => void) => void; readonly onError: (failure: AppError) => void } => {
  const missed = useMissedFailure()
  return {
    once: (act) => {
      // While pending, React Aria's button does not submit, but Enter still submits a form with one
      // field.
      if (kept.isSent) return
      kept.send()
      act()
    },
    onError: (failure) => {
      kept.refused()
      missed(failure)
    },
  }
}

/**
 * Submits a form once at a time, whichever view shows it. Text typed meanwhile stays in the form
 * for another save; otherwise the form is discarded. A failure after the form was closed appears as
 * a toast.
 *
 * @param said toast text after the save.
 * @param made the record of that form, as it was saved.
 * @param onSaved called when the form is discarded.
 */
export const useSubmitForm = <C extends Channel>(
  channel: C,
  kept: Sending,
  {
    said,
    made,
    onSaved,
  }: {
    readonly said?: (saved: Out<C>) => MessageKey
    readonly made?: (saved: Out<C>) => { readonly id: string; readonly rev: number }
    readonly onSaved: (saved: Out<C>) => void
  },
): FormSend<C> => {
  const text = useText()
  const toast = useToast()
  const { once, onError } = useSending(kept)
  const act = useAction(channel, {
    onSuccess: (saved) => {
      const isDone = kept.saved(made?.(saved))
      if (said !== undefined) toast({ text: text(said(saved)) })
      if (isDone) onSaved(saved)
    },
    onError,
  })
  return {
    error: act.error,
    isPending: kept.isSent,
    // While pending there is no failure to clear, and a reset would drop the result.
    reset: () => {
      if (!kept.isSent) act.reset()
    },
    send: (input) => once(() => act.mutate(input)),
  }
}

/** Saves the form of a record; text typed meanwhile is based on the saved revision. */
export const useSaveForm = <C extends RecordSave>(
  channel: C,
  kept: Pick<FormDraft<object>, 'id' | 'rev'> & Sending,
  { said, onSaved }: { readonly said: MessageKey; readonly onSaved: (saved: Out<C>) => void },
): FormSave<In<C>['content']> => {
  const { send, ...rest } = useSubmitForm(channel, kept, {
    said: () => said,
    made: (saved) => saved,
    onSaved,
  })
  return {
    ...rest,
    save: (content) => send({ id: kept.id, rev: kept.rev, content } as In<C>),
  }
}

/** The same for a part of the settings: the form stays open. */
export const useSaveSettings = (kept: Sending): FormSave<Partial<Settings>> => {
  const text = useText()
  const toast = useToast()
  const { once, onError } = useSending(kept)
  const act = useChangeSettings({
    onSuccess: () => {
      kept.saved()
      toast({ text: text('settings.saved') })
    },
    onError,
  })
  return {
    error: act.error,
    isPending: kept.isSent,
    save: (change) => once(() => act.mutate(change)),
  }
}
