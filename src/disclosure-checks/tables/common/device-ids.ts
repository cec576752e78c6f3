import { countDigits, onlyDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { around, code, holds, isExplained, isPhone, ownLead } from './code-tokens.ts'

const deviceWords = words(`
phone, handset, sim, imei, router, slot, device, tablet, laptop, modem, wifi, wi-fi, bluetooth, hotspot, huawei, samsung, xiaomi, iphone, oppo, vivo, nokia, arirang, pyongyang touch, serial, mac, adapter, dongle, camera, radio, hard disk, usb
전화기, 손전화, 휴대폰, 핸드폰, 단말, 유심, 심카드, 심 카드, 공유기, 라우터, 판형, 태블릿, 노트북, 콤퓨터, 컴퓨터, 화웨이, 샤오미, 삼성, 아이폰, 블루투스, 와이파이, 무전기, 카메라, 기기, 장치, 일련번호, 심 자리, 녹음기
手机, 机子, 路由器, 卡托, sim卡, 电话卡, 移动卡, 联通卡, 电信卡, 双卡, 串号, 设备, 蓝牙, 平板, 网卡, 电脑, 华为, 小米, 序列号, 无线, 猫, 相机, 对讲机, 录音笔, 机身, 盒子`)
const deviceWord =
  /phone|handset|\bsims?\b|imei|imsi|catcher|router|\bslots?\b|device|tablet|laptop|modem|wi-?fi|bluetooth|hotspot|huawei|samsung|xiaomi|\boppo\b|\bvivo\b|nokia|arirang|\bmac\b|dongle|serial|전화기|손전화|휴대폰|핸드폰|단말|유심|심 ?카드|공유기|라우터|판형|태블릿|노트북|콤퓨터|컴퓨터|화웨이|샤오미|블루투스|와이파이|기기|장치|일련번호|심 자리|手机|机子|路由器|卡托|电话卡|移动卡|联通卡|电信卡|双卡|串号|设备|蓝牙|平板|网卡|电脑|华为|小米|序列号|识别码|机身/

const isSum = ({ folded, start, end }: Hit): boolean =>
  /(?:total|sum|worth|about|isbn|총|약|合计|共|约|达)[^0-9。.]{0,10}$/.test(
    folded.lower.slice(Math.max(0, start - 20), start),
  ) ||
  /^ ?(?:원|톤|달러|won|yuan|tons?|dollars?|元|吨|美元|万|亿|만|억)/.test(
    folded.lower.slice(end, end + 9),
  )

const vehicleWords = words(`
plate, car, jeep, van, truck, lorry, motorbike, motorcycle, minibus, minivan, sedan, suv, pickup, taxi, cab, vehicle, trailer, mercedes, jetta, santana, audi, toyota, hyundai, moped, scooter, tractor, bumper, tailgate, number plate
승용차, 봉고, 트럭, 화물차, 승합차, 지프, 찌프, 오토바이, 모터찌클, 택시, 써비차, 차량, 번호판, 자동차, 군용차, 짐차, 벤츠, 차가, 차는, 차를, 차에, 차의, 차 번호, 뻐스, 뜨락또르, 렌터카, 번호를 단
车, 吉普, 摩托, 奔驰, 捷达, 皮卡, 牌子, 号牌, 牌照, 车牌, 尾号, 拖拉机`)
const vehicleWord =
  /\b(?:plates?|cars?|jeeps?|vans?|trucks?|lorry|lorries|motorbikes?|motorcycles?|minibus(?:es)?|minivan|sedan|suv|pickup|taxi|cab|vehicles?|trailer|mercedes|jetta|santana|audi|toyota|hyundai|moped|scooter|tractor|bumper|tailgate)\b|승용차|봉고|트럭|화물차|승합차|지프|찌프|오토바이|모터찌클|택시|써비차|차량|번호판|자동차|군용차|짐차|벤츠|차[가는를에의]|차 번호|뻐스|뜨락또르|렌터카|번호를 단|车|吉普|摩托|奔驰|捷达|皮卡|号牌|牌照|拖拉机/

/** Makers' names: KamAZ 5320 is a kind of lorry. */
const makers =
  /^(?:kamaz|zil|gaz|ural|maz|uaz|bmw|hino|mi|tu|il|an|km|kn|mig|su|t|rpg|ak|m|bm|sa|iso|gb|a|b|k|rp|pp|vol|no)[- ]/

export const deviceIdRules: readonly Rule[] = [
  {
    id: 'equipment-number',
    family: 'ip',
    on: 'digits',
    pattern: `[0-9](?:[ /.-]{0,2}[0-9]){13,15}`,
    accept: (hit) => {
      const { text } = hit
      const digits = onlyDigits(text)
      if (isSum(hit)) return false
      if (/^(?:35|86|01|99)/.test(digits) && digits.length === 15) return true
      if (/^4[56][0-9] [0-9]{2} /.test(text) && digits.length === 15) return true
      // Mobile country codes of China and of both Koreas (ITU-T E.212).
      if (/^(?:460|450|467)/.test(digits) && digits.length === 15 && !hit.text.includes('.'))
        return true
      return (
        (digits.length === 15 || /^(?:35|86|01|99)/.test(digits)) &&
        deviceWord.test(around(hit, 110))
      )
    },
    hits: [
      ['Slot one answers as 865210047731902, slot two does not.', '865210047731902'],
      ['상자 딱지는 86 530217 004418 6이다.', '86 530217 004418 6'],
      ['那部手机的串号是35711208 440917 3。', '35711208 440917 3'],
    ],
    misses: ['The total came to 865210047731902 won.'],
  },
  {
    id: 'card-chip',
    family: 'ip',
    on: 'digits',
    triggers: ['89', '八九', '팔구'],
    pattern: `89(?:[ -]?[0-9]|[a-f]){17,18}`,
    accept: ({ text }) => countDigits(text) >= 16,
    hits: [
      ['The tray held 8986 0117 2204 5518 7730.', '8986 0117 2204 5518 7730'],
      ['卡上印着898603C1840772190045。', '898603C1840772190045'],
    ],
    misses: ['It grew from 89 to 95.'],
  },
  {
    id: 'esim',
    family: 'ip',
    on: 'digits',
    triggers: ['89'],
    // GSMA SGP.02: the identity of an eUICC has 32 digits.
    pattern: `89(?:[ -]?[0-9]){30}`,
    hits: [
      [
        'eSIM profile 89049032004008882600024417730651 was deleted.',
        '89049032004008882600024417730651',
      ],
      ['EID 89049032 00400888 26000244 17730651', '89049032 00400888 26000244 17730651'],
    ],
    misses: ['It was 19049032004008882600024417730651.'],
  },
  {
    id: 'bare-mac',
    family: 'ip',
    pattern: `[0-9a-f]{12}|[0-9a-f]{6}[:-][0-9a-f]{6}|[0-9a-f]{2}(?: [0-9a-f]{2}){5}|[0-9a-f]{4}[ :-][0-9a-f]{4}[ :-][0-9a-f]{4}|[0-9a-f]{2}(?:[.][0-9a-f]{2}){5}`,
    accept: ({ text, folded, start, end }) =>
      /[a-f]/.test(text) &&
      /[0-9].*[0-9]/.test(text) &&
      !/[0-9a-z:/._=-]/.test(folded.lower[start - 1] ?? ' ') &&
      !/[0-9a-z:/_=-]/.test(folded.lower[end] ?? ' ') &&
      (/^[^a-f]*[a-f][^a-f]*$/.test(text) ? !/^[0-9]+[a-f]$|^[a-f][0-9]+$/.test(text) : true),
    hits: [
      ['The sticker says 5C0E8B1147D2.', '5C0E8B1147D2'],
      ['Tablet bluetooth A8.6B.AD.3F.90.C2', 'A8.6B.AD.3F.90.C2'],
      ['공유기 밑에 5c0e8b-1147d2라고 붙어 있다.', '5c0e8b-1147d2'],
    ],
    misses: ['The dead beefed faced added.', 'E12345678901 is a bill.'],
  },
  {
    id: 'partial-address',
    family: 'ip',
    on: 'digits',
    pattern: `[0-9]{1,3}\\.[0-9]{1,3}\\.(?:[0-9]{1,3}|[x*]{1,3})\\.(?:[x*]{1,3})|[0-9]{1,3}\\.[0-9]{1,3}\\.[x*]{1,3}\\.[0-9]{1,3}|[0-9]{1,3}(?: ?, ?[0-9]{1,3}| \\. [0-9]{1,3}| ?(?:\\[dot\\]|\\(dot\\)|-dot-|dot|점|닷|쩜|点) ?[0-9]{1,3}){3}`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      !text.includes(',') &&
      !/[0-9.]/.test(folded.digits[start - 1] ?? ' ') &&
      !/[0-9]/.test(folded.digits[end] ?? ' ') &&
      (text.match(/[0-9]+/g) ?? []).every((part) => Number(part) <= 255),
    hits: [
      ['Move it off 45 dot 61 dot 20 dot 8 tonight.', '45 dot 61 dot 20 dot 8'],
      ['45점61점20점8은 버릴 것.', '45점61점20점8'],
      ['他用的是45点61点20点8。', '45点61点20点8'],
    ],
    misses: ['점수는 1점 2점이었다.', 'It was 3 dot 5.'],
  },
  {
    id: 'device-code',
    family: 'ip',
    on: 'digits',
    triggers: deviceWords,
    pattern: code,
    alone: false,
    begin: ownLead,
    accept: (hit) =>
      countDigits(hit.text) >= 6 &&
      hit.text.length >= 8 &&
      !/^[a-z]{1,2} ?[0-9]{7,8}$/.test(hit.text) &&
      holds(hit) &&
      !isPhone(hit.text) &&
      /serial|imei|meid|sticker|label|일련번호|시리얼|딱지|序列号|串号|机身号|标签/.test(
        around(hit, 60),
      ) &&
      deviceWord.test(around(hit, 110)),
    hits: [['The label on the router reads ZTE-40772-1187.', 'ZTE-40772-1187']],
    misses: ['The router cost 1200000 won.'],
  },
  {
    id: 'code-on-vehicle',
    family: 'plate',
    on: 'digits',
    triggers: vehicleWords,
    pattern: `(?:[a-z]{1,3}[ ·-]?|[가-힣ㄱ-ㅎ\u1100-\u1112一-鿿]{1,2}[ ·-]?)?[a-z]?[0-9]{1,4}(?:[ ·-][가-힣ㄱ-ㅎ\u1100-\u1112])?(?:[ ·-][0-9][0-9a-z]{2,4}|[a-z]{1,3}[0-9]{0,4})?`,
    alone: false,
    begin: ownLead,
    accept: (hit) => {
      const { text, folded, start, end } = hit
      const count = countDigits(text)
      const isPlate =
        /^(?:[가-힣ㄱ-ㅎ\u1100-\u1112一-鿿]{1,2}[ ·-]?)?[0-9]{2,3}[·-][0-9]{3,5}$|^[가-힣ㄱ-ㅎ\u1100-\u1112一-鿿]{1,2}[·-][a-z]?[0-9]{3,5}$|^[a-z]{1,3}[ ·-]?[0-9]{3,5}[a-z]{0,2}$|^[0-9]{2,3}[ ·-][ㄱ-ㅎ\u1100-\u1112가-힣][ ·-][0-9]{3,4}$/.test(
          text,
        )
      const capital =
        !/^[a-z]/.test(text) || /^[A-Z]{1,3}[ ·-]?[0-9]/.test(folded.cased.slice(start, end))
      return (
        (isPlate ||
          (/^[0-9][a-z][0-9]{2,4}$|^[a-z][0-9]{4}$/.test(text) &&
            /尾号|牌照|车牌|번호판|plate/.test(around(hit, 20)))) &&
        capital &&
        count >= 4 &&
        !/^(?:1\d|20)\d\d-\d/.test(text) &&
        !makers.test(text) &&
        !/[0-9a-z-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[0-9a-z]|^-[0-9]/.test(folded.digits.slice(end, end + 2)) &&
        !isExplained(hit) &&
        vehicleWord.test(around(hit, 60)) &&
        !/flight|boeing|airbus|missile|hwasong|tank|route|train|편명|미사일|항공|열차|전차|노선|航班|导弹|列车|公交|客机/.test(
          around(hit, 40),
        )
      )
    },
    hits: [
      ['The jeep, 41-0273, stood by the ramp.', '41-0273'],
      ['LK 4410 was on the van.', 'LK 4410'],
      ['지프에는 ㄹ-5170이 붙어 있었다.', 'ㄹ-5170'],
    ],
    misses: [
      'The lorry was a KamAZ 5320.',
      'The car cost 45000 yuan.',
      'In 2019-2020 cars were rare.',
    ],
  },
  {
    id: 'russian-plate',
    family: 'plate',
    on: 'digits',
    pattern: `[abekmhopctyxавекмнорстух] ?[0-9]{3} ?[abekmhopctyxавекмнорстух]{2} ?[0-9]{2,3}`,
    hits: [['A Khasan van, K 317 OP 125, waits there.', 'K 317 OP 125']],
    misses: ['The K 317 bus left.'],
  },
  {
    id: 'plate-in-halves',
    family: 'plate',
    on: 'digits',
    triggers: words(
      'then, followed by, after that, ending, 后边, 后面, 后头, 再, 接着, 然后, 最后, 尾号, 다음, 그리고, 하고, 뒤에, 뒤는, 끝',
    ),
    pattern: `(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川宁琼] ?[a-z]|(?:liao|ji|hei|jing|hu|lu|su|zhe|yue|meng) [a-z]|[료요길흑경랴]오? ?[a-z])[ ,，、:-]{0,3}(?:(?:and|에|는|그|是|几位|的|数字|something|there|was|with|in|by)[ ,]{0,2}){0,3}(?:then|followed by|after that|ending|后边|后面|后头|再|接着|然后|最后|尾号|다음|그리고|하고|뒤에|뒤는|끝)[ ,，:]{0,2}(?:(?:in|is|with|는|은|에|으로|是|来|个|四位|三位|几位|数)[ ,]{0,2}){0,2}(?:[a-z]?[0-9][0-9a-z]{1,4}|[0-9a-z](?: [0-9a-z]){4})`,
    hits: [
      ['All he kept was Ji H, and then 4M21.', 'Ji H, and then 4M21'],
      ['Ji H, then 5 Q Q 0 3, read out twice.', 'Ji H, then 5 Q Q 0 3'],
      ['只记得吉H，后面是4M218。', '吉H，后面是4M218'],
      ['길H 다음에 4M218이라고 했다.', '길H 다음에 4M218'],
    ],
    misses: ['He saw Ji and then left.'],
  },
  {
    id: 'plate-read-aloud',
    family: 'plate',
    on: 'digits',
    triggers: [...'료요길흑경랴로'],
    pattern: `(?:료|요|길|흑|경|랴오|지린|헤이|료녕|길림) ?[a-z] ?[·.-]? ?[a-z]?[0-9][0-9a-z]{2,4}`,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      countDigits(text) >= 3 &&
      !/[가-힣]/.test(folded.digits[start - 1] ?? ' ') &&
      !/[0-9a-z]/.test(folded.digits[end] ?? ' '),
    hits: [['뒤에 료F·8K204가 달려 있었다.', '료F·8K204']],
    misses: ['필요A 2023년'],
  },
]
