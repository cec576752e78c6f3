import type { In, Out } from '../../src/shared/contract.ts'
import { Refuse } from './shelf.ts'

const today = '2024-04-12'

export interface CannedReviewer {
  readonly key: string
  readonly name: string
  readonly fingerprint: string
  readonly day: string
}

export const egret: CannedReviewer = {
  key: 'e9'.repeat(32),
  name: 'Egret',
  fingerprint: '9F31-04C2-77AB-D1E0',
  day: today,
}
/** What opens every canned key. */
export const reviewerPassphrase = 'egret reads it all twice'

/** What the channels of second readers would answer; they remember who was added. */
export const reviewerAnswers = (first: readonly CannedReviewer[], isOn: () => boolean) => {
  let reviewers = [...first]
  const list = () => ({ reviewers, inForce: isOn() && reviewers.length > 0 })
  return {
    'reviewers.list': list,
    'reviewers.add': ({ name }: In<'reviewers.add'>) => {
      if (reviewers.some((one) => one.name === name)) throw new Refuse('exists')
      reviewers = [...reviewers, { ...egret, key: 'ab'.repeat(32), name }]
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

/** A publication that Egret co-signs, and refuses every other passphrase. */
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
