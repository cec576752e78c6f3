import type { ToImages } from '../../images/messages.ts'
import { Failure } from '../../../shared/failure.ts'
import type { StartProcess, ProcessChannel } from './process-channel.ts'

/** A channel to one image process, which does one job. */
export type ImageChannel = ProcessChannel<ToImages>

/** Starts a new image process. @throws Failure 'image-process' if none is available. */
export type StartImageProcess = StartProcess<ToImages>

/** For environments that can't start one. */
export const noImages: StartImageProcess = () => Promise.reject(new Failure('image-process'))
