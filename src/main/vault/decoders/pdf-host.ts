import { Failure } from '../../../shared/failure.ts'
import type { ToPdf } from '../../../shared/pdf-messages.ts'
import type { StartProcess, ProcessChannel } from './process-channel.ts'

/** A channel to one PDF reader, which has one document. */
export type PdfChannel = ProcessChannel<ToPdf>

/** Starts a new PDF reader. @throws Failure 'pdf-process' if none is available. */
export type StartPdfProcess = StartProcess<ToPdf>

/** For environments that can't start one. */
export const noPdfs: StartPdfProcess = () => Promise.reject(new Failure('pdf-process'))
