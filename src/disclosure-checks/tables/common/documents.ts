import { countDigits, isMonthDay, isResidentNumber, passesChineseCheck } from '../../checks.ts'
import { isLatin } from '../../letters.ts'
import { any, words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { isCounted, idDocumentRules } from './id-documents.ts'

/** Words for papers that carry a number. */
const papers = words(`
passport, visa, travel document, travel permit, border pass, residence permit, work permit, permit, driving licence, driver's license, driver's licence, driving license, licence, license, id card, identity card, identity document, identity number, id number, id no, id, national id, citizen number, citizen's card, citizen card, citizenship card, citizen registration, social security, ssn, resident number, residence card, registration number, registration no, resident registration, alien registration, serial number, travel certificate, refugee certificate, certificate, party card, party member card, service number, military number, badge number, badge, prisoner number, inmate number, employee number, case file
여권, 려권, 사증, 확인서, 발급번호, 비자, 여행증명서, 여행증, 통행증, 통행허가증, 면허, 면허증, 운전면허, 주민등록, 주민번호, 주민등록번호, 외국인등록, 외국인등록번호, 등록번호, 등록증, 공민증, 공민등록, 공민번호, 시민증, 신분증, 출입증, 사증, 당증, 군번, 증명서, 거류증, 체류증, 수인번호, 도강증, 사원증, 식별번호
护照, 簽證, 签证, 身份证, 身分證, 身份號碼, 身份证号, 驾驶证, 驾照, 駕照, 通行证, 通行證, 居留证, 居留许可, 残疾证, 残疾人证, 退休证, 驾驶执照, 居住证, 公民证, 公民號, 公民号, 证件, 證件, 证号, 军官证, 工作证, 边境证, 回乡证, 台胞证, 党证, 户口, 编号, 工号, 囚号, 档案号, 船员证, 边民证, 边证, 渔证, 信用代码, 营业执照, 退伍证, 许可证, 准迁证, 出生证, 结婚证, 签证, 学生证, 劳动手册, 党员证, 公民登记, 证号码`)

const link = `[^0-9a-z\\n.。!?]{0,6}(?:(?:number|no|nr|num|id|code|card|holder|ending|numbered|carries|carrying|bears|bearing|reads|reading|has|stamped|printed|named|with|was|is|it|of|the|issued|marked|under)[^0-9a-z\\n]{1,3}){0,5}[^0-9a-z\\n。!?]{0,14}`

const spaced = (count: number): string => `[0-9](?:[ .]?[0-9]){${count - 1}}`

export const documentRules: readonly Rule[] = [
  {
    id: 'kr-resident',
    family: 'document',
    on: 'digits',
    pattern: `${spaced(6)} ?(?:[-/·] ?|(?:다시|에|하이픈|작대기) ?)?[1-8](?: ?[0-9*x●]){6}`,
    accept: ({ text, folded, start }) =>
      isResidentNumber(text) &&
      !/(?:条码|条形码|barcode|바코드|isbn)[^。.]{0,8}$/.test(
        folded.lower.slice(Math.max(0, start - 16), start),
      ),
    hits: [
      ['주민번호는 900101-1234567이다.', '900101-1234567'],
      ['He wrote 9001011234567 on the form.', '9001011234567'],
      ['외국인등록번호 850315-5123456', '850315-5123456'],
      ['번호는 구공공일공일 일이삼사오육칠이라고 했다.', '구공공일공일 일이삼사오육칠'],
      ['구오공육일사 다시 이칠사삼일공팔로 들림', '구오공육일사 다시 이칠사삼일공팔'],
      ['９００１０１－１２３４５６７', '９００１０１－１２３４５６７'],
    ],
    misses: ['The file is 991301-1234567 lines long.', 'A total of 1,234,567 people.'],
  },
  {
    id: 'cn-citizen',
    family: 'document',
    on: 'digits',
    pattern: `[1-9](?:[ -]?[0-9]){5}[ -]?(?:1 ?[89]|2 ?0)(?:[ -]?[0-9]){6}(?:[ -]?[0-9]){3}[ -]?[0-9x*]`,
    accept: ({ text }) => {
      const id = text.replaceAll(/[^0-9x*]/g, '')
      return passesChineseCheck(text) || isMonthDay(id.slice(10, 14))
    },
    hits: [
      ['身份证号11010519491231002X。', '11010519491231002X'],
      ['His number is 222403 19850612 0034.', '222403 19850612 0034'],
    ],
    misses: ['The sum was 123456789012345678901 yuan.'],
  },
  {
    id: 'cn-citizen-old',
    family: 'document',
    on: 'digits',
    pattern: `[1-6][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}`,
    hits: [['旧身份证号是110105491231002。', '110105491231002']],
    misses: ['A sum of 110105499931002 won was named.'],
  },
  {
    id: 'passport',
    family: 'document',
    on: 'digits',
    pattern: `(?:[a-z][0-9]{8}|[mspdg][0-9]{3}[a-z][0-9]{4}|e[a-z][0-9]{7}|[a-z]{2}[0-9]{7})`,
    hits: [
      ['여권 M12345678을 보여 주었다.', 'M12345678'],
      ['护照号是E12345678。', 'E12345678'],
      ['She travelled on EA1234567.', 'EA1234567'],
      ['M123A4567', 'M123A4567'],
    ],
    misses: ['The part is numbered X123.'],
  },
  {
    id: 'kr-licence',
    family: 'document',
    on: 'digits',
    pattern: `(?:서울|부산|대구|인천|광주|대전|울산|경기|강원|충북|충남|전북|전남|경북|경남|제주|[0-9]{2})[ -]?[0-9]{2}-[0-9]{6}-[0-9]{2}`,
    hits: [
      ['면허번호 11-12-123456-12', '11-12-123456-12'],
      ['서울 12-345678-90이 찍혀 있었다.', '서울 12-345678-90'],
    ],
    misses: ['11-12-2023'],
  },
  {
    id: 'hk-card',
    family: 'document',
    pattern: `[a-z]{1,2}[0-9]{6} ?\\([0-9a]\\)`,
    alone: false,
    accept: ({ folded, start }) => !isLatin(folded.lower[start - 1] ?? ' '),
    hits: [['HKID A123456(7)', 'A123456(7)']],
    misses: ['Table A1234(7)'],
  },
  {
    id: 'prisoner-number',
    family: 'document',
    on: 'digits',
    triggers: words(
      'prisoner, inmate, detainee, 수인번호, 죄수번호, 수번, 囚号, 囚犯编号, 犯人编号, 编号',
    ),
    pattern: `(?:(?:prisoner|inmate|detainee)(?:'s)? (?:id |card )?(?:no|nr|number|id)\\.?|수인번호|죄수번호|수번|囚号|囚犯编号|犯人编号)(?: ?(?:is|was|were|는|은|가|为|是|:))? ?((?:[a-z]{1,3}-?)?[0-9][0-9-]{2,11})`,
    span: 1,
    hits: [
      ['He was prisoner no. 3147.', '3147'],
      ['수인번호 3147번', '3147'],
      ['囚号3147', '3147'],
    ],
    misses: ['The number of prisoners was 3147.'],
  },
  {
    id: 'machine-readable',
    family: 'document',
    pattern: `[0-9a-z<]{7,9}[0-9<][a-z<]{3}[0-9]{7}[mfx<][0-9]{7}`,
    hits: [['The bottom line: 836240117PRK8804125M2706309.', '836240117PRK8804125M2706309']],
    misses: ['A hash is a1b2c3d4e5f6a7b8c9d0e1f2a3.'],
  },
  {
    id: 'us-social',
    family: 'document',
    on: 'digits',
    pattern: `[0-9]{3}-[0-9]{2}-[0-9]{4,5}`,
    accept: ({ folded, end, start }) =>
      folded.digits[end] !== '-' &&
      !/isbn[^a-z]{0,4}$/.test(folded.lower.slice(Math.max(0, start - 8), start)),
    hits: [['His SSN is 123-45-6789.', '123-45-6789']],
    misses: ['2023-10-09'],
  },
  {
    id: 'kp-paper',
    family: 'document',
    on: 'digits',
    pattern: `(?:[가-힣]{1,4} ?)?제 ?[0-9]{4}-?[0-9]{1,7} ?호|(?:[가-힣]{2} )제 ?[0-9]{4,8} ?호`,
    alone: false,
    accept: ({ text, context, start, end }) =>
      countDigits(text) >= 5 && !context.isPublic(start, end),
    hits: [['号码是혜산 제03817호，照原样抄下。', '혜산 제03817호']],
    misses: ['결의 제2397호가 채택됐다.'],
  },
  {
    id: 'numbered-paper',
    family: 'document',
    on: 'digits',
    triggers: papers,
    pattern: `${any(papers)}s?${link}((?:[a-z]{1,4}-)?(?:[a-z가-힣一-鿿]{1,5}[ -]?)?[제第]?[0-9][0-9a-z]{0,20}(?:[ -][0-9][0-9a-z]{1,9}){0,4})`,
    span: 1,
    accept: (hit) => {
      const { text, folded, start, end } = hit
      return (
        countDigits(text) >= 5 &&
        !isCounted(hit) &&
        !/^(?:1[89]\d\d|20[0-3]\d)(?:[- ]?\d\d?){0,2}$/.test(text) &&
        !/(?:档案馆|馆藏|博物馆|电报|图书|卷宗)/.test(
          folded.lower.slice(Math.max(0, start - 16), end + 12),
        )
      )
    },
    hits: [
      ['Her passport number is 736210458.', '736210458'],
      ['공민증 번호 412887을 적었다.', '412887'],
      ['通行证号码为C1234567。', 'C1234567'],
      ['North Korean citizen card no. 0153-22871 was copied.', '0153-22871'],
    ],
    misses: ['Passport rules changed in 2023.', '여권법은 2020년에 개정됐다.'],
  },
  ...idDocumentRules,
]
