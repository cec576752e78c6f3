import { recordFiles } from '../../src/publication/formats.ts'
import type { TextFormat } from '../../src/publication/formats.ts'
import { redact } from '../../src/publication/redact.ts'
import type { PublicRecord, RecordLanguage } from '../../src/publication/public-record.ts'

const said = {
  en: 'Kim Chol-su took nine people over the bridge. "They had no shoes," he said.',
  ko: '김철수는 다리를 건너 아홉 명을 데려왔다. "신발도 없었다"고 했다.',
  zh: '金哲洙带着九个人过桥。“他们没有鞋。”他说。',
} as const
const name = { en: 'Kim Chol-su', ko: '김철수', zh: '金哲洙' } as const

/** Words that the samples remove; no file may hold them. */
export const removedWords = name

const title = {
  en: 'Forced returns over the Tumen, winter 2023–24',
  ko: '두만강 강제 송환, 2023–24년 겨울',
  zh: '2023–24年冬图们江强制遣返',
} as const
const phrase = {
  en: 'a trader in the border area',
  ko: '접경 지역의 상인',
  zh: '边境地区的商人',
} as const
const wording = {
  en: 'About ten people were handed over at a bridge; guards <counted> them & took "everything".',
  ko: '다리에서 열 명가량이 넘겨졌다. 경비대가 <인원>을 세고 "모든 것"을 빼앗았다.',
  zh: '约有十人在桥上被移交；看守清点<人数>，拿走了“一切”。',
} as const

/** The same small record in each language, with signs that HTML, CSV and JSON each take amiss. */
export const sampleRecord = (language: RecordLanguage): PublicRecord => {
  const body = said[language]
  const removed = name[language]
  return {
    language,
    title: title[language],
    summary: wording[language],
    method: '=1+1',
    claims: [
      {
        wording: wording[language],
        attribution: phrase[language],
        when: '2023-12/2024-01',
        place: { en: 'North Hamgyong', ko: '함경북도', zh: '咸镜北道' }[language],
        count: { en: 'about ten', ko: '약 10명', zh: '约十人' }[language],
        credibility: '2',
      },
      { wording: '-5', attribution: '', when: '2024', place: '', count: '', credibility: '6' },
    ],
    texts: [
      {
        language: language === 'zh' ? 'zh-Hans' : language,
        attribution: phrase[language],
        parts: redact(body, [
          {
            start: body.indexOf(removed),
            end: body.indexOf(removed) + removed.length,
            category: 'name',
          },
        ]),
      },
    ],
  }
}

/** The files of one form of a record, each as one text. */
export const filesOf = (
  record: PublicRecord,
  format: TextFormat,
): { readonly name: string; readonly text: string }[] =>
  recordFiles(record, format).map(({ name, pieces }) => ({ name, text: [...pieces].join('') }))
