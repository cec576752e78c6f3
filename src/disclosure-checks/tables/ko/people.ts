import { decadeOf } from '../../numerals.ts'
import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { isNobodyPublic, koreanAgesToldOf } from './ages.ts'
import { ranks, surnames } from './lists.ts'

const native =
  '(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔|열)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|하나|둘|셋|넷)'
const digits = '(?:[1-9][0-9]?|[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?)'

export const koreanAges: readonly Rule[] = [
  ...koreanAgesToldOf,
  {
    id: 'ko-age',
    family: 'age',
    triggers: ['태어', '살', '세', '나이', '개월', '생', '살배기', '띠'],
    pattern: `(?:만 ?)?(?:${native}|스무|서른|마흔|쉰|예순|일흔|여든|아흔|열|${digits}) ?살(?:배기|짜리|에|의|인|이|난|박이)?|(?:만 ?)?${digits}세(?:와|라고|임|이며|쯤|의|인|였|에|가|로|이|,|\\)| |\\.)|(?:19|20)?[0-9]{2}년 ?(?:[0-9]{1,2}월 ?)?생|(?:일천|천|이천)[일이구백칠팔육오사삼십]{1,9}년 ?(?:생|에 태어|출생)|(?:19|20)?[0-9]{2}년 ?(?:[0-9]{1,2}월 ?)?(?:[0-9]{1,2}일 ?)?(?:에 )?(?:태어|출생)|(?:생후|태어난 지) ?[0-9일이삼사오육칠팔구십한두세네다섯여섯]{1,3} ?(?:개월|달)|(?:생후 )?[0-9]{1,2}개월 된|나이(?:는|가) ?(?:${digits}|${native}|서른|마흔|쉰|예순)`,
    alone: false,
    accept: (hit) => {
      const { folded, start, end, text } = hit
      return (
        isNobodyPublic(hit) &&
        !/[0-9가-힣]/.test(
          /^(?:만|생후|나이|태어난)/.test(text)
            ? ' '
            : (folded.lower[start - 1] ?? ' ').replace('만', ' '),
        ) &&
        !/^(?:기|대|계|금|월)/.test(folded.lower.slice(end, end + 1)) &&
        !/^(?:도|이) (?:채 )?(?:안|되지|못)/.test(folded.lower.slice(end, end + 6)) &&
        !/^(?:은|이|쯤)? ?(?:위|아래|차이|터울|많|적|어린|어리|연상|연하|더 |손위|손아래)/.test(
          folded.lower.slice(end, end + 4),
        ) &&
        !/^(?:[이사]십세기|오세의|이세의|일세의|삼세의)/.test(
          text + folded.lower.slice(end, end + 1),
        )
      )
    },
    replace: (text) => {
      const tens = decadeOf(text)
      return tens === undefined || tens < 20 || /년|개월/.test(text) ? undefined : `${tens}대`
    },
    hits: [
      ['서른네 살 난 여성이 갇혀 있다.', '서른네 살'],
      ['운전수는 41세였다.', '41세였'],
      ['소식통은 1984년생이다.', '1984년생'],
    ],
    misses: ['21세기 들어 달라졌다.', '30대 여성이 잡혔다.'],
  },
  {
    id: 'ko-age-bare',
    family: 'age',
    triggers: ['아흔', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '십하', '십'],
    pattern: `(?:방년 |올해 |이제 |갓 |막 |겨우 |만 |나이 |당시 )?(?:(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔)(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)|[이삼사오육륙칠팔구]십[일이삼사오육륙칠팔구삼셋넷](?:인데|이다|이라|이었|이에|이고|,)|[이삼사오육칠팔구]십(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉))`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, end }) =>
      !/[가-힣]/.test(folded.lower[start - 1] ?? ' ') &&
      !/^ ?(?:명|사람|개|번|마리|대|장|집|가구|톤|킬로|포대|가지|차례|살)/.test(
        folded.lower.slice(end, end + 4),
      ),
    hits: [
      ['저는 서른여섯입니다 하는 소리가 있다.', '서른여섯'],
      ['방년 스물넷, 그 처녀가 심부름을 다녔다.', '방년 스물넷'],
      ['그 집 주인이 칠십셋인데 석탄을 이고 다닌다.', '칠십셋'],
    ],
    misses: ['서른여섯 명이 잡혔다.'],
  },
  {
    id: 'ko-age-bracket',
    family: 'age',
    pattern: `[가-힣]\\(([1-9][0-9])(?:살|세)?(?:[,·] ?(?:남|여))?\\)`,
    alone: false,
    unlessPublic: true,
    hits: [['주민 박모씨(47)는 그렇게 전했다.', '씨(47)']],
    misses: ['법률(제12호)'],
  },
]

const name = `(?:${any(surnames)}[가-힣]{1,2})`
const nameBefore = new RegExp(`(?:^|[ ,(])${name} ?(?:[가-힣]{0,10} )?$`)

const nameAfter = new RegExp(
  `^ (?!하나|손에|손을|선생|동지|동무|노릇|시절|자리|명의|이상|이하|전원|모두|한테|한 두 |여러|이 |그 |계급|이라|라고)${any(surnames)}[가-힣][가-힣](?<![은는을를의도에가])(?:[은는이가 ]|$)`,
)

/** `조태열 외교부 장관`, `박정천 원수`: a named office holder. */
const isNamed = ({ folded, start, end, context }: Hit): boolean => {
  const before = folded.lower.slice(Math.max(0, start - 14), start)
  const after = folded.lower.slice(end, end + 5)
  return (
    (nameBefore.test(before) &&
      !/(?:소식통|출신|한|은|는|의|이|가|인|있는|된|하는)(?: [가-힣]+)? ?$/.test(before) &&
      context.has('office', start, end)) ||
    nameAfter.test(after)
  )
}

/** Ranks without another meaning. */
const military =
  /(?:^|[^가-힣])(?:하사|중사|대위|특무상사|중위|소좌|중좌|상좌|대좌|상병|일병|준위|상급병사|초급병사|사관장|정치위원|정치지도원|보위지도원|리당비서|세포비서|초급당비서|부과장|부국장|부처장|부소장|부실장|부지배인|부대장|부참모장|참모장)$/

const short =
  /^(?:전사|비서|소장|대장|상장|중장|부장|상사|중사|하사|부상|검사|판사|공사|영사|참사|원장|부원|주임|대위|상위|중위|소위|원수|차수|차장|반장|조장|단장|사장|처장|국장|과장|실장|팀장|교장|학장|선장|역장|계장|상병|일병|이병|병장|원사|준위|경위|경사|경감|무관|상무|전무|기사장|위원장|부위원장|지도원|대의원|주교|상급|사무장|소좌|상좌|안전원|보위원|보안원|세관원)$/

/** Short, but a person before these particles. */
const plain =
  /^(?:소장|반장|조장|국장|실장|원장|선장|역장|지도원|사무장|기사장|부위원장|대좌|상좌)$/

export const koreanRanks: readonly Rule[] = [
  {
    id: 'ko-rank',
    family: 'rank',
    triggers: ranks,
    pattern: `(?:(?:전|현|전직|현직|퇴역|예비역|부|담당|[가-힣]{1,8}(?:부|성|국|처|과|소|대|서|청|위원회|공장|농장|병원|세관|보위부|안전부|보위성|광산|학교|당)) ?)?${any(ranks)}`,
    alone: false,
    accept: (hit) => {
      const { folded, start, end, context, text } = hit
      const after = folded.lower.slice(end, end + 4)
      // A kitchen has no rank.
      if (text.endsWith('취사장')) return false
      // A longer word: 소장품, 비서실, 전사자, 부장적.
      if (
        !/^(?:$|[^가-힣]|급|으로|로|은|는|이|가|을|를|의|인|과|와|도|에게|한테|였|이었|이던|직|출신|님|들|까지|만|뿐|밖에|부터|처럼|다[ .,]|다고|요[ .,]|예요|입니다|랍|래|인데|거든|이라|라고|라는|에|동지|하|께서|보다|조차|이자|이며|으로서|로서|네|랑|하고|한테|출신)/.test(
          after,
        )
      )
        return false
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ') && short.test(text)) return false
      if (text.endsWith('원수') && after.startsWith('님')) return false
      // A task force in the North.
      if (text.endsWith('상무') && /^(?:가|조|를|의)/.test(after)) return false
      if (context.isPublic(start, end) || isNamed(hit) || /국제|유엔|헌법|대법/.test(text))
        return false
      if (military.test(text)) return !context.has('office', start, end)
      // 쏜 사람은 상위다: the word describes a person.
      if (
        /^(?: 계급| 출신| 하나|이라는|라는|이라던|[가이] (?:됐|되|사진|돈|직접|와서|나를)| 동지| 동무| 선생|님[은이가]| 손에| 놈|다(?:[. ]|$)|였|이었|이다|인데|로 복무|로 제대|으로 제대|으로 복무|에게|한테)/.test(
          folded.lower.slice(end, end + 4),
        )
      )
        return !context.has('office', start, end)
      // 2부 지도원: with its office, the word is always a post.
      if (
        /[0-9](?:부|과|처|국|반|조|소대|중대|대대) $|(?:소속|출신|계급) $/.test(
          folded.lower.slice(Math.max(0, start - 6), start),
        )
      )
        return true
      // 과장과 나: one of two people mentioned by the speaker.
      if (/^(?:과|와|이랑|하고) (?:나|저|그|우리|둘|제)/.test(folded.lower.slice(end, end + 6)))
        return !context.has('office', start, end)
      if (plain.test(text) && /^(?:이|은|에게|한테|네|님|뿐|밖에|하고|이랑|랑)/.test(after))
        return !context.has('office', start, end)
      if (
        short.test(text) &&
        !context.has('source', start, end) &&
        !context.has('speech', start, end)
      )
        return false
      if (!short.test(text)) return !context.has('office', start, end)
      return (
        context.has('source', start, end) ||
        context.has('private', start, end) ||
        context.has('speech', start, end)
      )
    },
    replace: () => '간부',
    hits: [
      ['소식통은 국경경비대 중좌로 복무했다.', '중좌'],
      ['보위부 부과장이 소식통에게 알려줬다.', '부과장'],
      ['한 상좌는 이렇게 말했다.', '상좌'],
    ],
    misses: [
      '조태열 외교부 장관이 성명을 냈다.',
      '박물관 소장품이 공개됐다.',
      '리선권 위원장은 담화를 발표했다.',
    ],
  },
]
