import { useEffect, useState } from 'react'
import type { ComponentType, ReactElement } from 'react'

/** A view with code that is loaded when it is first shown, or earlier by `readAhead`. */
export type Later<Props extends object> = {
  (props: Props): ReactElement | null
  /** Loads the code; a failure is shown by the view, not thrown here. */
  readonly readAhead: () => void
}

/**
 * Not React's `lazy`: that one delays content shown after another by up to 300 ms, even if its code
 * was loaded long before, and never retries a failed load.
 *
 * @throws the error of `load`, during the render: the boundary around it reports it.
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
