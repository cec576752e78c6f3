import { countDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { around, code, holds, isPhone, ownLead, wordsBefore } from './code-tokens.ts'

const paperWord =
  /\b(?:pass(?:es)?|passport|laissez-passer|references?|immigration|unhcr|refugees?|cards?|card's|certificates?|permits?|licen[cs]es?|badges?|slips?|stamp(?:ed)?|stamps|booklets?|papers?|ids?|visas?|warrants?|summons|dockets?|tags?|chits?|vouchers?|coupons?|forms?|registers?|files?|records?|lists?|ledgers?|dossiers?|books?|document|documents|identity|laminated|prisoner|inmate|detainee|conscript|recruits?|worker|workers|hukou|receipt|receipts|tickets?|wristbands?|armbands?|diploma|patent|contract|enlist\w*|discharge\w*|series|photograph|expires?|expired|issued)\b|증(?:[에은는이가을를의과와도만,. "'(:]|명|서|이|번|$)|수첩|여권|려권|비자|사증|딱지|도장|카드|표(?:[에은는이가을를의,. ]|$)|서류|명단|문건|통지서|확인서|신청서|문서|허가|입원|명찰|번호표|대장|장부|등록|쪽지|영수증|번호|证|护照|签证|手册|病历|卷|单|许可|员号|证号|学号|警号|通知|本(?:儿|子|上|里)|章|卡|表(?:上|里|格)|牌|票|单子|名册|档案|序号|编号|签注|户口|工号|号码|条子|袖标|腕带|通知书|介绍信|批文|批件|移民局|难民署|이민국|난민기구/

export const codeRules: readonly Rule[] = [
  {
    id: 'code-on-paper',
    family: 'document',
    on: 'digits',
    triggers: words(
      `pass, card, laissez-passer, reference, immigration, unhcr, refugee, 移民局, 难民署, 이민국, 난민기구, certificate, permit, licence, license, badge, slip, stamp, booklet, paper, id , visa, warrant, summons, docket, tag, chit, voucher, coupon, form, file, record, ledger, dossier, book, document, identity, laminated, prisoner, inmate, detainee, conscript, recruit, worker, hukou, receipt, ticket, wristband, armband, diploma, register, patent, contract, enlist, discharge, series, photograph, expire, issued
      증, 수첩, 여권, 려권, 비자, 사증, 딱지, 도장, 카드, 배급표, 서류, 명단, 문건, 통지서, 확인서, 신청서, 명찰, 문서, 허가, 입원, 번호표, 대장, 장부, 등록, 쪽지, 번호
      证, 护照, 签证, 手册, 病历, 卷, 单, 许可, 员号, 证号, 学号, 警号, 通知, 本儿, 本子, 章, 卡, 表格, 牌, 票, 名册, 档案, 序号, 编号, 签注, 户口, 工号, 号码, 条子, 袖标, 腕带, 通知书, 介绍信, 批文, 批件`,
    ),
    pattern: code,
    alone: false,
    begin: ownLead,
    accept: (hit) =>
      holds(hit) &&
      !isPhone(hit.text) &&
      !hit.context.isPublic(hit.start, hit.end) &&
      !/plate|번호판|차량|차번호|军牌|车牌|牌照|号牌/.test(around(hit, 14)) &&
      paperWord.test(around(hit, 110)),
    hits: [
      ['The pass in her sleeve had 0530-61842 stamped on it.', '0530-61842'],
      ['For two years she was 6620-M-114 and her worker card said no more.', '6620-M-114'],
      ['The border slip was 함남-3 № 220715, folded twice.', '함남-3 № 220715'],
      ['통행증은 량강 다-61120이었다.', '량강 다-61120'],
      ['过江证上的序号是珲字0412-8837。', '珲字0412-8837'],
      ['工作证上就一串乙—4471。', '乙—4471'],
    ],
    misses: [
      'The ministry issued 120000 passports.',
      'In 2019-2020 no cards were printed.',
      '여권은 530000건이 발급됐다.',
      '护照共发出120000本。',
    ],
  },
  {
    id: 'numbered',
    family: 'document',
    on: 'digits',
    triggers: words('number, no., №, serial, 번호, 호, 号, 码, 字'),
    pattern: code,
    alone: false,
    begin: ownLead,
    accept: (hit) =>
      countDigits(hit.text) >= (/^[제第]./.test(hit.text) ? 4 : 5) &&
      holds(hit) &&
      !isPhone(hit.text) &&
      !hit.context.has('public', hit.start, hit.end) &&
      (/(?:\bno\.?|№|\bnumber(?:ed)?|serial|번호|码|号|字)[ :,("']{0,3}(?:is|was|은|는|이|가|为|是|写着|念着)?[ :,("']{0,2}$|[제第] ?$/.test(
        wordsBefore(hit, 14),
      ) ||
        /№|^[제第]|字/.test(hit.text)) &&
      !/phone|tel|call|dial|mobile|전화|연락|핸드폰|통화|电话|手机|拨|打|微信|qq|账|卡号|信箱/.test(
        around(hit, 24),
      ),
    hits: [['They shouted for number 44-20718 and she stood up.', '44-20718']],
    misses: ['Resolution number 23975 was adopted.', 'Flight number 448213 was late.'],
  },
  {
    id: 'code-alone',
    family: 'document',
    on: 'digits',
    pattern: `(?:[a-z]{1,4}[-/ ]?){1,2}[0-9]{2,10}(?:[-/ ][0-9a-z]{1,10}){0,4}|[0-9]{1,6}(?:-[0-9]{1,6}){2,4}|0[0-9]{2,4}-[0-9]{5,6}|[0-9]{1,3}-[0-9]{7,12}`,
    begin: ownLead,
    accept: (hit) => {
      const { text, folded, start, end } = hit
      const letters = /^[a-z/-]+/.exec(text)?.[0]
      return (
        countDigits(text) >= 7 &&
        (letters === undefined ||
          !/[a-z]/.test(folded.cased.slice(start, start + letters.length))) &&
        holds(hit) &&
        !isPhone(text) &&
        !/[0-9]-$/.test(folded.digits.slice(Math.max(0, start - 2), start)) &&
        // Services, ships, standards: told elsewhere, or on the record.
        !/^(?:qq|vx|wx|wa|imo|isbn|issn|hs|un|gb|iso|iban|imei|imsi|iccid|eid|tel|mac|fax|utm|mgrs|doi|ip|id|no|nr)\b/.test(
          text,
        ) &&
        !/[a-z]{4}|[0-9] [a-z]/.test(text) &&
        !hit.context.isPublic(start, end) &&
        !/https?:|www\.|\.(?:com|org|net)/.test(
          folded.lower.slice(Math.max(0, start - 30), end + 4),
        )
      )
    },
    hits: [['"R0042 7719," she read out.', 'R0042 7719']],
    misses: ['The part AB 12 fits the pump.', 'Document S/2024/2150 lists the ships.'],
  },
  {
    id: 'called-by-number',
    family: 'document',
    on: 'digits',
    triggers: words('called, known as, 번이라, 번으로, 번 이, 喊, 叫, 称, 点名'),
    pattern: `(?:called|known(?: only)? as)(?: (?:her|him|me|us|them|nothing|but|only|just|by|anything|number|no\\.|prisoner|inmate)){0,4} ([0-9]{2,5}(?:-[0-9]{1,5})?)|([0-9]{1,5}(?:-[0-9]{1,6})?) ?번(?:이라고|이라|으로만|으로) (?:불|부르|찍|통)|(?:喊|叫|称)(?:她|他|我|我们|你)?(?:作|做|成)?[0-9]{2,6}号`,
    alone: false,
    accept: ({ text }) => countDigits(text) >= 3,
    hits: [
      ['They called her number 3147 and nothing else.', '3147'],
      ['이름 대신 5-318번으로 불렀다.', '5-318'],
      ['里头喊他0442号。', '0442'],
    ],
    misses: ['It is called 38 North.', '9번으로 불렀다.', '叫10号过来。'],
  },
  {
    id: 'dated-permit',
    family: 'document',
    on: 'digits',
    triggers: words('号, (20, (19, 〔20, [20'),
    pattern: `[一-鿿]{1,6}[(〔\\[](?:19|20)[0-9]{2}[)〕\\]] ?第?[0-9]{2,6}号?`,
    alone: false,
    accept: (hit) =>
      !hit.context.has('public', hit.start, hit.end) &&
      /证|许可|执照|批件|批文|通知书|介绍信/.test(around(hit, 40)),
    hits: [
      ['临时身份证明延公临（2021）1187，三个月。', '延公临（2021）1187'],
      ['许可证是边贸(2019)第314号。', '边贸(2019)第314号'],
    ],
    misses: ['国发〔2018〕22号文件公布。'],
  },
]
