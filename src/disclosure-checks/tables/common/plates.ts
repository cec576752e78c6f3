import { countDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

const krLetters =
  '[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호배국합육해공]'
const krRegions =
  '(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)'
const kpRegions =
  '(?:평양|평북|평남|함북|함남|량강|양강|자강|황북|황남|강원|라선|나선|개성|남포|平壤|平北|平南|咸北|咸南|两江|慈江|黄北|黄南|江原|罗先|开城|南浦|pyongyang|hambuk|hamnam|pyongbuk|pyongnam|ryanggang|yanggang|jagang|chagang|hwangbuk|hwangnam|kangwon|rason|nampo|kaesong)'
const cnRegions = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼遼雲吉鲁]'

const plateWords = words(
  'plate, plates, licence plate, license plate, number plate, registration, tag, car, truck, van, 번호판, 차량번호, 차번호, 차량 번호, 차량, 차번, 车牌, 車牌, 牌照, 车号, 车牌号, 号牌, 挂牌',
)

export const plateRules: readonly Rule[] = [
  {
    id: 'kr-plate',
    family: 'plate',
    on: 'digits',
    pattern: `(?:${krRegions} ?)?[0-9]{2,3} ?${krLetters} ?[0-9]{4}|${krRegions} ?[가-힣]{2,3} ?${krLetters} ?[0-9]{4}`,
    alone: false,
    accept: ({ folded, start, end, text }) =>
      !/[0-9]/.test(folded.digits[start - 1] ?? ' ') &&
      !/[0-9년월일원명만천억]/.test(folded.digits[end] ?? ' ') &&
      !(
        (/호 [0-9]/.test(text) &&
          !/렌터카|렌트|승용차|번호판|차량|차가|차를/.test(
            folded.lower.slice(Math.max(0, start - 30), end + 16),
          )) ||
        folded.digits[start - 1] === '제'
      ),
    hits: [
      ['검은 승용차 12가 3456이 서 있었다.', '12가 3456'],
      ['서울 34나5678', '서울 34나5678'],
      ['123하4567', '123하4567'],
      ['따라온 놈 157호 8824 렌터카더라', '157호 8824'],
      ['오토바이 번호 경북 경산 라 2749', '경북 경산 라 2749'],
    ],
    misses: ['제12호 2023년', '30대 1000명이 왔다.'],
  },
  {
    id: 'cn-plate',
    family: 'plate',
    on: 'digits',
    triggers: [
      ...'길료흑경호진기京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼遼雲使领警',
    ],
    pattern: `(?:wj ?)?${cnRegions}[a-z][·. -]?[a-z0-9]{4,6}[挂学警港澳领使]?|[使领][0-9]{3}[·. -]?[0-9]{2,3}|[길료흑경호진기][a-z] ?[a-z]?[0-9][a-z0-9]{3,4}|wj ?[·. -]?${cnRegions}?[·. -]? ?[0-9a-z]{4,6}`,
    alone: false,
    accept: ({ text, folded, end }) =>
      /[0-9].*[0-9]/.test(text) && !/[a-z0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['一辆吉H·12345的面包车', '吉H·12345'],
      ['车牌为辽F8K213', '辽F8K213'],
      ['绿牌辽BD12345停在门口', '辽BD12345'],
      ['The jeep, WJ吉 1832X, was back.', 'WJ吉 1832X'],
      ['WJ·辽0417S', 'WJ·辽0417S'],
    ],
    misses: ['云A股市场', '新a'],
  },
  {
    id: 'cn-plate-spaced',
    family: 'plate',
    on: 'digits',
    pattern: `(?:${cnRegions}|[军空海北南广沈济成兰辛] ?[a-z]?|jing|hu|liao|ji|hei|lu|su|zhe|yue|gui|yun|chuan|yu|xiang|gan|wan|min|meng|jin|shan|gan|qing|ning|xin|zang|qiong|e|연길|단동|심양|훈춘|도문|장백|延吉|丹东|沈阳|珲春) ?[a-z]?[ ·.-]{1,2}[a-z]?[0-9][a-z0-9]{3,5}`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      !/[a-z0-9]/.test(folded.digits[end] ?? ' ') &&
      !/[a-z]/.test(folded.digits[start - 1] ?? ' ') &&
      (/^[^a-z]/.test(text) ? /[a-z]|·/.test(text) : /^[a-z]+ [a-z][ ·.-]/.test(text)) &&
      /[0-9].*[0-9]/.test(text),
    hits: [
      ['卡车辽 F B2345空着过江。', '辽 F B2345'],
      ['The plate read Liao F 66K21.', 'Liao F 66K21'],
      ['军牌辛·60418的越野车没有熄火。', '辛·60418'],
    ],
    misses: ['Yu 2024', '北 2 号'],
  },
  {
    id: 'kp-plate',
    family: 'plate',
    on: 'digits',
    pattern: `${kpRegions} ?(?:[ㄱ-ㅎ\u1100-\u1112가-힣]-?)?[0-9]{2}(?:[- ·]| - )[0-9]{3,5}|(?:[0-9]{1,3} ?)?[ㄱ-ㅎ\u1100-\u1112] ?-? ?[0-9]{3,5}|${kpRegions} ?[ㄱ-ㅎ\u1100-\u1112가-힣]-?[0-9]{3,5}|(?:외교|영사|준외|준영|국기|협정|대표) ?[0-9]{3}-[0-9]{3}|(?:7\\.27|2\\.16|4\\.15|10\\.10)-[0-9]{3,4}|(?:727|216|415|1010)-[0-9]{4}|${kpRegions} ?[0-9](?: [0-9]){4,6}`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      !/[0-9년월]/.test(folded.digits[end] ?? ' ') &&
      // A day that an officer's car bears: elsewhere it is half of a phone number.
      (!/^(?:727|216|415|1010)-/.test(text) ||
        (!/[0-9-]\s?$/.test(folded.digits.slice(Math.max(0, start - 2), start)) &&
          /번호판|차|대열|앞이|plate|\bcars?\b|convoy|jeep|sedan|车|牌/.test(
            folded.lower.slice(Math.max(0, start - 40), end + 20),
          ))),
    hits: [
      ['평양 12-3456 번호판', '평양 12-3456'],
      ['대열 맨 앞이 216-4471이었다.', '216-4471'],
      ['함남3 5 6 1 2라고 불러 줌', '함남3 5 6 1 2'],
    ],
    misses: ['평양 2023년'],
  },
  {
    id: 'thai-lao-plate',
    family: 'plate',
    on: 'digits',
    pattern: `[0-9]?[ก-ฮ]{1,3}[ -]?[0-9]{1,4}|[ກ-ຮ]{1,3}[ -]?[0-9]{3,4}`,
    alone: false,
    accept: ({ text, folded, end }) =>
      countDigits(text) >= 3 && !/[0-9]/.test(folded.digits[end] ?? ' '),
    hits: [
      ['Motorbike plate: 1กข 8264 Chiang Rai.', '1กข 8264'],
      ['老挝牌ກຈ 6018的皮卡', 'ກຈ 6018'],
    ],
    misses: ['มาตรา 7'],
  },
  {
    id: 'plate-before-word',
    family: 'plate',
    on: 'digits',
    triggers: words('번호판, 차량, 번호를 단, 牌照, 车牌, plate, plates'),
    pattern: `((?:[a-z가-힣一-鿿]{1,3}[·-]?)?[a-z]?[0-9]{2,3}[·-][0-9]{2}[·-][0-9]{3,5}|[a-z가-힣一-鿿]{1,2}[·-]?[a-z]?[·-][0-9a-z]{4,6}|[a-z]{2,3}[- ][0-9]{3,5}) ?(?:번호판|차량|번호를 단|的?牌照|的?车牌|plates?)`,
    span: 1,
    alone: false,
    accept: ({ text }) => /[0-9].*[0-9].*[0-9]/.test(text),
    hits: [['11-02-3456 번호판을 단 차', '11-02-3456']],
    misses: ['2023년 차량'],
  },
  {
    id: 'plate-near-word',
    family: 'plate',
    on: 'digits',
    triggers: plateWords,
    pattern: `(?:plates?|registration|tag|plate number|번호판|차량번호|차번호|차량 번호|차번|车牌|車牌|牌照|车号|车牌号|号牌)(?: ?(?:number|no|reading|marked|numbered|read|is|was|with|of|the|번호|号码|号|尾号|뒷자리)\\.?){0,3}[^0-9a-z가-힣一-鿿\\n.。]{0,4}(?:은|는|이|가|为|是|以)?[ :"'(]{0,2}((?:[a-z가-힣一-鿿ㄱ-ㅎ]{1,4}[ ·-]?|(?:pyongyang|chongjin|hamhung|sinuiju|hyesan|wonsan|nampo|kaesong|sariwon|haeju|kanggye|rason|rajin|hoeryong|tanchon|sinpo|yanji|tumen|hunchun|dandong|shenyang|changchun|seoul|busan|incheon|daegu|jilin|liaoning)[ ·-])?[a-z]{0,3}[ -]?[0-9][0-9a-z]{0,6}(?:[ ·-]?[a-z가-힣]?[ -]?[0-9a-z]{2,5})?)`,
    span: 1,
    accept: ({ text }) => countDigits(text) >= 3 && !/^(?:19|20)\d\d$/.test(text),
    hits: [
      ['The plate was KRT-4471.', 'KRT-4471'],
      ['차량번호 평북 3-1182를 보았다.', '평북 3-1182'],
    ],
    misses: ['Licence plates were abolished.', '번호판을 바꿨다.'],
  },
  {
    id: 'plate-abroad',
    family: 'plate',
    on: 'digits',
    triggers: [
      ...words('plate, 번호판, 车牌, 牌照, 号牌, ナンバー, номер'),
      ...'あいうえかきくけこさすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるれろわ',
    ],
    pattern: `[0-9]{2}[a-z]{1,2}[0-9]?[ -][0-9]{3}\\.?[0-9]{2}|[0-9]{4} ?[а-яөү]{3}|[一-鿿]{2,3} ?[0-9]{2,3} ?[ぁ-ん] ?[0-9·]{1,2}-?[0-9]{2}|[a-z]{2}[0-9]{2} [a-z]{3}|[a-z]{1,3}[- ][a-z]{1,2} [0-9]{1,4}`,
    accept: ({ text, folded, start, end }) => {
      const shown = folded.cased.slice(start, end)
      return (
        shown === shown.toUpperCase() &&
        (/[ぁ-ん]/.test(text) ||
          /plate|번호판|车牌|牌照|号牌|ナンバー|номер/.test(
            folded.lower.slice(Math.max(0, start - 30), end + 20),
          ))
      )
    },
    hits: [
      ['A Vietnamese plate, 29A-123.45, was seen.', '29A-123.45'],
      ['品川 330 あ 12-34', '品川 330 あ 12-34'],
      ['The Mongolian plate was 1234 УБА.', '1234 УБА'],
      ['The Vauxhall had a plate, AB12 CDE.', 'AB12 CDE'],
    ],
    misses: ['The plate showed MP 40 rounds.', 'In 2023 УБА met.'],
  },
]
