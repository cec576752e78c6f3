import type { Rule } from '../../rule.ts'

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
