import { countDigits } from '../../checks.ts'
import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'

/** Papers whose number identifies a person, beyond passports and cards. */
const papers = words(`
membership card, member card, membership book, card number, card no, id number, patent, work patent, labour patent, passport, visa, laissez-passer, exit permit, exit visa, entry permit, border permit, border card, travel pass, travel paper, travel papers, travel order, travel card, transit pass, seaman's book, seaman's card, seafarer's book, seafarer, discharge papers, discharge book, discharge certificate, ration card, ration book, food card, meal card, grain coupon, party id, party book, union card, union book, league card, youth league, birth certificate, marriage certificate, death certificate, divorce certificate, school certificate, student id, student card, student number, library card, insurance card, insurance number, health card, medical card, medical record, patient number, patient id, tax number, tax id, taxpayer, pension number, docket, warrant, detention notice, detention order, summons, release certificate, release paper, military card, military book, soldier's book, soldier's card, conscription card, dog tag, pay book, driving permit, citizen's id, citizen id, dprk id, id card, identity papers, identity book, papers numbered, registration code, registration card, registration slip, family register, family book, household register, household booklet, household book, hukou, residency card, stay permit, refugee card, refugee id, unhcr, asylum, alien card, alien number, work pass, work card, labour book, labor book, employment card, staff card, staff number, personnel number, personnel file, gate pass, access card, visitor pass, prisoner, inmate, detainee, case no, file no, permit, licence, license, certificate, citizen's card, citizen card, crew card
출생증, 출생증명서, 출생신고, 결혼등록, 결혼증, 사망확인서, 군인증, 군관증, 군대증, 제대증, 제대명령서, 려행증, 려행증명서, 여행증명서, 학생증, 졸업증, 졸업증서, 량권, 양권, 배급표, 배급카드, 배급증, 맹원증, 직맹원증, 동맹원증, 로동수첩, 노동수첩, 로동증, 진료카드, 진료기록, 환자번호, 복무증, 병사증, 당원증, 당증, 당번호, 당원번호, 회원번호, 증번호, 식별번호, 수험번호, 신청번호, 발급번호, 관리번호, 평양시민증, 국경통행증, 출국증, 출국허가, 영주증, 선원증, 선원수첩, 공민증, 시민증, 신분증, 신임장, 통행증, 출입증, 보험증, 건강보험, 등록증, 난민, 영장, 소환장, 석방증, 출소증, 수용번호, 수감번호, 수인번호, 죄수번호, 사건번호, 접수번호, 여권, 려권, 비자, 면허, 면허증, 자격증, 학번, 사번, 세대번호, 세대주, 등록번호, 확인증, 증명서
旅行证, 海员证, 学生证, 医保卡, 医保号, 社保卡, 社保号, 社会保障, 准考证, 结婚证, 离婚证, 出生证, 死亡证明, 释放证, 释放证明, 传唤证, 逮捕证, 拘留证, 拘留通知, 病历号, 病案号, 住院号, 学号, 学籍号, 警号, 警官证, 军人证, 士兵证, 士官证, 残疾证, 户口, 户口本, 户口簿, 户籍, 户号, 出入证, 出入境, 永居, 永久居留, 居留, 往来台湾, 往来港澳, 港澳, 台胞证, 通行证, 护照, 签证, 难民证, 难民, 临时身份, 身份证, 身分證, 公民证, 党证, 团员证, 工会证, 劳动证, 粮票, 购粮证, 粮本, 工资卡号, 驾驶证, 驾照, 从业资格, 资格证, 船员, 渔民证, 边境, 边防证, 边民, 犯人, 囚犯, 囚号, 罪犯编号, 在押, 案号, 备案号, 登记号, 证件号, 证号, 号码牌, 编号, 工牌, 厂牌, 胸牌`)

const token =
  '(?:no\\.? ?|nr\\.? ?|№ ?|#)?(?:[a-z가-힣ㄱ-ㅎ一-鿿]{1,6}[ /·-]?)?[제第字]?[0-9][0-9a-z]{0,20}(?:[ /·.-]{1,2}[0-9][0-9a-z]{0,9}|-[가-힣a-z]{1,3}-?[0-9]{2,9}){0,4}'

/** A number after a Korean particle or a short word: 여권은 1200. */
const withoutParticle = (text: string): string =>
  text.replace(/^(?:[가-힣一-鿿]{1,6}|(?:was|is|of|were|in|the|to|by) )(?=[ 0-9])/, '').trimStart()

/** A quantity, a year, a law: not a document number. */
export const isCounted = ({ folded, start, end, text }: Hit): boolean => {
  const number = withoutParticle(text)
  return (
    /^(?:no\.? ?)?(?:1[89]\d\d|20[0-4]\d)(?:(?:[-./ ]\d\d?){0,2}|[-/](?:1[89]|20)\d\d)$/.test(
      number,
    ) ||
    (/^[가-힣一-鿿]{0,6}[1-9][0-9]*$/.test(number) &&
      // 2290417만 남기고: ten thousands are not counted in millions.
      /^ ?(?:만(?! [가-힣]{2})|천|원|명|개|건|장|권|부|本|년|월|일|인(?!데|지|가|걸|줄|것|이| 것| 걸| 줄)|세|살|가구|조|항|万|元|人|名|个|份|年|月|天|条|户|张|亿|%|percent|people|won|yuan|dollars|usd|euros?|holders|applicants|applications|were|cases|permits|visas|passports|refugees|certificates|km|days|years|months|prisoners|inmates|copies|households)/.test(
        folded.lower.slice(end, end + 14),
      )) ||
    /(?:법률|법령|결의|조례|규정|제정|dated|resolution|article|law|act|decree|rule|regulation|决议|条例|法|令|cost|costs|fee|about|some|nearly|over|than|total of|rose to|fell to|of the)[ 第제]*$/.test(
      folded.lower.slice(Math.max(0, start - 10), start),
    )
  )
}

/** A paper named shortly before: searched backwards, because numbers are rarer than words. */
const announced = new RegExp(`${any(papers)}[^0-9\\n。!?]{0,36}$`)

export const idDocumentRules: readonly Rule[] = [
  {
    id: 'paper-near-number',
    family: 'document',
    on: 'digits',
    triggers: papers,
    pattern: token,
    alone: false,
    // Excludes the word that announces the number.
    begin: ({ start, text }) =>
      start +
      (/^(?:[a-z]{4,}[ /·-]?|[가-힣一-鿿]{0,5}(?:번호|号码|编号|号|证|증|카드|卡|은|는|이|가|为|是) ?)/.exec(
        text,
      )?.[0].length ?? 0),
    accept: (hit) => {
      const { folded, start, end, text } = hit
      const digit = start + Math.max(0, text.search(/[0-9]/))
      if (
        /[0-9a-z]/.test(folded.digits[end] ?? ' ') ||
        /[0-9]/.test(folded.digits[start - 1] ?? ' ')
      )
        return false
      if (!announced.test(folded.lower.slice(Math.max(0, digit - 64), digit))) return false
      const between = folded.lower.slice(Math.max(0, start - 36), start)
      if (
        /[.!?] /.test(between) &&
        /[.!?] [a-z]/.test(between.replaceAll(/\b(?:no|nr|id|num)\. /g, ''))
      )
        return false
      const count = countDigits(text)
      const said =
        /(?:번호|号码|号|编号|number|\bno\.?|\bnr\.?|№|#|\bid\b|code|numbered|marked|stamped|bore|bears|reads|제|第|:)[ ("'是为은는이가을를]*(?:is |was |reads? )?$/.test(
          between,
        ) || /^(?:no|nr|№|#|제|第)/.test(text)
      // Thousands are written with commas, document numbers with hyphens and letters.
      const odd = /[a-z가-힣一-鿿]|[0-9][ /·-][0-9]|^0/.test(withoutParticle(text))
      return count >= (said && odd ? 4 : said ? 5 : odd ? 6 : 7) && !isCounted(hit)
    },
    hits: [
      ["Her DPRK citizen's card bore the number No. 0711-448213.", '0711-448213'],
      ['출생증 번호 함흥-2207이 적혀 있다.', '함흥-2207'],
      ['拘留证上写着第0041-882号。', '0041-882'],
      ['당증번호 2290417만 남기고 사진은 도려냈다.', '2290417'],
    ],
    misses: ['Permit fees rose to 25000 won in 2021.', '여권은 1200000건이 발급됐다.'],
  },
]
