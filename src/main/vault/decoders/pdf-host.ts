import { Failure } from '../../../shared/failure.ts'
import type { ToPdf } from '../../../shared/pdf-messages.ts'
import type { StartProcess, ProcessChannel } from './process-channel.ts'

/** A line to one PDF reader, which holds one document. */
export type PdfChannel = ProcessChannel<ToPdf>

/** Starts a fresh PDF reader. @throws Failure 'pdf-process' when there is none. */
export type StartPdfProcess = StartProcess<ToPdf>

/** Where nothing can start one. */
export const noPdfs: StartPdfProcess = () => Promise.reject(new Failure('pdf-process'))
