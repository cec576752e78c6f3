import type { PublicationWords } from './words.ts'

export const en: PublicationWords = {
  kind: 'Public record',
  summary: 'Summary',
  claims: 'Claims',
  texts: 'Texts',
  method: 'Method',
  grading: 'How claims are graded',
  digests: 'Digests',
  digestsText:
    'SHA-256 of each item, as the JSON form of this record carries it without its digest: keys sorted, no white space, UTF-8. A quotation that was changed gives another digest.',
  digestsHow: 'For example, the digest of {item}, from the JSON form:',
  redaction: 'What was removed',
  redactionText:
    'Words in square brackets stand for words that were removed. What was removed is in no part of this record and in no other form of it.',
  attributionText:
    'People are described only as they agreed to be, and by words that fit many people. Dates, places and numbers are as coarse as protecting them requires.',
  gradingText:
    'Each claim carries a grade for the information itself, on the Admiralty scale: 1 is the strongest, 5 the weakest, and 6 means that it could not be judged, not that it is untrue. How reliable a source has been is graded apart and is not printed here.',
  number: 'No.',
  claim: 'Claim',
  attribution: 'Source',
  when: 'When',
  place: 'Where',
  count: 'How many',
  credibility: 'Grade',
  digest: 'Digest',
  text: 'Text',
  columns: 'Columns of the table',
  claimOrText: 'Claim or text',
  meaning: 'What the grade means',
  language: 'Language',
  credibilities: {
    '1': 'Confirmed by other sources',
    '2': 'Probably true',
    '3': 'Possibly true',
    '4': 'Doubtful',
    '5': 'Improbable',
    '6': 'Cannot be judged',
  },
  removed: {
    name: '[name removed]',
    place: '[place removed]',
    date: '[date removed]',
    role: '[role removed]',
    relation: '[relation removed]',
    contact: '[contact removed]',
    number: '[number removed]',
    other: '[removed]',
  },
}
