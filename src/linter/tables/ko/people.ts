import { decadeOf } from '../../numerals.ts'
import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { kin, ranks, strongKin, surnames } from './lists.ts'

const native =
  '(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔|열)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|하나|둘|셋|넷)'
const digits = '(?:[1-9][0-9]?|[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?)'

export const koreanAges: readonly Rule[] = [
  {
    id: 'ko-age',
    family: 'age',
    triggers: ['살', '세', '나이', '개월', '생', '살배기', '띠'],
    pattern: `(?:만 ?)?(?:${native}|스무|서른|마흔|쉰|예순|일흔|여든|아흔|열|${digits}) ?살(?:배기|짜리|에|의|인|이|난|박이)?|(?:만 ?)?${digits}세(?:의|인|였|에|가|로|이|,|\\)| |\\.)|(?:19|20)?[0-9]{2}년생|(?:19|20)?[0-9]{2}년 ?(?:[0-9]{1,2}월 ?)?(?:[0-9]{1,2}일 ?)?(?:에 )?(?:태어|출생)|(?:생후|태어난 지) ?[0-9일이삼사오육칠팔구십한두세네다섯여섯]{1,3} ?(?:개월|달)|(?:생후 )?[0-9]{1,2}개월 된|나이(?:는|가) ?(?:${digits}|${native}|서른|마흔|쉰|예순)`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, end, text }) =>
      !/[0-9가-힣]/.test(
        /^(?:만|생후|나이|태어난)/.test(text)
          ? ' '
          : (folded.lower[start - 1] ?? ' ').replace('만', ' '),
      ) &&
      !/^(?:기|대|계|금|월)/.test(folded.lower.slice(end, end + 1)) &&
      !/^(?:[이사]십세기|오세의|이세의|일세의|삼세의)/.test(
        text + folded.lower.slice(end, end + 1),
      ),
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
    triggers: ['스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '십하', '십'],
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

const nameAfter = new RegExp(`^ ${any(surnames)}[가-힣]{2}(?:[은는이가 ]|$)`)

/** `조태열 외교부 장관`, `박정천 원수`: an office holder with a name. */
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

const short =
  /^(?:전사|비서|소장|대장|상장|중장|부장|상사|중사|하사|부상|검사|판사|공사|영사|참사|원장|부원|주임|대위|상위|중위|소위|원수|차수|차장|반장|조장|단장|사장|처장|국장|과장|실장|팀장|교장|학장|선장|역장|계장|상병|일병|이병|병장|원사|준위|경위|경사|경감|무관|기사장|위원장|부위원장|지도원|대의원|주교|상급|사무장|소좌|상좌|안전원|보위원|보안원|세관원)$/

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
      // A longer word: 소장품, 비서실, 전사자, 부장적.
      if (
        !/^(?:$|[^가-힣]|급|으로|로|은|는|이|가|을|를|의|인|과|와|도|에게|한테|였|이었|이던|직|출신|님|들|까지|만|이라|라고|라는|에|동지|하|께서|보다|조차|이자|이며|으로서|로서)/.test(
          after,
        )
      )
        return false
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ') && short.test(text)) return false
      if (context.isPublic(start, end) || isNamed(hit)) return false
      if (
        short.test(text) &&
        !context.has('source', start, end) &&
        !context.has('speech', start, end)
      )
        return false
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

const publicFamily = /(?:김정은|김정일|김일성|시진핑|대통령|주석|위원장|장관|총비서|수령|원수님)/

const owned =
  '(?:우리 집|저희 집|제네|내|제|나의|저의|우리|저희|그의|그녀의|본인의|자신의|당신의|당사자의|소식통의|정보원의|제보자의|소식통|정보원|제보자|협조자의|브로커의|상인의|운전수의|운전기사의|간부의|주민의|남편의|아내의|안해의|여성의|남성의|친구의|이웃의|동료의|[가-힣]{1,4}씨의|[가-힣]{1,8}(?:장|원|수|관|꾼|군|병|사|자|인|녀|이|씨|통|부)의|한|어느|먼)'

export const koreanKinship: readonly Rule[] = [
  {
    id: 'ko-kin-owned',
    family: 'kinship',
    triggers: kin,
    pattern: `${owned} (?:(?:친|큰|작은|둘째|셋째|막내|맏|먼|가까운|사촌|외|이복|의붓|작고한|돌아가신|죽은|늙은|어린|쌍둥이|전|남편|처|시|[가-힣]{1,6}(?:에 있는|에 사는|에서 일하는|로 시집간|에 다니는|의)) ?){0,2}${any(kin)}`,
    alone: false,
    accept: ({ folded, start, end, text, context }) => {
      if (
        publicFamily.test(folded.lower.slice(Math.max(0, start - 8), end)) &&
        !/^(?:내|제|우리|나|저)/.test(text)
      )
        return false
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ')) return false
      const after = folded.lower.slice(end, end + 3)
      if (
        /^(?:태|식|국|사건|벌|광|습|지|법)/.test(after) ||
        (/(?:형|처)$/.test(text) &&
          /^[가-힣]/.test(after) &&
          !/^(?:이|은|의|과|가|도|에게|한테|님|제|을|를|네|집)/.test(after))
      )
        return false
      if (/^한 (?:가족|식구|처|형|딸|아들)/.test(text)) return false
      if (/^우리 (?:가족|식구|형)/.test(text) && context.isPublic(start, end)) return false
      return true
    },
    replace: (text) => (/^(?:내|제|나의|저의|우리)/.test(text) ? '아는 사람' : undefined),
    hits: [
      ['내 처남이 세관에서 운전을 한다.', '내 처남'],
      ['소식통의 외삼촌이 문서에 서명했다.', '소식통의 외삼촌'],
      ['그의 둘째 딸이 연길에 산다.', '그의 둘째 딸'],
    ],
    misses: ['김정은의 여동생 김여정이 담화를 발표했다.', '우리 형태의 사회주의'],
  },
  {
    id: 'ko-kin',
    family: 'kinship',
    triggers: [
      ...strongKin,
      '조카',
      '삼촌',
      '사촌',
      '이모',
      '고모',
      '사위',
      '며느리',
      '사돈',
      '친척',
    ],
    pattern: `(?:${any([...strongKin, '조카', '삼촌', '사촌', '이모', '고모', '사위', '며느리', '사돈', '친척', '여동생', '남동생', '남편', '아내', '안해', '형님', '오빠', '언니', '누나', '어머니', '아버지', '엄마', '아빠', '딸', '아들', '부모', '할머니', '할아버지', '동생', '쌍둥이 형', '쌍둥이 동생', '쌍둥이 언니', '세대주', '아바이', '오마니', '손자', '손녀', '막내', '맏이', '막냇동생', '오라비', '누이'])})(?: |,|이라며|들이|들은|도 |네|인|이|가|은|는|을|를|의|과|와|도|에게서|에게|한테서|한테|으로부터|로부터|으로|로|집|댁|뻘|이자|을 통해|를 통해|벌|이었|였)`,
    alone: false,
    accept: ({ folded, start, end, text, context }) => {
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ')) return false
      if (publicFamily.test(folded.lower.slice(Math.max(0, start - 12), end + 10))) return false
      if (context.isPublic(start, end) || context.has('office', start, end, 20)) return false
      return (
        !/^(?:동서|자형|매부|처제)(?:로|는|의)/.test(text) || context.has('private', start, end)
      )
    },
    hits: [
      ['처남이 초소에서 근무한다.', '처남이'],
      ['이 소식은 작은아버지에게서 들었다.', '작은아버지에게서'],
    ],
    misses: ['사촌오빠', '동서로 뻗은 도로'],
  },
]
