import { Failure } from '../../../shared/failure.ts'
import type { ToPdf } from '../../../shared/pdf-messages.ts'
import type { Host, Line } from './process-channel.ts'

/** A line to one PDF reader, which holds one document. */
export type PdfLine = Line<ToPdf>

/** Starts a fresh PDF reader. @throws Failure 'pdf-process' when there is none. */
export type PdfHost = Host<ToPdf>

/** Where nothing can start one. */
export const noPdfs: PdfHost = () => Promise.reject(new Failure('pdf-process'))
