import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { limits } from '../../shared/limits.ts'

/*
 * The one place that knows sharp. Only a process that holds nothing else may import it.
 */

/** Readers and writers that stay open, from and to memory only. ADR 0022 says why these. */
const open = [
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadWebpBuffer',
  'VipsForeignLoadNsgifBuffer',
  'VipsForeignLoadTiffBuffer',
  'VipsForeignSaveJpegBuffer',
  'VipsForeignSavePngBuffer',
]

/**
 * Closes every decoder that is not needed, and every way to a disk. Once, before the first image.
 */
export const hardenDecoder = (): void => {
  // Above this many bytes libvips spills pixels into a temporary file. It reads no unit above g, and
  // takes its default of 100 MiB for what it cannot read.
  process.env['VIPS_DISC_THRESHOLD'] = '512g'
  sharp.block({ operation: ['VipsForeignLoad', 'VipsForeignSave'] })
  sharp.unblock({ operation: open })
  sharp.cache(false)
  sharp.concurrency(1)
}

/** A decoder of untrusted bytes: of the first picture in them, and with broken pixels refused. */
export const decode = (bytes: Uint8Array): Sharp =>
  sharp(bytes, {
    failOn: 'error',
    limitInputPixels: limits.imagePixels,
    sequentialRead: true,
    page: 0,
    pages: 1,
  })

/** Pixels in memory, row by row. */
export type RawPixels = {
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
}

/** An image made of pixels that are here already. */
export const fromPixels = ({ data, ...raw }: RawPixels): Sharp =>
  sharp(data, { raw, limitInputPixels: limits.imagePixels })
