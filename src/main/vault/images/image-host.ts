import type { ToImages } from '../../images/messages.ts'
import type { Host, Line } from '../lines.ts'

/** A line to one image process, which does one job. */
export type ImageLine = Line<ToImages>

/** Starts a fresh image process. @throws Failure 'image-process' when there is none. */
export type ImageHost = Host<ToImages>
