import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'

const feasts = words(
  '동짓날, 단옷날, 한식날, 칠석날, 백중날, 대보름날, 섣달그믐날, 어버이날, 스승의 날, 현충일, 제헌절, 삼일절, 개학날, 졸업식 날, 운동회 날, 생신, 환갑, 칠순, 설날, 음력설, 양력설, 설 명절, 설, 정월 대보름, 정월대보름, 대보름, 추석, 한가위, 한식, 단오, 동지, 청명, 삼짇날, 칠석, 백중, 중양절, 섣달 그믐, 섣달그믐, 그믐날, 새해 첫날, 정초, 성탄절, 크리스마스, 크리스마스이브, 부활절, 부처님 오신 날, 석가탄신일, 태양절, 광명성절, 당창건일, 당 창건일, 당창건기념일, 건군절, 국경절, 구구절, 9·9절, 4·15, 2·16, 전승절, 어린이날, 소년단 창립절, 식수절, 로동절, 노동절, 국제부녀절, 부녀절, 춘제, 중추절, 국경절, 개천절, 한글날, 선거날, 월급날, 장날, 생일, 생일날, 제삿날, 결혼식, 결혼식 날, 잔칫날, 장례식, 장례 날, 환갑날, 돌잔치, 김장날, 이삿날',
)

const count =
  '(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|[0-9]{1,2}일|한 주|두 주)'
const part = '(?: ?(?:새벽|아침|오전|낮|점심|오후|저녁|밤|자정))?'

const isPrivate = ({ context, start, end }: Hit): boolean =>
  !context.isPublic(start, end) && !context.has('office', start, end)

export const koreanDays: readonly Rule[] = [
  {
    id: 'ko-feast-day',
    family: 'date',
    triggers: feasts,
    pattern: `(?:지난 |지난해 |작년 |올해 |이번 |오는 |다음 )?${any(feasts)}(?: ?(?:전날|다음날|다음 날|이튿날|당일|날|바로 전|직전|직후|전야|뒤|(?:연휴|명절) (?:첫날|둘째 날|셋째 날|마지막 날)|연휴 첫날|연휴 마지막 날)${part}| ?${count} ?(?:전|뒤|후)(?:에)?| ?(?:새벽|아침|오전|오후|저녁|밤)(?:에)?|에|에는|에도|날에)`,
    alone: false,
    accept: (hit) => {
      const before = hit.folded.lower[hit.start - 1] ?? ' '
      if (/[가-힣0-9]/.test(before) || !isPrivate(hit)) return false
      // 추석에 모이는 것은 온 나라다: a private act is near.
      return (
        /(?:전날|다음날|다음 날|이튿날|당일|전야|첫날|째 날|마지막 날|(?:새벽|아침|저녁|밤)에?|전에?|뒤|후)$/.test(
          hit.text,
        ) || hit.context.has('private', hit.start, hit.end)
      )
    },
    hits: [
      ['정월 대보름에 그는 집을 나갔다.', '정월 대보름에'],
      ['추석 전날 전화가 왔다.', '추석 전날'],
    ],
    misses: ['설에는 떡국을 먹는다.', '추석 연휴는 사흘이다.'],
  },
  {
    id: 'ko-feast-of-year',
    family: 'date',
    triggers: feasts,
    pattern: `(?:작년|지난해|올해|재작년|그해|이듬해|그러께|[0-9]{2,4}년) ${any(feasts)}`,
    alone: false,
    accept: (hit) =>
      isPrivate(hit) &&
      !/[가-힣]/.test(hit.folded.lower[hit.start - 1] ?? ' ') &&
      !/^(?:행사|경축|기념|연휴|선물|무렵|즈음|까지|방송|공연)/.test(
        hit.folded.lower.slice(hit.end, hit.end + 4).trimStart(),
      ),
    hits: [['작년 동짓날, 보초가 팥죽을 얻어먹고 졸았다.', '작년 동짓날']],
    misses: ['작년 설 무렵 쌀값이 올랐다.', '동지에는 팥죽을 먹는다.'],
  },
  {
    id: 'ko-second-day',
    family: 'date',
    on: 'digits',
    triggers: ['월'],
    pattern: `[0-9]{1,2}월 ?[0-9]{1,2}일[^0-9.!?\\n]{1,24}?([0-9]{1,2}일)(?:로|이라|이었|이고|이며|인데|자|,|다)`,
    span: 1,
    alone: false,
    unlessPublic: true,
    hits: [['통지서에는 4월 15일로, 실제 이감은 17일로 되어 있네요.', '17일']],
    misses: ['휴가는 15일로 늘었다.'],
  },
  {
    id: 'ko-day-of-month',
    family: 'date',
    triggers: [' 되던 ', ' 되는 날', '째 되', '장날', '달 ', '월 '],
    pattern: `(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|[0-9]{1,2}일)(?:째)? (?:되던|되는) (?:날|밤|새벽|아침|저녁)|(?:(?:이달|이번 달|다음 달|지난달|다음달) )?(?:첫|둘째|셋째|마지막|다음|지난|이번) ?장날(?:에|까지|부터)?|(?:이달|이번 달|다음 달|다음달|지난달|지난 달|저번 달|내달|그달|매달|전달) (?:초하루|초하룻날|초이틀|초사흘|초나흘|초닷새|초엿새|초이레|초여드레|초아흐레|초열흘|하루날|이튿날|사흗날|나흗날|닷샛날|엿샛날|열흘날|열흘|열하루|열이틀|열사흘|열나흘|열닷새|보름날?|열엿새|열이레|열여드레|열아흐레|스무날|스무하루|스무이틀|스무사흘|스무나흘|스무닷새|그믐날?|말일|첫날|마지막 날)(?:에|까지|부터|께|쯤)?`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, end }) =>
      !/^ ?(?:동안|간|안에|넘게|만에|이내)/.test(folded.lower.slice(end, end + 4)),
    hits: [['다음 달 열흘날까지 돈을 줘야 한다.', '다음 달 열흘날까지']],
    misses: ['지난달 열흘 동안 비가 왔다.'],
  },
  {
    id: 'ko-dotted-date',
    family: 'date',
    on: 'digits',
    pattern: `(?:19|20)[0-9]{2}\\. ?[0-9]{1,2}\\. ?[0-9]{1,2}\\.?`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start }) => !/[0-9.]/.test(folded.digits[start - 1] ?? ' '),
    hits: [['쪽지에는 2021. 9. 30.이라고 적혀 있다.', '2021. 9. 30.']],
    misses: ['2021.9'],
  },
]
