import { recordHtml } from '../../src/publication/html.ts'
import { sha256 } from '../../src/publication/items.ts'
import { languages } from '../../src/shared/vocabularies.ts'
import { filesOf, sampleRecord } from './sample-record.ts'

/** Prints the digests of every form of the samples, on a machine whose clock may be set back. */
const offset = Number(process.env['CLOCK_OFFSET'] ?? 0)
const now = Date.now
Date.now = () => now() + offset

const forms = ['html', 'csv', 'json', 'ftm', 'uwazi'] as const
const digests = languages.flatMap((language) => [
  ...forms.flatMap((form) => filesOf(sampleRecord(language), form).map(({ text }) => text)),
  [...recordHtml(sampleRecord(language), undefined, true)].join(''),
])
process.stdout.write(digests.map(sha256).join('\n'))
