import { useText } from '../../../i18n/use-text.ts'
import type { Plan } from './use-planned.ts'

/** The name of a record in the plan, with its kind. */
export const useRecordNamed = (): ((
  one: Pick<Plan['blocks'][number], 'kind' | 'name'>,
) => string) => {
  const text = useText()
  return ({ kind, name }) =>
    text('handover.named', {
      kind: text(`exchange.kind.${kind}`),
      name: name === '' ? text('reports.untitled') : name,
    })
}
