import type { RefObject } from 'react'
import { findingKeys } from '../../shortcuts/keys.ts'
import { useKeysWithin } from '../../shortcuts/use-keys-within.ts'

type KeyActs = { readonly step: (by: 1 | -1) => void; readonly settleHere: () => void }

/** F8 and Shift+F8 walk through the findings, Alt+Enter settles the one at the caret. */
export const useLintKeys = (
  within: RefObject<HTMLElement | null>,
  { step, settleHere }: KeyActs,
  isOn: boolean,
): void =>
  useKeysWithin(
    within,
    findingKeys,
    (act) => {
      if (act === 'settle') settleHere()
      else step(act === 'next' ? 1 : -1)
    },
    isOn,
  )
