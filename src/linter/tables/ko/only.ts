import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { kin, persons, ranks } from './lists.ts'

/** Words that end like a person and are none. */
const goods =
  /(?:감자|과자|글자|숫자|종이|오이|원|공장|시장|장마당|회사|농사|식사|옥수수|국수|말|것|일|거|뿐|때문|물|밥|쌀|돈|기계|나라|국가|정당|동맹|방법|수단|길|곳|데|수|병|자루|마리|가지|하루|한번|번|점|끼|반찬|희망|죽음|생각|걱정|걱정거리|소문|의사소통|거리|사이|정도|공사|행사|역사|기사거리|사실|현장|가장|입장|주장|바닥|땅|산|바다|이자|투자|적자|흑자|한자|여기|거기|저기|이것|그것|저것)$/

const people = [
  ...new Set([
    ...persons,
    ...ranks,
    ...kin,
    ...'나,저,내,우리,저희,그,그녀,본인,자기,걔,얘,쟤,당사자,그이,이이,그분,이분,그놈,동무,동지,사람,의사,열쇠'.split(
      ',',
    ),
  ]),
].filter((word) => word !== '이' && word !== '분' && word !== '인물')

const isOfPeople = ({ context, start, end, text, folded }: Hit): boolean =>
  !context.isPublic(start, end) &&
  !(context.has('office', start, end) && !context.has('private', start, end)) &&
  !/(?:나라|국가|정당|동맹|방법|해법|수단|은행|도시|공항|교역|회원국|수출|수입국|지구)/.test(
    text + folded.lower.slice(end, end + 8),
  )

const stem = (text: string): string =>
  text
    .replace(/(?:님|들|도|에게|한테|만)?(?:뿐|밖에|[이가] (?:유일|처음|마지막|첫)|만이).*$/, '')
    .trim()

export const koreanOnly: readonly Rule[] = [
  {
    id: 'ko-only-somebody',
    family: 'unique',
    triggers: [
      '처음이자',
      '가 처음이',
      '이 처음이',
      '가 마지막이',
      '이 마지막이',
      '뿐',
      '밖에',
      '가 유일',
      '이 유일',
      '이자 마지막',
      '만이 ',
    ],
    pattern: `(?:${any(people)}|[가-힣]{1,5}(?:장|원|수|사|관|병|공|생|꾼|통|자|녀|인|부|씨|님|댁|네))(?:님)?(?:하나|혼자|한 사람|한 명| 하나| 혼자| 한 사람| 한 명| 한 분)?(?:뿐|밖에|[이가] (?:유일|처음이자 마지막|처음이자 끝|처음이었|처음이다|처음이라|마지막이었|마지막이다|첫 번째였)|만이 (?:알|안다|볼|봤|들어|열|가지|갖|할 수))(?:이|인|없|안|못|모르|하|했|합|해)?[가-힣]{0,4}`,
    alone: false,
    accept: (hit) =>
      isOfPeople(hit) &&
      // 하나뿐: a pronoun of one syllable starts its word.
      !(
        /^(?:나|저|내|그)(?:뿐|밖|이|가)/.test(hit.text) &&
        /[가-힣]/.test(hit.folded.lower[hit.start - 1] ?? ' ')
      ) &&
      !goods.test(stem(hit.text)) &&
      !/[0-9]|뿐만|뿐 아니|^그뿐|^이뿐/.test(
        hit.text + hit.folded.lower.slice(hit.end, hit.end + 3),
      ) &&
      !/(?:천|만|백|억|[0-9]) ?$/.test(
        hit.folded.lower.slice(Math.max(0, hit.start - 2), hit.start),
      ),
    hits: [
      ['배를 부릴 줄 아는 건 우리 선장님밖에 없어요.', '선장님밖에'],
      ['그 회의에 들어간 여성은 그녀가 유일했다.', '그녀가 유일'],
    ],
    misses: ['먹을 것이 감자뿐이다.', '천 원밖에 없다.', '한국이 유일하다.'],
  },
  {
    id: 'ko-not-even',
    family: 'unique',
    triggers: [
      '도 되지',
      '도 안 ',
      '도 채 ',
      '이 채 ',
      '을 넘지',
      '를 넘지',
      '이 안 ',
      '명 이하',
      '명 미만',
      '명 남짓',
      '명 정도',
      '명 안팎',
    ],
    pattern: `(?:볼|아는|접근|들어|드나|다룰|다루|가진|읽을|쓸|열|알|만질|출입|접속|허가|허용|참석|참가|배석)[가-힣]{0,4} (?:[가-힣]{1,6} ){0,5}?(?:[한두세네] ?명|다섯 ?명?|여섯 ?명?|열 ?명?|스무 ?명|[0-9]{1,2} ?명|[두세네] ?사람|열 ?사람|[0-9]{1,2} ?사람|손가락)(?:도 ?(?:되지|안 ?되|안 ?돼|채)|이 ?(?:채 )?(?:안 ?되|안 ?된|안 ?돼)|[을를] 넘지| 이하| 미만| 남짓| 정도| 안팎)[가-힣 ]{0,5}`,
    alone: false,
    accept: isOfPeople,
    hits: [['그 문서에 접근할 수 있는 사람은 열 명도 되지 않는다.', '열 명도 되지']],
    misses: ['모인 사람은 열 명도 되지 않았다.'],
  },
]
