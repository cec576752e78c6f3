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
  /** Saves that, in the place of what the form was opened on. */
  readonly save: (content: T) => void
}

type FormSend<C extends Channel> = {
  readonly send: (input: In<C>) => void
  /** Forgets why it was refused. */
  readonly reset: () => void
} & Omit<FormSave<never>, 'save'>

/** What a form that is sent has to do with those who are in it, and those who left it. */
const useSending = (
  kept: Sending,
): { readonly once: (act: () => void) => void; readonly onError: (refusal: AppError) => void } => {
  const missed = useMissedFailure()
  return {
    once: (act) => {
      // While it turns, React Aria's button submits nothing: a form with one field then goes by Enter.
      if (kept.isSent) return
      kept.send()
      act()
    },
    onError: (refusal) => {
      kept.refused()
      missed(refusal)
    },
  }
}

/**
 * How what stands in a form is sent: once at a time, whichever view of it is shown. What is typed
 * meanwhile stays in it, to be saved by itself; else the form is done with. Who left it is told that it
 * was refused.
 *
 * @param said told at the foot once it is saved.
 * @param made the record of that form, as it was saved.
 * @param onSaved called when the form is done with.
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
    // While it is sent there is nothing to forget, and what it comes to would be said nowhere.
    reset: () => {
      if (!kept.isSent) act.reset()
    },
    send: (input) => once(() => act.mutate(input)),
  }
}

/** How the form of a record is saved: what is typed meanwhile, over what was saved. */
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

/** The same for a form that is a part of the settings: it stays open. */
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
