import type { ToImages } from '../../images/messages.ts'

/** A line to one image process, which does one job. What comes over it is not to be believed. */
export type ImageLine = {
  readonly send: (message: ToImages) => void
  /** Set before anything is sent; one listener. */
  readonly onMessage: (listener: (data: unknown) => void) => void
  /** The process is gone, whoever ended it. One listener; called at once when it is gone already. */
  readonly onEnd: (listener: () => void) => void
  /** Kills the process. Safe to call twice. */
  readonly end: () => void
}

/** Starts a fresh image process. @throws Failure 'image-process' when there is none. */
export type ImageHost = () => Promise<ImageLine>
