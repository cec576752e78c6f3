import { useEffect, useState } from 'react'
import type { ComponentType, ReactElement } from 'react'

/** A view whose code comes when it is first shown, or earlier by `readAhead`. */
export type Later<Props extends object> = {
  (props: Props): ReactElement | null
  /** Has the code read; its failure is shown by the view, not told here. */
  readonly readAhead: () => void
}

/**
 * Not React's `lazy`: that one keeps what came after another for 300 ms from being shown, also where
 * its code has been read long before, and never asks again for what failed.
 *
 * @throws what `load` threw, while the view is drawn: the boundary around it says so.
 */
export const later = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Later<Props> => {
  let found: ComponentType<Props> | undefined
  const read = async (): Promise<ComponentType<Props>> => (found ??= await load())

  const View = (props: Props): ReactElement | null => {
    const [, setReadAt] = useState(0)
    const [failure, setFailure] = useState<{ readonly of: unknown } | null>(null)
    const isMissing = found === undefined
    useEffect(() => {
      if (!isMissing) return undefined
      let isShown = true
      read().then(
        () => isShown && setReadAt(Date.now()),
        (error: unknown) => isShown && setFailure({ of: error }),
      )
      return () => {
        isShown = false
      }
    }, [isMissing])
    if (failure !== null) throw failure.of
    const Found = found
    return Found === undefined ? null : <Found {...props} />
  }
  return Object.assign(View, {
    readAhead: (): void => {
      read().catch(() => undefined)
    },
  })
}
