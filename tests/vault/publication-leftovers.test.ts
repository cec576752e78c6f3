import { describe, expect, it } from 'vitest'
import { readLeftovers } from '../../src/main/vault/publishing/publication-leftovers.ts'
import type { PublicationContent } from '../../src/shared/claims.ts'
import { reportContent } from './harness.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

type Redaction = PublicationContent['reports'][number]['redactions'][number]

/** The parts of `printed` that repeat words removed elsewhere. */
const left = (removed: string, category: Redaction['category'], printed: string): string[] => {
  const parts = {
    texts: [
      {
        printed: {
          reportId: 'ab'.repeat(16) as never,
          revision: 'cd'.repeat(32) as never,
          attributionId: null,
          redactions: [{ start: 0, end: removed.length, category }],
        },
        report: null,
        revision: reportContent(removed),
        phrase: null,
      },
    ],
  }
  const section = { where: 'summary', subject: null, place: 'summary', name: '' } as const
  const sections = [{ ...section, language: 'en', text: printed, known: [] }]
  return runAtOnce(readLeftovers(sections, parts)).map(({ about }) => about ?? '')
}

describe('redacted text is found again', () => {
  it('however short a name, a number or a contact is', () => {
    expect(left('Kim', 'name', 'Later Kim came back.')).toEqual(['kim'])
    expect(left('Kim', 'name', 'Later KIM came back.')).toEqual(['kim'])
    expect(left('Kim Chol-su', 'name', 'Later Mr Kim came back.')).toEqual(['kim'])
    expect(left('27', 'number', 'At 27 she left.')).toEqual(['27'])
    expect(left('two', 'number', 'She had two sons.')).toEqual(['two'])
    expect(left('@ho', 'contact', 'Write to @ho.')).toEqual(['ho'])
  })

  it('but not inside other words, nor an ordinary word that is a name too', () => {
    expect(left('Kim', 'name', 'Kimchi was short in Kimhae.')).toEqual([])
    expect(left('27', 'number', 'In 1927 and 2700.')).toEqual([])
    expect(left('An Chol-su', 'name', 'He was an old man.')).toEqual([])
    expect(left('An Chol-su', 'name', 'Mr An was old.')).toEqual(['an'])
    expect(left('He', 'other', 'He left.')).toEqual([])
  })

  it('without its hyphen, its apostrophe and its marks', () => {
    for (const printed of [
      'Kim Cholsu',
      'Kim Chol‑su',
      'Kim Chŏl’su',
      'Kim Chol Su',
      'KIM CHOLSU',
    ]) {
      expect(left('Kim Chol-su', 'name', `Later ${printed} came back.`)).not.toEqual([])
    }
    expect(left('Kim Ch’ŏlsu', 'name', 'Later Kim Cholsu came back.')).toEqual(['kim ch’ŏlsu'])
    expect(left('Kim Ch’ŏlsu', 'name', 'Cholsu’s brother came.')).toEqual(['ch’ŏlsu'])
    expect(left('Göncz', 'other', 'Later Goncz came back.')).toEqual(['göncz'])
  })

  it('when an invisible character is inside, on either side', () => {
    expect(left('Kim Chol\u200b-su', 'name', 'Later Kim Chol-su came.')).toEqual(['kim chol-su'])
    expect(left('Kim Chol-su', 'name', 'Later Kim Chol\u200b-su came.')).toEqual(['kim chol-su'])
    expect(left('김철수', 'name', '김\u2060철수가 왔다.')).toEqual(['김철수'])
  })

  it('in another script and in another spelling, when it is a name', () => {
    expect(left('金哲洙', 'name', '김철수가 돌아왔다.')).toEqual(['김철수'])
    expect(left('김철수', 'name', 'Later Kim Cheol-su came back.')).toEqual(['kim cheol-su'])
    expect(left('Kim Chol-su', 'name', '나중에 김철수가 왔다.')).toEqual(['김철수'])
    expect(left('김철수', 'place', 'Later Kim Cheol-su came back.')).toEqual([])
  })

  it('with its digits grouped in another way', () => {
    expect(left('010-1234-5678', 'contact', 'Call 010 1234 5678.')).not.toEqual([])
    expect(left('4,011', 'number', 'There were 4011.')).not.toEqual([])
  })
})
