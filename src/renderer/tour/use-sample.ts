import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, useVaultQuery } from '../data/bridge.ts'
import type { AppError } from '../data/bridge.ts'
import { useFailureToast } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { readAgain } from '../data/query-client.ts'
import { useToast } from '../ui/toast.tsx'
import { useView } from '../app/view-state.ts'
import { isSample, makeSample, removeSample } from './sample-case.ts'
import { useTour } from './tour-state.tsx'
import { tourSteps } from './tour-steps.ts'

/** The sample case: whether there is one, writing it and beginning the tour, taking it away. */
export const useSample = () => {
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { go, select, closeAll, stay } = useView()
  const { show } = useTour()
  const { data: settings } = useVaultQuery('settings.get', {})
  const { data: cases } = useVaultQuery('cases.list', {})
  const failed = useFailureToast()
  const refused = (error: AppError): void => failed(error)

  const begin = useMutation<string, AppError, void, () => boolean>({
    networkMode: 'always',
    onMutate: stay,
    mutationFn: () => makeSample(call, settings?.language ?? 'en'),
    onSuccess: async (id, _, isStill) => {
      await readAgain(client)
      if (!isStill()) return
      select('cases', id)
      show(0)
    },
    onError: refused,
  })
  const remove = useMutation<boolean, AppError>({
    networkMode: 'always',
    mutationFn: () => removeSample(call),
    onSuccess: async (isGone) => {
      show(null)
      await readAgain(client)
      toast({ text: text(isGone ? 'tour.removed' : 'tour.removedInPart') })
    },
    onError: refused,
  })
  return {
    isHere: cases?.some(isSample) ?? false,
    isBusy: begin.isPending || remove.isPending,
    begin: () => begin.mutate(),
    remove: () => {
      // What is open may be a part of it. Not once it is gone: somebody has opened something else by then.
      closeAll()
      go('reports')
      remove.mutate()
    },
    /** The tour alone, through what is there. */
    walk: () => {
      show(0)
      go(tourSteps[0])
    },
  }
}
