import { createContext, useCallback, useContext, useEffect, useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { MessageKey } from '../i18n/messages.ts'
import type { TextValues } from '../i18n/use-text.ts'
import type { IconName } from '../ui/icon.tsx'
import { useView } from '../app/view-state.ts'

/** What can be done with the record that is open, as its view says. */
export type AppCommand = {
  readonly id: string
  /** Its name: by the key, so that it is found in every language. */
  readonly name: MessageKey
  readonly icon: IconName
  /** What the name speaks of, such as a person or a file. */
  readonly values?: TextValues
  readonly keys?: readonly string[]
  /** Of the list beside the record, and not of the record: comes after its acts. */
  readonly isBeside?: boolean
  readonly run: () => void
}

type Offers = Map<string, readonly AppCommand[]>

const OffersContext = createContext<Offers | null>(null)

/** Where views put what they offer, and the palette finds it: neither knows the other. */
export const CommandsProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [offers] = useState<Offers>(() => new Map())
  return <OffersContext value={offers}>{children}</OffersContext>
}

/** Offers acts for as long as the component is shown, each as it was last drawn. */
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

/** All that is offered at the moment: of what is open, then of the list beside it. */
export const useAvailableCommands = (): readonly AppCommand[] => {
  const all = allOf(useContext(OffersContext))
  return [...all.filter((act) => act.isBeside !== true), ...all.filter((act) => act.isBeside)]
}

/** Milliseconds: a view has to be drawn, and may have to ask the vault, before it offers anything. */
const waitMost = 5_000

/**
 * Does an act of another view once that is shown and offers it. A view that does not, as it cannot be
 * done now, is shown all the same, and says why. Who sets out for anything else meanwhile has given it
 * up, also when they come back.
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
