import { createContext, useContext, useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'

export type Tour = {
  /** The current step; null without a tour. */
  readonly at: number | null
  readonly show: (at: number | null) => void
}

const TourContext = createContext<Tour | null>(null)

/** Position in the tour. It ends with the window. */
export const TourProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const [at, show] = useState<number | null>(null)
  const tour = useMemo(() => ({ at, show }), [at])
  return <TourContext value={tour}>{children}</TourContext>
}

/** @throws outside a TourProvider, which is a programming error. */
export const useTour = (): Tour => {
  const tour = useContext(TourContext)
  if (tour === null) throw new Error('no tour')
  return tour
}
