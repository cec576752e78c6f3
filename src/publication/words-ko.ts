import type { PublicationWords } from './words.ts'

export const ko: PublicationWords = {
  kind: '공개 기록',
  summary: '요약',
  claims: '주장',
  texts: '원문',
  method: '조사 방법',
  grading: '등급을 매기는 방식',
  digests: '해시값',
  digestsText:
    '각 항목의 SHA-256 값입니다. 이 기록의 JSON 형식에서 해당 항목의 해시값을 뺀 내용(키 정렬, 공백 없음, UTF-8)을 기준으로 합니다. 인용한 내용이 바뀌면 값도 달라집니다.',
  digestsHow: '예: {item}의 해시값을 JSON 형식에서 계산하는 방법',
  redaction: '삭제한 부분',
  redactionText:
    '대괄호 안의 말은 삭제한 표현을 대신합니다. 삭제한 내용은 이 기록의 어느 부분에도, 다른 어느 형식에도 남아 있지 않습니다.',
  attributionText:
    '사람은 당사자가 동의한 표현으로, 여러 사람에게 해당하는 말로만 밝힙니다. 날짜와 장소, 숫자는 보호에 필요한 만큼 넓게 적었습니다.',
  gradingText:
    '각 주장에는 정보 자체의 신빙성을 애드미럴티 척도(Admiralty scale)로 매긴 등급을 표시했습니다. 1이 가장 확실하고 5가 가장 약하며, 6은 판단할 수 없다는 뜻이지 사실이 아니라는 뜻이 아닙니다. 출처를 얼마나 믿을 수 있는지는 따로 평가하며 여기에는 싣지 않았습니다.',
  number: '번호',
  claim: '주장',
  attribution: '출처',
  when: '시기',
  place: '장소',
  count: '규모',
  credibility: '등급',
  digest: '해시값',
  text: '본문',
  columns: '표의 열',
  claimOrText: '주장 또는 본문',
  meaning: '등급의 뜻',
  language: '언어',
  credibilities: {
    '1': '다른 출처로 확인됨',
    '2': '사실일 가능성이 높음',
    '3': '사실일 수 있음',
    '4': '의심스러움',
    '5': '사실일 가능성이 낮음',
    '6': '판단할 수 없음',
  },
  removed: {
    name: '[이름 삭제]',
    place: '[장소 삭제]',
    date: '[날짜 삭제]',
    role: '[직무 삭제]',
    relation: '[관계 삭제]',
    contact: '[연락처 삭제]',
    number: '[숫자 삭제]',
    other: '[삭제]',
  },
}
