import type { In, Out } from '../shared/contract.ts'
import type { Settings } from '../shared/records.ts'
import { useAct } from './bridge.ts'
import type { Refusal } from './bridge.ts'
import { useChangeSettings } from './change-settings.ts'
import type { MessageKey } from './i18n/messages.ts'
import { useText } from './i18n/use-text.ts'
import type { KeptForm } from './kept-forms.tsx'
import { useToast } from './ui/toast.tsx'

type RecordSave =
  'cases.save' | 'sources.save' | 'claims.save' | 'publications.save' | 'attributions.save'

interface FormSave<T> {
  readonly error: Refusal | null
  readonly isPending: boolean
  /** Saves that, in the place of what the form was opened on. */
  readonly save: (content: T) => void
}

/**
 * How the form of a record is saved: once at a time. What is typed meanwhile stays in it, to be saved by
 * itself over what was saved; else the form is done with.
 *
 * @param said told at the foot once it is saved.
 * @param onSaved called when the form is done with.
 */
export const useSaveForm = <C extends RecordSave>(
  channel: C,
  kept: Pick<KeptForm<object>, 'id' | 'rev' | 'send' | 'saved'>,
  { said, onSaved }: { readonly said: MessageKey; readonly onSaved: (saved: Out<C>) => void },
): FormSave<In<C>['content']> => {
  const text = useText()
  const toast = useToast()
  const act = useAct(channel, {
    onSuccess: (saved) => {
      const isDone = kept.saved(saved)
      toast({ text: text(said) })
      if (isDone) onSaved(saved)
    },
  })
  return {
    error: act.error,
    isPending: act.isPending,
    save: (content) => {
      // While it turns, React Aria's button submits nothing: a form with one field then goes by Enter.
      if (act.isPending) return
      kept.send()
      act.mutate({ id: kept.id, rev: kept.rev, content } as In<C>)
    },
  }
}

/** The same for a form that is a part of the settings: it stays open. */
export const useSaveSettings = (
  kept: Pick<KeptForm<object>, 'send' | 'saved'>,
): FormSave<Partial<Settings>> => {
  const text = useText()
  const toast = useToast()
  const act = useChangeSettings({
    onSuccess: () => {
      kept.saved()
      toast({ text: text('settings.saved') })
    },
  })
  return {
    error: act.error,
    isPending: act.isPending,
    save: (change) => {
      kept.send()
      act.mutate(change)
    },
  }
}
