import { countDigits } from '../../checks.ts'
import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { around, isExplained } from './code-tokens.ts'

/** Services in which a user chooses a name. */
const services = words(`
wechat, weixin, telegram, kakao, signal, whatsapp, viber, line, qq, skype, discord, threema, session, wire, wickr, instagram, insta, facebook, messenger, twitter, weibo, douyin, tiktok, kuaishou, momo, snapchat, zalo, matrix, jabber, xmpp, icq, paypal, alipay, naver, band, wickr, element, briar, simplex, bluesky, mastodon, threads, reddit, steam, xiaohongshu, bilibili, taobao, youtube, vk, handle, username, user name, nickname, nick, screen name
위챗, 웨이신, 위쳇, 카카오, 카톡, 텔레그람, 텔레그램, 텔레, 시그널, 씨그널, 왓츠앱, 라인, 큐큐, 스카이프, 디스코드, 쓰리마, 스레마, 트리마, 인스타, 페이스북, 페북, 트위터, 틱톡, 더우인, 도우인, 웨이보, 밴드, 알리페이, 즈푸바오, 메신저, 아이디, 닉네임, 대화명, 계정
微信, 威信, 电报, 飞机, 信号, 推特, 微博, 抖音, 快手, 脸书, 陌陌, 钉钉, 支付宝, 旺旺, 小红书, 扣扣, 企鹅, 卡考, 卡靠, 连我, 网名, 昵称, 用户名, 账号, 帐号, 淘宝, 闲鱼, b站, 加我, 搜`)

const service =
  /\b(?:wechat|weixin|telegram|kakao(?:talk)?|signal|whatsapp|viber|line|qq|skype|discord|threema|session|wire|wickr|insta(?:gram)?|facebook|messenger|twitter|weibo|douyin|tiktok|kuaishou|momo|snapchat|zalo|matrix|jabber|xmpp|icq|paypal|alipay|naver|band|element|briar|simplex|bluesky|mastodon|threads|reddit|steam|xiaohongshu|bilibili|taobao|youtube|vk|handle|user ?name|nick(?:name)?|screen name)\b|위챗|웨이신|위쳇|카카오|카톡|텔레|시그널|씨그널|왓츠앱|라인|큐큐|스카이프|디스코드|[쓰스트][리레]마|인스타|페이스북|페북|트위터|틱톡|더우인|도우인|웨이보|밴드|알리페이|즈푸바오|메신저|아이디|닉네임|대화명|계정|wechat|qq|line|signal|telegram|kakao|微信|威信|电报|飞机|信号|推特|微博|抖音|快手|脸书|陌陌|钉钉|支付宝|旺旺|小红书|扣扣|企鹅|卡考|卡靠|连我|网名|昵称|用户名|账号|帐号|淘宝|闲鱼|b站|加我|搜/

/** Looks like a chosen user name, and is no word, file, weapon, unit or site. */
const isHandle = (hit: Hit): boolean => {
  const { folded, start, end, text } = hit
  if (/[a-z0-9@/:._+#=-]/.test(folded.lower[start - 1] ?? ' ')) return false
  if (/^(?:[a-z0-9@/_+=]|[.:-][a-z0-9])/.test(folded.lower.slice(end, end + 2))) return false
  const letters = /[a-z]/.test(text)
  if (!letters) return false
  if (
    /\.(?:docx?|pdf|jpe?g|png|gif|mp[34]|txt|xlsx?|zip|apk|exe|mov|avi|hwp|pptx?|com|net|org|cn|kr|me|io|de|jp|ru|info|onion|kp|us|uk|co|app|ly|be|im|tv|gg)$/.test(
      text,
    )
  )
    return false
  if (
    /^(?:covid|kn|hwasong|hwasal|nodong|taepodong|pukguksong|sars|iso|gb|g|mp|wi-fi|wifi|ios|android|windows|iphone|galaxy|version|ver|v|no|page|p|k|h|b|x)[-._ ]?[0-9.]{1,4}$/.test(
      text,
    )
  )
    return false
  if (
    /^(?:[0-9]+(?:st|nd|rd|th|s|kg|km|cm|mm|g|m|mb|gb|tb|kb|px|h|am|pm|a\.m|p\.m|x|d|k|won|yuan|usd|min|sec|hours?|days?|gs|ghz|mhz)|[0-9]+[-/.][a-z]{2,}(?:-[a-z]+)*|a\.m|p\.m|u\.[sn]|e\.g|i\.e)$/.test(
      text,
    )
  )
    return false
  if (text.includes('_')) return text.length >= 4
  if (/[0-9]/.test(text)) {
    if (/^[a-z]{3,}[-.]?[0-9]{1,12}$|^[a-z]{2,}[0-9]{3,12}$/.test(text))
      return !/^[a-z]+-[0-9]{1,2}$/.test(text)
    return text.length >= 6 && /[a-z]{2}|[a-z][0-9]{4}/.test(text)
  }
  return /^[a-z]{3,}\.[a-z]{3,}(?:\.[a-z]{2,})?$/.test(text)
}

export const handleRules: readonly Rule[] = [
  {
    id: 'handle-by-service',
    family: 'account',
    triggers: services,
    pattern: `[a-z0-9][a-z0-9_.-]{2,31}[a-z0-9_]`,
    accept: (hit) => isHandle(hit) && service.test(around(hit, 64)),
    hits: [
      ["Add me on WeChat, it's riverbend_0412.", 'riverbend_0412'],
      ['The Douyin name, dkpine7731, is on the wall.', 'dkpine7731'],
      ['시그널은 번호 말고 moraetap.19로 찾으세요.', 'moraetap.19'],
      ['Signal别按号码找，搜baihua.27。', 'baihua.27'],
      ['去了大阪以后LINE换成yuki.hana31。', 'yuki.hana31'],
    ],
    misses: [
      'Telegram was blocked after covid-19.',
      'The WeChat file was called list.pdf.',
      'Signal fell by 20km after the KN-23 test.',
    ],
  },
  {
    id: 'handle-alone',
    family: 'account',
    triggers: ['_'],
    pattern: `[a-z][a-z0-9.]{0,24}_[a-z0-9_.-]{1,24}[a-z0-9_]`,
    accept: (hit) => hit.text.length >= 5 && isHandle(hit),
    hits: [['Telegram? Yes: r_orchid.', 'r_orchid']],
    misses: ['Open list_2.pdf first.'],
  },
  {
    id: 'long-token',
    family: 'account',
    pattern: `[a-z0-9]{26,120}`,
    accept: ({ text, folded, start, end }) =>
      /(?:[0-9][a-z]+){5}/.test(text) &&
      !/[a-z0-9@/:._?=&%#-]/.test(folded.lower[start - 1] ?? ' ') &&
      !/^[a-z0-9@/:_=-]|^\.[a-z]/.test(folded.lower.slice(end, end + 2)),
    hits: [
      [
        'Pay lnbc20u1p3qz7kx4vbn2shdyp9lcwf3zge6uj tonight.',
        'lnbc20u1p3qz7kx4vbn2shdyp9lcwf3zge6uj',
      ],
    ],
    misses: ['The word antidisestablishmentarianismus is long.'],
  },
  {
    id: 'handle-told',
    family: 'account',
    triggers: services,
    pattern: `${any(
      words(
        '搜, 加, 叫, 用户名, 昵称, 账号, 帐号, 网名, 名字是, id是, 아이디, 닉네임, 대화명, 계정명, 이름은, 이름이, 검색',
      ),
    )}(?:를|을|은|는|이|가|是|叫|为|：)? ?[:"'(“「]{0,2}([a-z][a-z0-9_.-]{3,30}[a-z0-9_])`,
    span: 1,
    alone: false,
    accept: (hit) =>
      !/^(?:wechat|weixin|telegram|kakao|kakaotalk|signal|whatsapp|line|skype|twitter|weibo|douyin|tiktok|facebook|instagram|messenger|iphone|android|google|naver|chrome|signal|email|number|wifi)$/.test(
        hit.text,
      ) &&
      !/[a-z0-9@]/.test(hit.folded.lower[hit.end] ?? ' ') &&
      !/^\.[a-z]|^@/.test(hit.folded.lower.slice(hit.end, hit.end + 2)) &&
      service.test(around(hit, 40)),
    hits: [
      ['Signal上搜greyheron就行。', 'greyheron'],
      ['카톡 아이디는 pinemoon이다.', 'pinemoon'],
    ],
    misses: ['微信上加WhatsApp也没用。'],
  },
  {
    id: 'number-by-service',
    family: 'account',
    on: 'digits',
    triggers: words(
      'qq, 扣扣, 企鹅, 큐큐, alipay, 支付宝, 알리페이, 즈푸바오, 쯔푸바오, paypal, weibo, 微博, 웨이보, uid, wechat pay, 微信, 위챗, threema, icq, zalo, momo, 陌陌, 抖音, 快手, 더우인, kuaishou, douyin, 카카오페이, 토스, kakao pay, toss, venmo',
    ),
    pattern: `1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}|01[016-9][ -]?[0-9]{3,4}[ -]?[0-9]{4}|[1-9](?:[ -]?[0-9]){4,11}`,
    accept: (hit) => {
      const { text, folded, start, end } = hit
      return (
        countDigits(text) >= 6 &&
        countDigits(text) <= 12 &&
        !/[0-9a-z@.,+-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[0-9a-z@_]|^[.,-][0-9]/.test(folded.digits.slice(end, end + 2)) &&
        !isExplained(hit) &&
        /\bqq\b|qq|扣扣|企鹅|큐큐|alipay|支付宝|알리페이|푸바오|paypal|pay\b|weibo|微博|웨이보|\buid|微信|위챗|threema|icq|zalo|momo|陌陌|抖音|快手|더우인|kuaishou|douyin|카카오페이|토스|toss|venmo/.test(
          around(hit, 44),
        )
      )
    },
    hits: [
      ['The QQ she reads at the bar is 3170448269.', '3170448269'],
      ['Alipay goes to 157 2204 8836, a dead man.', '157 2204 8836'],
      ['즈푸바오는 15722048836, 주인은 없다.', '15722048836'],
    ],
    misses: ['QQ had 800000000 users.', '微信有12亿用户。'],
  },
  {
    id: 'account-by-bank',
    family: 'account',
    on: 'digits',
    triggers: words(
      'account, bank, iban, remit, wire, deposit, passbook, unionpay, kookmin, shinhan, nonghyup, icbc, 은행, 계좌, 입금, 송금, 통장, 예금, 농협, 신한, 국민, 우체국, 부쳐, 부치, 카드, 银行, 账户, 卡号, 汇, 转账, 存折, 工行, 建行, 农行, 邮储, 打款, 打到, 打进, 户名, 银联',
    ),
    pattern: `[0-9]{2,6}(?:[ -][0-9]{2,8}){1,4}|[0-9]{10,19}`,
    accept: (hit) => {
      const { text, folded, start, end } = hit
      const count = countDigits(text)
      return (
        count >= 9 &&
        count <= 19 &&
        !/[0-9a-z.,+:/-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[0-9a-z]|^[.,:/-][0-9]/.test(folded.digits.slice(end, end + 2)) &&
        !/^(?:0[1-9]|1[3-9]\d[ -]?\d{4}[ -]?\d{4}$|86[ -]|82[ -]|850[ -])/.test(text) &&
        !/^[0-9]{1,3}(?: [0-9]{3})+$/.test(text) &&
        !isExplained(hit) &&
        !/phone|전화|손전화|번호로 걸|电话|手机|身份证|护照|passport|여권|공민증|주민|imei|串号/.test(
          folded.lower.slice(Math.max(0, start - 14), start),
        )
      )
    },
    hits: [['It was wired to 4471 0092 771 by the bank in Yanji.', '4471 0092 771']],
    misses: ['은행은 2019-2020년에 300 000 000원을 빌려주었다.'],
  },
]
