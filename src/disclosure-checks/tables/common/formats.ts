import { countDigits } from '../../checks.ts'
import { isLatin } from '../../letters.ts'
import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { isCounted } from './id-documents.ts'

/** Words before a document's number that name no paper. */
const files = words(
  'unhcr, refugee file, asylum case, case no, case number, camp file, work permit, green card, military id, 접수번호, 난민신청번호, 사건번호, 관리번호, 선원수첩, 건강보험증, 보험증, 통행증, 难民署, 文件号, 登记号, 案件编号, 士兵证, 暂住证, 出生医学证明, 身份证尾号, 编号',
)

/** A label is glued to its number: nothing else may touch the number. */
const apart = ({ folded, start, end }: Hit): boolean =>
  !/[0-9]/.test(folded.lower[start - 1] ?? ' ') && !/[0-9a-z]/.test(folded.lower[end] ?? ' ')

export const formatRules: readonly Rule[] = [
  {
    id: 'file-number',
    family: 'document',
    on: 'digits',
    triggers: files,
    pattern: `${any(files)}[^0-9a-z\\n.。]{0,8}(?:(?:file|registration|number|no|was|is|bore|the)\\.?[^0-9a-z\\n.。]{1,3}){0,5}((?:[가-힣一-鿿]{1,4}[-〔]?|[a-z]{1,4}[-/]?)?[0-9][0-9a-z]{0,12}(?:[-/〕][0-9a-z]{2,12}|(?:형제|형|고단|노)[0-9]{3,8}){0,3}号?)`,
    span: 1,
    alone: false,
    accept: (hit) =>
      apart(hit) &&
      !isCounted(hit) &&
      countDigits(hit.text) >=
        (/尾号|编号/.test(hit.folded.lower.slice(hit.start - 4, hit.start)) ? 3 : 4) &&
      !/^(?:1[89]|20)\d\d(?:-\d\d?)?$/.test(hit.text),
    hits: [
      ['UNHCR file 385-19C00472 is hers.', '385-19C00472'],
      ['사건번호 2021형제48217이 보인다.', '2021형제48217'],
      ['难民署登记号385-19C00472。', '385-19C00472'],
    ],
    misses: ['UNHCR opened the office in 1998.', '사건번호는 공개되지 않았다.'],
  },
  {
    id: 'glued-id',
    family: 'account',
    on: 'digits',
    triggers: ['qq', '扣扣', '큐큐', '加q'],
    pattern: `(?:qq|扣扣|큐큐|加q)(?:号|번호)?[ :=]{0,2}([1-9][0-9]{5,10})`,
    span: 1,
    alone: false,
    accept: ({ folded, end }) => !/[0-9a-z@]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['QQ284519077是司机的。', '284519077'],
      ['扣扣284519077。', '284519077'],
    ],
    misses: ['QQ有5亿用户。'],
  },
  {
    id: 'labelled-id',
    family: 'account',
    triggers: words(
      '微信:, 微信号:, vx:, 薇❤, 薇, 微❤, 카톡:, wechat:, line:, signal 用户名, signal用户名, signal username, 시그널',
    ),
    pattern: `(?:微信号?:|vx:|[薇微](?:❤|信)|카톡:|wechat:|line:) ?~?([a-z][a-z0-9_.-]{1,30}[a-z0-9_])|(?:signal ?(?:用户名|username)|시그널(?: 아이디| 사용자명)?)[ :]{0,2}[a-z][a-z0-9_]{2,31}\\.[0-9]{2,9}`,
    alone: false,
    hits: [
      ['微信:abc', 'abc'],
      ['Signal username heron.42', 'heron.42'],
    ],
    misses: ['微信: 大家都在用。'],
  },
  {
    id: 'bank-groups',
    family: 'account',
    on: 'digits',
    pattern: `[0-9]{3}-[0-9]{6}-[0-9]{5}|[0-9]{3}-[0-9]{6}-[0-9]{2}-[0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{6,7}`,
    hits: [
      ['하나 482-910177-30107로 넣었다.', '482-910177-30107'],
      ['IBK 048-217730-01-011 was closed.', '048-217730-01-011'],
    ],
    misses: ['010-1234-5678'],
  },
  {
    id: 'device-groups',
    family: 'ip',
    on: 'digits',
    triggers: words('imei, imsi, iccid, 유심, sim, 手机卡'),
    pattern: `(?:imei|imsi|iccid|유심|sim)[^0-9\\n.。]{0,20}([0-9]{3,6}(?: [0-9]{2,10}){1,5})`,
    span: 1,
    alone: false,
    accept: (hit) => apart(hit) && countDigits(hit.text) >= 14 && countDigits(hit.text) <= 22,
    hits: [
      ['IMSI 460 00 1234567890', '460 00 1234567890'],
      ['유심번호 8982 0500 0048 2177 301', '8982 0500 0048 2177 301'],
    ],
    misses: ['SIM cards cost 20 000 won.'],
  },
  {
    id: 'official-plate',
    family: 'plate',
    on: 'digits',
    triggers: [...'使领', 'wj', 'v', '외교', '영사'],
    pattern: `[使领] ?[0-9]{3}[ ·.-]?[0-9]{3}|wj ?(?:[一-鿿]|[0-9]{2})[ ·.-]?[0-9]{4,5}|v[a-z][ ·.]?[0-9]{5}|(?:외교|영사|준외|준영) ?[0-9]{2,3}[가-힣] ?[0-9]{3,4}`,
    alone: false,
    accept: (hit) =>
      apart(hit) &&
      (!hit.text.startsWith('v') || hit.folded.cased[hit.start] === 'V') &&
      !isLatin(hit.folded.lower[hit.start - 1] ?? ' '),
    hits: [
      ['使 048·217停在门口。', '使 048·217'],
      ['WJ吉·04821', 'WJ吉·04821'],
      ['VA·48217军牌', 'VA·48217'],
    ],
    misses: ['使 048'],
  },
  {
    id: 'foreign-plate',
    family: 'plate',
    on: 'digits',
    triggers: words('plate, plates, 번호판, 牌'),
    pattern: `(?:plates?|번호판|牌)[^0-9a-zа-я\\n.。]{1,4}((?:seoul|busan|incheon|daegu|gyeonggi) [0-9]{2,3} ?[a-z]{2,3} [0-9]{4}|[a-z]{2}[0-9]{2} [a-z]{3}|[а-яa-z][0-9]{3}[а-яa-z]{2} ?[0-9]{2,3})`,
    span: 1,
    hits: [
      ['old plate Seoul 12 ga 3456', 'Seoul 12 ga 3456'],
      ['UK plate LB19 KXT', 'LB19 KXT'],
      ['Russian plates, К482ОР 125', 'К482ОР 125'],
    ],
    misses: ['The plate was empty.'],
  },
  {
    id: 'korean-plate-dashed',
    family: 'plate',
    on: 'digits',
    pattern: `[0-9]{2,3}[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호배]-[0-9]{4}|(?:서울|부산|대구|인천|광주|대전|경기|강원|충북|충남|전북|전남|경북|경남|제주) [0-9][가-힣] ?[0-9]{4}|(?:평양|평북|평남|함북|함남|량강|양강|자강|황북|황남|강원|라선|남포|개성)-[0-9]{2}-[0-9]{3,5}`,
    alone: false,
    accept: apart,
    hits: [
      ['12다-3456이라고 적었다.', '12다-3456'],
      ['함남-21-482 번호를 단 차', '함남-21-482'],
      ['서울 1나 2345', '서울 1나 2345'],
    ],
    misses: ['서울 2023년'],
  },
  {
    id: 'worded-place',
    family: 'coordinates',
    triggers: words('geohash, 지오해시, 地理哈希, what3words, 왓쓰리워즈, 왓3워즈, w3w'),
    pattern: `(?:geohash|지오해시|地理哈希)[^a-z0-9\\n]{0,4}([0-9bcdefghjkmnpqrstuvwxyz]{5,12})|(?:what3words|왓쓰리워즈|왓3워즈|w3w)[^a-z가-힣一-鿿\\n]{0,4}[a-z가-힣一-鿿]{1,18}\\.[a-z가-힣一-鿿]{1,18}\\.[a-z가-힣一-鿿]{1,18}`,
    alone: false,
    hits: [
      ['geohash wz8r4c53f', 'wz8r4c53f'],
      ['what3words: lamp.river.stone', 'lamp.river.stone'],
    ],
    misses: ['He uses what3words.'],
  },
  {
    id: 'written-degrees',
    family: 'coordinates',
    on: 'digits',
    pattern: `[0-9]{1,3} ?deg(?:rees)?\\.? ?[0-9]{1,2}(?:\\.[0-9]{1,5})? ?min(?:utes)?\\.?(?: ?[0-9]{1,2}(?:\\.[0-9]{1,3})? ?sec(?:onds)?\\.?)? ?(?:north|south|east|west|[nsew])|[0-9]{1,3}\\.[0-9]{2,8} ?deg(?:rees)?\\.? ?(?:north|south|east|west|[nsew])|[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)? ?[ns][ ,/]{1,2}[0-9]{1,3}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)? ?[ew]|e ?[0-9]{6},? n ?[0-9]{7}`,
    hits: [
      ['41 deg 24 min N, 128 deg 10 min E', '41 deg 24 min N'],
      ['41:24:12 N 128:10:26 E', '41:24:12 N 128:10:26 E'],
      ['UTM zone 52N, E 430992, N 4583820', 'E 430992, N 4583820'],
    ],
    misses: ['It ended at 10:30:15 north of town.'],
  },
  {
    id: 'spoken-latitude',
    family: 'coordinates',
    triggers: words('북위, 동경, 서경, 남위'),
    pattern: `(?:북위|남위|동경|서경) ?[일이삼사오육칠팔구십백공영]{1,6} ?도 ?[일이삼사오육칠팔구십공영]{1,5} ?분`,
    alone: false,
    hits: [['북위 사십일도 이십사분이라고 했다.', '북위 사십일도 이십사분']],
    misses: ['북위 삼십팔도선'],
  },
  {
    id: 'spaced-onion',
    family: 'url',
    triggers: words('onion, 点com, 点cn, 点net, wechat.com'),
    pattern: `[a-z2-7]{4,60} ?\\. ?onion|[a-z0-9-]{3,40}点(?:com|cn|net|org)|[a-z0-9-]{1,20}\\.wechat\\.com\\/[a-z0-9_-]{2,40}`,
    alone: false,
    hits: [
      ['example . onion才能进。', 'example . onion'],
      ['example点com，点换成小数点。', 'example点com'],
    ],
    misses: ['An onion costs more.'],
  },
  {
    id: 'email-marked',
    family: 'email',
    triggers: ['#', '"@', '(골뱅이)', '(at)'],
    pattern: `[a-z0-9._%+-]{2,40}#[a-z0-9-]{2,40}\\.(?:com|net|org|cn|kr|me)|"[a-z0-9. _-]{1,40}"@[a-z0-9.-]{3,60}|[a-z0-9._%+-]{2,40} ?\\((?:골뱅이|at)\\) ?[a-z0-9-]{2,40} ?\\((?:점|dot)\\) ?[a-z]{2,10}`,
    alone: false,
    hits: [
      ['reed.basket#example.net，井号换成at。', 'reed.basket#example.net'],
      ['Address: "night.heron"@example.org', '"night.heron"@example.org'],
      ['moonriver (골뱅이) example (점) net', 'moonriver (골뱅이) example (점) net'],
    ],
    misses: ['Issue #12 is open.'],
  },
  {
    id: 'short-phone',
    family: 'phone',
    on: 'digits',
    triggers: words('집 전화, 집전화, 短号, 번호, phone, 공일공에'),
    pattern: `(?:집 ?전화|短号) ?([0-9](?:[ -]?[0-9]){4,6})|1[568][0-9]{2}-[0-9]{4} ?번호|(?:공일공)에 ?[공영일이삼사오육칠팔구]{4}에? ?[공영일이삼사오육칠팔구]{4}`,
    alone: false,
    hits: [
      ['혜산 집 전화 2-5518을 불렀다.', '2-5518'],
      ['短号668201。', '668201'],
    ],
    misses: ['집 전화가 없었다.'],
  },
]
