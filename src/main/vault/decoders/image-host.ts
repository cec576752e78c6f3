import type { ToImages } from '../../images/messages.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Host, Line } from './process-channel.ts'

/** A line to one image process, which does one job. */
export type ImageLine = Line<ToImages>

/** Starts a fresh image process. @throws Failure 'image-process' when there is none. */
export type ImageHost = Host<ToImages>

/** Where nothing can start one. */
export const noImages: ImageHost = () => Promise.reject(new Failure('image-process'))
