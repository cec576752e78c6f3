import { createContext, useCallback, useContext, useEffect, useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { MessageKey } from '../i18n/messages.ts'
import type { TextValues } from '../i18n/use-text.ts'
import type { IconName } from '../ui/icon.tsx'
import { useView } from '../app/view-state.ts'

/** An action on the open record, offered by its view. */
export type AppCommand = {
  readonly id: string
  /** Its name as a message key, so that the search finds it in every language. */
  readonly name: MessageKey
  readonly icon: IconName
  /** Values for the name, such as a name or a file. */
  readonly values?: TextValues
  readonly keys?: readonly string[]
  /** An action on the list beside the record: sorted after the record's actions. */
  readonly isBeside?: boolean
  readonly run: () => void
}

type Offers = Map<string, readonly AppCommand[]>

const OffersContext = createContext<Offers | null>(null)

/** Connects views that offer actions with the palette; neither knows the other. */
export const CommandsProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [offers] = useState<Offers>(() => new Map())
  return <OffersContext value={offers}>{children}</OffersContext>
}

/** Offers actions while the component is mounted, each as last rendered. */
export const useCommands = (acts: readonly AppCommand[]): void => {
  const offers = useContext(OffersContext)
  const by = useId()
  useEffect(() => {
    offers?.set(by, acts)
  })
  useEffect(
    () => () => {
      offers?.delete(by)
    },
    [offers, by],
  )
}

const allOf = (offers: Offers | null): readonly AppCommand[] =>
  offers === null ? [] : [...offers.values()].flat()

/** All actions offered now: those of the open record, then those of the list. */
export const useAvailableCommands = (): readonly AppCommand[] => {
  const all = allOf(useContext(OffersContext))
  return [...all.filter((act) => act.isBeside !== true), ...all.filter((act) => act.isBeside)]
}

/**
 * Milliseconds: a view must render, and may have to ask the vault process, before it offers
 * actions.
 */
const waitMost = 5_000

/**
 * Runs an action of another view once that view offers it. If it does not, because the action is
 * not possible now, the view stays open and says why. Navigating elsewhere cancels the pending
 * action, even if the user returns.
 */
export const useRunWhenAvailable = (): ((name: MessageKey) => void) => {
  const offers = useContext(OffersContext)
  const { stay } = useView()
  return useCallback(
    (name) => {
      const isStill = stay()
      const until = performance.now() + waitMost
      const look = (): void => {
        if (!isStill()) return
        const found = allOf(offers).find((act) => act.name === name)
        if (found !== undefined) found.run()
        else if (performance.now() < until) requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    },
    [offers, stay],
  )
}
