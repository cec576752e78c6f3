import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'

const n = '(?:[0-9]{1,2}|[일이삼사오육륙칠팔구십]{1,3})'
const months = '(?:일|이|삼|사|오|유|육|칠|팔|구|시|십|십일|십이)'
const relative = words(
  '어제, 어저께, 엊그제, 엊그저께, 그저께, 그제, 그끄저께, 내일, 모레, 글피, 오늘 새벽, 오늘 아침, 오늘 밤, 오늘 저녁, 오늘 오전, 오늘 오후, 어젯밤, 간밤, 지난밤, 다음날, 이튿날, 다음 날, 전날, 당일',
)
const weekdays = words('월요일, 화요일, 수요일, 목요일, 금요일, 토요일, 일요일')
const part = '(?: ?(?:새벽|아침|오전|낮|점심|정오|오후|저녁|밤|자정|한밤중|이른 아침|늦은 밤))?'

const coarser = (text: string): string | undefined => {
  const match = /((?:\d{2,4}년 ?)?)(\d{1,2})월 ?(\d{1,2})일/.exec(text)
  if (match === null) return undefined
  const day = Number(match[3])
  return `${match[1]}${match[2]}월 ${day <= 10 ? '초' : day <= 20 ? '중순' : '말'}`
}

/** Day counts (`3일 동안`, `10일간`) are no dates. */
const isCount = ({ folded, end }: Hit): boolean =>
  /^ ?(?:간|동안|만에|이상|이내|치|분|정도|가량|째|연속|넘게|안에|씩|내내|짜리|마다|여)/.test(
    folded.lower.slice(end, end + 5),
  )

export const koreanDates: readonly Rule[] = [
  {
    id: 'ko-month-day',
    family: 'date',
    triggers: ['월'],
    pattern: `(?:(?:(?:19|20)?[0-9]{2}년|작년|지난해|올해|재작년|내년|그해|이듬해|당해|이천[일이삼사오육칠팔구십]{1,4}년|음력|양력|지난|이번|오는|주체 ?[0-9]{2,3}\\([0-9]{4}\\)년)[ ,]?){0,2}(?:[0-9]{1,2}|${months})월 ?${n}일(?: ?\\(?[월화수목금토일]\\)?(?:요일)?)?(?: ?(?:[~-]|부터|에서) ?(?:[0-9]{1,2}월 ?)?${n}일)?${part}`,
    alone: false,
    unlessPublic: true,
    accept: (hit) => !isCount(hit),
    replace: coarser,
    hits: [
      ['그 여성은 지난 3월 14일 밤에 끌려갔다.', '3월 14일'],
      ['삼월 십사일에 강을 건넜다.', '삼월 십사일'],
      ['2023년 10월 9일에 북송됐다.', '2023년 10월 9일'],
    ],
    misses: ['개정 방첩법은 2023년 7월 1일 시행됐다.', '3월에 여러 명이 북송됐다.'],
  },
  {
    id: 'ko-day',
    family: 'date',
    triggers: ['일', '초', '보름', '그믐', '열나'],
    pattern: `(?:지난달 |이달 |다음달 |다음 달 |이번 달 |지난 |오는 |전달 |내달 |당월 |매달 |매월 |음력 )${n}일${part}|[0-9]{1,2}일 ?(?:새벽|아침|오전|낮|오후|저녁|밤|자정|한밤중|데일리|본지|전화|통화)|(?:초하루|초하룻날|초이튿날|초사흗날|초사흘|초나흘|초닷새|초엿새|초이레|초여드레|초아흐레|초열흘|보름날|그믐날|열나흗날)${part}|[0-9]{1,2}일 ?자(?:로| )|[0-9]{1,2}일(?:에|부터|까지|쯤|경|께| 전후)`,
    alone: false,
    unlessPublic: true,
    accept: (hit) => {
      const before = hit.folded.lower[hit.start - 1] ?? ' '
      return (
        !isCount(hit) &&
        !/[0-9월제.]/.test(before) &&
        !/월 ?$/.test(hit.folded.lower.slice(Math.max(0, hit.start - 2), hit.start))
      )
    },
    hits: [
      ['지난 9일 새벽에 트럭이 왔다.', '지난 9일 새벽'],
      ['소식통은 14일 데일리NK와의 통화에서 말했다.', '14일 데일리'],
      ['이달 3일에 이송됐다.', '이달 3일'],
    ],
    misses: [
      '그는 3일 동안 굶었다.',
      '지난 10일간 비가 왔다.',
      '지난 3일 열린 세미나에서 발표했다.',
    ],
  },
  {
    id: 'ko-old-calendar',
    family: 'date',
    triggers: words(
      '마지막 날, 첫날, 정월, 동짓달, 섣달, 초하루, 초이, 초사, 초나, 초닷, 초엿, 초여, 초아, 초열, 열하루, 열이틀, 열사흘, 열나흘, 열나흗, 열닷새, 열엿새, 스무하루, 스무날, 스무이틀, 스무사흘, 스무나흘, 스무닷새, 그믐, 보름, 말일, 하룻날',
    ),
    pattern: `(?:음력(?:으로)? |양력(?:으로)? )?(?:(?:정월|동짓달|섣달|이달|[일이삼사오유칠팔구시십]{1,2}월|[0-9]{1,2}월|이달|그달|지난달) )(?:초하루|초하룻날|초이틀|초사흘|초나흘|초닷새|초엿새|초이레|초여드레|초아흐레|초열흘|열하루|열이틀|열사흘|열나흘|열나흗날|열닷새|보름날?|열엿새|열이레|열여드레|열아흐레|스무날|스무하루|스무이틀|스무사흘|스무나흘|스무닷새|스무엿새|스무이레|스무여드레|스무아흐레|그믐날?|말일|마지막 날|첫날)`,
    alone: false,
    unlessPublic: true,
    hits: [
      ['그 사람이 잡힌 날은 동짓달 스무하루라고 한다.', '동짓달 스무하루'],
      ['1월 말일에 장부를 걷어 갔다.', '1월 말일'],
      ['사월 초이레에 쌀을 꾸었다.', '사월 초이레'],
    ],
    misses: ['정월에 춥다.'],
  },
  {
    id: 'ko-day-name',
    family: 'date',
    triggers: words(
      '그믐, 보름, 룻날, 튿날, 흗날, 닷샛날, 엿샛날, 렛날, 스무날, 열흘날, 닷새, 이레, 흘에, 틀에, 루에',
    ),
    pattern: `(?:그믐|보름)(?:께|밤|날 밤|날)|(?:초|열|스무|스물)(?:하룻|이튿|사흗|나흗|닷샛|엿샛|이렛|여드렛|아흐렛)날${part}(?:녘)?|(?:열흘날|스무날)${part}(?:녘)?|(?:초|열|스무)(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레)(?:에만|에는|에도|에|까지|께|쯤|로|날)`,
    alone: false,
    unlessPublic: true,
    accept: (hit) =>
      !isCount(hit) && !/[가-힣]/.test((hit.folded.lower[hit.start - 1] ?? ' ').replace('월', ' ')),
    hits: [['스무여드렛날 새벽녘에 배가 떴다고 들었다.', '스무여드렛날 새벽녘']],
    misses: ['열닷새 동안 걸었다.'],
  },
  {
    id: 'ko-told-on',
    family: 'date',
    triggers: ['일 ', '일"', '일,'],
    span: 1,
    pattern: `(?:[은는이가]|지난|께서|와|과|하고|에게|한테|에서|따르면) ((?:3[01]|[12][0-9]|[1-9])일)[ ,"]`,
    alone: false,
    unlessPublic: true,
    accept: (hit) => {
      const { folded, context, start, end } = hit
      return (
        !/^[ ,"]*(?:간|동안|만에|만|이상|이내|치|분|정도|가량|째|연속|넘게|안에|씩|내내|짜리|마다|여|밤낮|걸|굶|더|남|휴가|지나|뒤|후|전|꼬박|도|씨|기준)/.test(
          folded.lower.slice(end, end + 8),
        ) &&
        (context.has('source', start, end) || context.has('private', start, end))
      )
    },
    hits: [['현지 주민은 4일 "쌀값이 올랐다"고 했다.', '4일']],
    misses: ['그는 3일 굶었다.'],
  },
  {
    id: 'ko-short-numeric',
    family: 'date',
    on: 'digits',
    pattern: `'?[0-9]{2}\\. ?[0-9]{1,2}\\. ?[0-9]{1,2}\\.?|(?:1[0-2]|[1-9])[./](?:3[01]|[12][0-9]|[1-9])(?:일|에|자|부터|까지|경|쯤|밤|새벽|오전|오후|\\(| ?(?:밤|새벽|아침|저녁|오전|오후|낮|통화|면담|접촉|재통화|연락))|(?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9])(?:到|的|晚|早|上午|下午|凌晨|那天|,|，| )`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, text }) =>
      !/[0-9./]/.test(folded.digits[start - 1] ?? ' ') &&
      !/(?:버전|제|판|version|배|약|률은|율은|비율) ?$/.test(
        folded.lower.slice(Math.max(0, start - 8), start),
      ) &&
      (/^'?[0-9]{2}\\./.test(text)
        ? true
        : /[일에자밤경쯤()到的晚早天，,]|아침|저녁|낮|통화|면담|접촉|연락|부터|까지|새벽|오전|오후|上午|下午|凌晨| /.test(
            text,
          )),
    hits: [
      ["메모: '22. 11. 3. 강냉이 값을 들은 날.", "'22. 11. 3."],
      ['8.25에 배급이 하루치 나왔다.', '8.25에'],
      ['约定的第二批货12/06到。', '12/06'],
    ],
    misses: ['가격이 3.5배 올랐다.'],
  },
  {
    id: 'ko-weekday',
    family: 'date',
    triggers: weekdays,
    pattern: `(?:(?:지난주|이번 주|이번주|다음 주|다음주|지난|매주|오는|저번 주|첫째 주|둘째 주|셋째 주|넷째 주|마지막 주) ?){0,2}${any(weekdays)}${part}(?:마다|에)?`,
    alone: false,
    unlessPublic: true,
    hits: [
      ['지난주 수요일 밤에 그를 봤다.', '지난주 수요일 밤'],
      ['매주 금요일마다 점호를 한다.', '매주 금요일마다'],
    ],
    misses: ['세미나는 지난 화요일 열렸다.'],
  },
  {
    id: 'ko-relative',
    family: 'date',
    triggers: [
      ...relative,
      '전에',
      '전날',
      '일 전',
      '흘 전',
      '틀 전',
      '루 전',
      '새 전',
      '밤 전',
      '일 뒤',
      '일 후',
      '흘 뒤',
      '흘 만',
    ],
    pattern: `(?:${any(relative)})${part}|(?:하루|이틀|사흘|나흘|닷새|엿새|이레|여드레|아흐레|열흘|보름|[0-9]{1,2}일|${n}일) ?(?:전|뒤|후)(?:에|쯤)?${part}`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, text, end }) =>
      !/[가-힣]/.test(
        /^(?:모레|그제|당일|전날|글피)/.test(text) ? (folded.lower[start - 1] ?? ' ') : ' ',
      ) &&
      !/^(?:당일)/.test(text) &&
      !/^(?:쟁|체|국|화)/.test(folded.lower.slice(end, end + 1)),
    hits: [
      ['어제 저녁 보위원이 왔다.', '어제 저녁'],
      ['사흘 전에 강을 건넜다.', '사흘 전에'],
      ['결혼식 이튿날 체포됐다.', '이튿날'],
    ],
    misses: ['며칠 전부터 추웠다.', '정상회담이 어제 끝났다.'],
  },
  {
    id: 'ko-feast',
    family: 'date',
    triggers: words(
      '설날, 추석, 그믐, 대보름, 한식, 단오, 섣달, 생일날, 제삿날, 결혼식 날, 결혼식날, 장례식 날, 총선 날, 태양절, 광명성절, 명절',
    ),
    pattern: `(?:설날|설|추석|정월 대보름|대보름|한식|단오|섣달 그믐|섣달그믐|양력설|음력설|생일|제사|결혼식|장례식|태양절|광명성절|명절|당창건일|추석날|국경절) ?(?:전날|다음날|다음 날|이튿날|당일|아침|새벽|밤|저녁|날 (?:아침|밤|새벽|저녁)|사흘 전|이틀 전|하루 전|(?:[이사나닷엿열][흘틀새]+) ?(?:전|뒤|후)|날)${part}`,
    alone: false,
    accept: ({ context, start, end }) => context.has('private', start, end),
    hits: [['추석 전날 그는 집을 나갔다.', '추석 전날']],
    misses: ['추석 연휴는 사흘이다.'],
  },
]

const hours =
  '(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열한|열두|열|[0-9]{1,2}|공[0-9]|[일이삼사오육칠팔구십]{1,3}|영|스물)'

export const koreanTimes: readonly Rule[] = [
  {
    id: 'ko-clock-of-four',
    family: 'time',
    pattern: `(?:0[0-9]|1[0-9]|2[0-3])[0-5][05](?:에|시|까지|부터|와|과|쯤|경|께| 출발| 도착| 집합| 교대| 기상| 점호| 총화| 출근| 퇴근| 식사| 취침| 작업| 정각)`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, text }) =>
      !/[0-9-]/.test(folded.lower[start - 1] ?? ' ') &&
      !/번호|부터/.test(folded.lower.slice(Math.max(0, start - 14), start)) &&
      (text.startsWith('0') ||
        /(?:출발|도착|집합|교대|기상|근무|점호|정각|0[0-9]{3})/.test(
          folded.lower.slice(Math.max(0, start - 12), start + 16),
        )),
    hits: [['교대는 0600과 1800에 이뤄진다.', '0600과']],
    misses: ['참가자는 1800과 같은 수다.'],
  },
  {
    id: 'ko-clock',
    family: 'time',
    triggers: ['시', '정오', '자정'],
    pattern: `(?:(?:새벽|아침|오전|낮|점심|오후|저녁|밤|한밤) ?)?${hours} ?시(?: ?(?:[0-9]{1,2}|[일이삼사오육칠팔구십]{1,3}) ?분| ?반| ?정각)?(?: ?(?:경|쯤|께|무렵|전후|정각))?(?:에|까지|부터)?|(?:오늘 |그날 |매일 )?(?:정오|자정)(?: ?(?:무렵|쯤|경|께|직후|직전|가까이|넘어|을 넘|이 지나|전))?`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, start, end, text }) => {
      const before = folded.lower[start - 1] ?? ' '
      const after = folded.lower.slice(end, end + 2)
      if (/[0-9제가-힣:]/.test(before)) return false
      if (after.startsWith('와') && !/오전|오후|새벽|아침|저녁|밤|낮|분|반/.test(text)) return false
      if (
        (/오전|오후|새벽|아침|저녁|밤|낮/.test(text)
          ? /^ ?간/
          : /^(?: ?간|장|당|민|작|대|절|위|설|스|속|기|행|내|군|험|도|사|급|골|신|점|선|집|청|범|정|세|체|나|찰)/
        ).test(after) &&
        !/시 ?(?:[0-9]{1,2}분|반|정각|경|쯤|께|무렵)|에$|까지$|부터$/.test(text)
      )
        return false
      return (
        /[0-9]|새벽|아침|오전|낮|점심|오후|저녁|밤|분|반|경|쯤|께|무렵|정각|에$|까지$|부터$|정오|자정/.test(
          text,
        ) || /^(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|열한|열두) ?시$/.test(text)
      )
    },
    hits: [
      ['새벽 4시 30분에 트럭이 왔다.', '새벽 4시 30분에'],
      ['밤 열한 시쯤 강을 건넜다.', '밤 열한 시쯤'],
      ['점호는 오전 다섯시에 한다.', '오전 다섯시에'],
    ],
    misses: [
      '24시간 감시한다.',
      '두 시간 동안 걸었다.',
      '그 일시적 조치는 끝났다.',
      '기자회견은 오전 10시에 시작됐다.',
    ],
  },
]
