import type { In, Out } from '../../src/shared/contract.ts'
import { cannedWords } from './contact-answers.ts'
import { Refuse } from './saved-records.ts'

const today = '2024-04-12'

export type CannedReviewer = {
  readonly key: string
  readonly name: string
  readonly fingerprint: string
  readonly words: typeof cannedWords
  readonly day: string
  /** null: the verification words were not compared yet. */
  readonly verified: string | null
}

export const egret: CannedReviewer = {
  key: 'e9'.repeat(32),
  name: 'Egret',
  fingerprint: '9f31 04c2 77ab d1e0 8a44 0b1c 5e2d 91f7',
  words: cannedWords,
  day: today,
  verified: today,
}
/** Added, with verification words that were not compared yet. */
export const plover: CannedReviewer = {
  ...egret,
  key: 'b7'.repeat(32),
  name: 'Plover',
  fingerprint: '04c2 9f31 d1e0 77ab 0b1c 8a44 91f7 5e2d',
  verified: null,
}
/** Opens every canned key. */
export const reviewerPassphrase = 'egret reads it all twice'

/** Canned answers of the channels of second readers; they remember added readers. */
export const reviewerAnswers = (first: readonly CannedReviewer[], isOn: () => boolean) => {
  let reviewers = [...first]
  const list = () => ({ reviewers, inForce: isOn() && reviewers.length > 0 })
  return {
    'reviewers.list': list,
    'reviewers.add': ({ name }: In<'reviewers.add'>) => {
      if (reviewers.some((one) => one.name === name)) throw new Refuse('exists')
      reviewers = [...reviewers, { ...plover, key: 'ab'.repeat(32), name }]
      return list()
    },
    'reviewers.verify': ({ reviewer, language, heard, passphrase }: In<'reviewers.verify'>) => {
      if (heard.some(({ at, word }) => cannedWords[language][at] !== word)) {
        throw new Refuse('invalid', ['heard'])
      }
      if (passphrase !== reviewerPassphrase) throw new Refuse('wrong-passphrase')
      reviewers = reviewers.map((one) => (one.key === reviewer ? { ...one, verified: today } : one))
      return list()
    },
    'reviewers.remove': ({ reviewer }: In<'reviewers.remove'>) => {
      reviewers = reviewers.filter(({ key }) => key !== reviewer)
      return list()
    },
    'reviewers.changePassphrase': ({ current }: In<'reviewers.changePassphrase'>) => {
      if (current !== reviewerPassphrase) throw new Refuse('wrong-passphrase')
      return {}
    },
  }
}

/** A publication that Egret co-signs; every other passphrase is refused. */
export const cosignedWrite = ({
  formats,
  cosign,
}: In<'publications.write'>): Out<'publications.write'> => {
  if (cosign === null || cosign === undefined) throw new Refuse('cosign-needed')
  if (cosign.passphrase !== reviewerPassphrase) throw new Refuse('wrong-passphrase')
  return {
    files: formats.map((format) => ({
      name: `public-record/record.${format}`,
      digest: 'ab'.repeat(32),
      bytes: 20_480,
    })),
  }
}
