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

/** The sample case: whether it exists, creating it with the tour, deleting it. */
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
      // Open records may belong to the sample, so close them now and not after the deletion, when
      // the user may have opened something else.
      closeAll()
      go('reports')
      remove.mutate()
    },
    /** Starts the tour on the existing content. */
    walk: () => {
      show(0)
      go(tourSteps[0])
    },
  }
}
