import type { ToImages } from '../../images/messages.ts'
import { Failure } from '../../../shared/failure.ts'
import type { StartProcess, ProcessChannel } from './process-channel.ts'

/** A line to one image process, which does one job. */
export type ImageChannel = ProcessChannel<ToImages>

/** Starts a fresh image process. @throws Failure 'image-process' when there is none. */
export type StartImageProcess = StartProcess<ToImages>

/** Where nothing can start one. */
export const noImages: StartImageProcess = () => Promise.reject(new Failure('image-process'))
