import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { lint } from '../../src/disclosure-checks/lint.ts'
import type { ReviewLine } from '../../tests/e2e/page-objects/review.ts'
import { readPdf } from './pdf-text.ts'
import { samplePhrases } from './sample-protection.ts'
import { must } from './steps.ts'

export type RecordCheck = {
  readonly files: Readonly<Record<string, number>>
  readonly bytes: number
  readonly wordsSearchedFor: number
  readonly digests: number
  /**
   * Findings that the JSON form still has: overridden with a reason, or part of a registered
   * phrase.
   */
  readonly findings: { readonly overridden: number; readonly registered: number }
}

const squeezed = (text: string): string => text.replaceAll(/\s/g, '').toLowerCase()

/** Every text in a parsed JSON file. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []

/**
 * Checks a written public record from outside: whether any byte of any file, compressed or not,
 * contains a forbidden word, and whether each form can be read and matches its digest.
 *
 * @param never words that must not occur; white space and capitals do not hide them.
 * @param overrides the overridden lines of the review.
 * @throws Error saying what is wrong, never with the word itself.
 */
export const checkRecord = async (
  folder: string,
  files: readonly string[],
  never: readonly string[],
  overrides: readonly ReviewLine[],
): Promise<RecordCheck> => {
  const read = new Map(files.map((name) => [name, readFileSync(join(folder, name))]))
  const words = [...never, hostname(), process.cwd()].filter((word) => word.length > 3)
  const wanted = words.map(squeezed)
  let pdfText = ''
  for (const [name, bytes] of read) {
    const readings = [bytes.toString('utf8'), bytes.toString('utf16le'), bytes.toString('latin1')]
    if (name.endsWith('.pdf')) {
      const pdf = await readPdf(bytes)
      pdfText = pdf.text
      readings.push(pdf.text, pdf.unpacked)
    }
    for (const reading of readings.map(squeezed))
      for (const [index, word] of wanted.entries())
        must(!reading.includes(word), `${name} holds word ${String(index + 1)} that must not leave`)
  }

  const named = (end: string): string => {
    const name = files.find((file) => file.endsWith(end))
    must(name !== undefined, `there is no file that ends with ${end}`)
    return read.get(name ?? '')?.toString('utf8') ?? ''
  }
  const record = JSON.parse(named('record.json')) as Readonly<Record<string, unknown>>
  const title = textsIn(record).find((text) => text.startsWith('Forced repatriations'))
  must(title !== undefined, 'the JSON form lacks the title')
  // A search that could not see the text of a PDF would prove nothing.
  must(pdfText.includes((title ?? '').replaceAll(/\s/g, '')), 'the PDF shows no title')
  must(named('record.html').includes(title ?? ''), 'the HTML form lacks the title')
  must(
    !/<script|https?:\/\/(?!www\.w3\.org)/i.test(named('record.html')),
    'the HTML form is not alone',
  )
  must(named('record.csv').trim().split('\n').length > 1, 'the CSV form has no rows')
  must(named('uwazi.csv').trim().split('\n').length > 1, 'the Uwazi form has no rows')
  for (const end of ['uwazi-template.json', 'uwazi-mapping.json']) JSON.parse(named(end))
  const entities = named('.ftm.json').trim().split('\n')
  must(entities.length > 1, 'the FollowTheMoney form has no entities')
  for (const line of entities) JSON.parse(line)

  const digests = named('SHA256SUMS').trim().split('\n')
  for (const line of digests) {
    const [digest, name = ''] = line.split(/\s+\*?/)
    const file = files.find((each) => each.endsWith(name))
    must(file !== undefined, `${name} is on the list of digests and not in the folder`)
    const real = createHash('sha256')
      .update(read.get(file ?? '') ?? '')
      .digest('hex')
    must(real === digest, `the digest of ${name} does not fit`)
  }
  must(digests.length === files.length - 1, 'a file has no digest')

  const phrases = Object.values(samplePhrases).map(({ phrase }) => phrase)
  const findings = textsIn(record)
    .filter((text) => !/^[\da-f]{64}$/.test(text))
    .flatMap((text) =>
      lint(text, { language: 'en' }).map(({ start, end }) => text.slice(start, end)),
    )
  const registered = findings.filter((found) => phrases.some((phrase) => phrase.includes(found)))
  const overridden = findings.filter((found) =>
    overrides.some((line) => line.words.includes(found)),
  )
  must(
    findings.length === registered.length + overridden.length,
    'a published text has a finding without an override',
  )
  return {
    files: Object.fromEntries([...read].map(([name, { length }]) => [name, length])),
    bytes: [...read.values()].reduce((sum, { length }) => sum + length, 0),
    wordsSearchedFor: words.length,
    digests: digests.length,
    findings: { overridden: overridden.length, registered: registered.length },
  }
}
