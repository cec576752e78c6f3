import { execFileSync } from 'node:child_process'

/** Tags by "Group:Name". */
export type Tags = Readonly<Record<string, unknown>>

const run = (args: readonly string[]): string =>
  execFileSync('exiftool', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })

/** Every tag that exiftool finds in each of these files, duplicates and unknown ones too. */
export const tagsOf = (paths: readonly string[]): Tags[] =>
  JSON.parse(run(['-json', '-G1', '-a', '-u', '-U', ...paths])) as Tags[]

/** Writes tags into a file, as a camera or an editor would. */
export const writeTags = (path: string, args: readonly string[]): void => {
  run(['-overwrite_original', '-q', ...args, path])
}

/** Tags that every picture needs: its size and coding; and those that exiftool adds. */
const codec = new Set([
  'BitDepth',
  'BitsPerSample',
  'ColorComponents',
  'ColorType',
  'Compression',
  'EncodingProcess',
  'FileType',
  'FileTypeExtension',
  'Filter',
  'ImageHeight',
  'ImageSize',
  'ImageWidth',
  'Interlace',
  'MIMEType',
  'Megapixels',
  'YCbCrSubSampling',
])

/** Tags that the pixels do not need. */
export const hiddenTags = (tags: Tags): string[] =>
  Object.keys(tags).filter((name) => {
    const [group = '', tag = ''] = name.split(':')
    return !['SourceFile', 'ExifTool', 'System'].includes(group) && !codec.has(tag)
  })
