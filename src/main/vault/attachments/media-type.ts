import { basename, extname } from 'node:path'
import { limits } from '../../../shared/limits.ts'

/** Media types of common file extensions. Derived from the name only: the file is not opened. */
const byEnding: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  heic: 'image/heic',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  aac: 'audio/aac',
  amr: 'audio/amr',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  '3gp': 'video/3gpp',
  avi: 'video/x-msvideo',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  webm: 'video/webm',
  csv: 'text/csv',
  html: 'text/html',
  txt: 'text/plain',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  hwp: 'application/x-hwp',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
}

const endingOf = (name: string): string => extname(name).slice(1).toLowerCase()

export const mediaTypeOf = (name: string): string =>
  byEnding[endingOf(name)] ?? 'application/octet-stream'

/** `.jpg` of a recorded name, for a file under another name; empty for an unknown extension. */
export const plainEnding = (name: string): string =>
  endingOf(name) in byEnding ? `.${endingOf(name)}` : ''

/** `.jpg` for `image/jpeg`; empty for a type without a known extension. */
export const endingFor = (mediaType: string): string => {
  const endings = Object.entries(byEnding).filter(([, type]) => type === mediaType)
  // The shortest extension of several: jpg, not jpeg.
  const [ending] = endings.map(([one]) => one).sort((a, b) => a.length - b.length)
  return ending === undefined ? '' : `.${ending}`
}

const cutTo = (name: string, length: number): string =>
  Array.from(name)
    .slice(0, length)
    .join('')
    .slice(0, length)
    .replace(/\p{Cs}$/u, '')

/** The recorded name of a file: its base name on one line; truncation keeps the extension. */
export const recordedName = (path: string): string => {
  const name = basename(path)
    .normalize('NFC')
    .replace(/[\p{Cs}\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
  if (name.length <= limits.attachmentName) return name === '' ? 'file' : name
  const ending = plainEnding(name)
  return `${cutTo(name, limits.attachmentName - ending.length)}${ending}`
}
