import { Fragment } from 'react'
import type { ReactElement } from 'react'

/** `text` with the ranges of `marks` highlighted; invalid ranges are ignored. */
export const Marked = ({
  text,
  marks,
}: {
  readonly text: string
  readonly marks: readonly (readonly [number, number])[]
}): ReactElement => {
  let at = 0
  const parts: ReactElement[] = []
  for (const [start, end] of marks) {
    if (start < at || end <= start || end > text.length) continue
    parts.push(
      <Fragment key={start}>
        {text.slice(at, start)}
        <mark>{text.slice(start, end)}</mark>
      </Fragment>,
    )
    at = end
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}
