import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import styles from './shown.module.css'

/** Remaining time of a secret on screen. Ends early when the window is hidden. */
export const Countdown = ({
  seconds,
  onEnd,
}: {
  readonly seconds: number
  readonly onEnd: () => void
}): ReactElement => {
  const text = useText()
  // Set once, from a monotonic clock: neither a render nor a change of the system time extends it.
  const [ends] = useState(() => performance.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  }, [onEnd])
  useEffect(() => {
    const tick = (): void => {
      const rest = Math.ceil((ends - performance.now()) / 1000)
      if (rest <= 0) end.current()
      else setLeft(rest)
    }
    const timer = setInterval(tick, 250)
    // A hidden window ends it.
    const hide = (): void => {
      if (document.hidden) end.current()
    }
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [ends])
  return (
    <p className={styles['clock']} role="timer">
      {text('identity.closesIn', { seconds: left })}
    </p>
  )
}
