import { countDigits, passesIban, passesLuhn } from '../../checks.ts'
import { any, words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

const banks = words(`
account, acct, bank, iban, swift, deposit, wire transfer, wired, transfer to, remit, remittance, card, debit, credit, unionpay, visa card, savings, passbook, beneficiary
은행, 계좌, 입금, 송금, 이체, 통장, 예금, 국민, 신한, 우리은행, 농협, 하나, 기업은행, 카카오뱅크, 토스, 카드, 나래카드, 새마을금고, 수협, 우체국
银行, 銀行, 账户, 帳戶, 账号, 帐号, 賬號, 卡号, 汇款, 匯款, 转账, 轉賬, 开户, 存折, 储蓄卡, 银联, 工行, 建行, 农行, 中行, 招行, 邮储, 支付宝, 打款, 收款`)

const messengers = words(`
wechat, weixin, we chat, vx, wx, v信, 加v, 薇信, 绿泡泡, 飞信, 探探, qq号, telegram user, kakaotalk, kakao talk, kakao, telegram, signal, whatsapp, viber, line, qq, skype, discord, threema, session, wire, wickr, instagram, facebook, fb, vk, vkontakte, odnoklassniki, element, briar, simplex, twitter, weibo, douyin, tiktok, momo, snapchat, zalo, matrix, jabber, xmpp, icq, alipay, venmo, paypal, naver, band, messenger
위챗, 웨이신, 위쳇, 카카오톡, 카카오, 카톡, 텔레그램, 텔레, 시그널, 왓츠앱, 라인, 큐큐, 스카이프, 디스코드, 쓰리마, 인스타그램, 인스타, 페이스북, 페북, 스레마, 트리마, 트위터, 틱톡, 웨이보, 밴드, 알리페이, 메신저
卡考, 卡考说, 连我, 微信, 微訊, 威信, 企鹅号, 电报, 飞机, 信号, 推特, 微博, 抖音, 快手, 脸书, 陌陌, 钉钉, 支付宝, 旺旺, 小红书, 领英`)

const idWords =
  '(?:(?:user ?names?|user ?ids?|users?|names?|profiles?|pages?|ids?|accounts?|handles?|nick(?:name)?s?|numbers?|no|contacts?|account names?|screen names?|display names?)(?:[ .:=(]{1,3}|是|为|는|은|이|가)|(?:계정|아이디|번호|유저명|사용자명|대화명|닉네임|주소|号码|账号|帐号|号|用户名|昵称|名) ?)'

const filler = `[ :=(["'~/,，-]{0,3}`
const copula =
  '(?:(?:(?:is|was|are|as|under|at|on|by|called|named|with|the|her|his|my|their)[ :="\'(]{1,2}|(?:은|는|이|가|로|으로|의|를|을|是|为|叫|叫做|加|搜)[ :="\'(]{0,2})){0,3}'

export const accountRules: readonly Rule[] = [
  {
    id: 'card',
    family: 'account',
    on: 'digits',
    pattern: `[2-69][0-9]{3}(?:[ -]?[0-9]{4}){2,3}(?:[ -]?[0-9]{1,4})?|3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}`,
    accept: ({ text, folded, start }) => {
      const count = countDigits(text)
      if (count < 13 || count > 19) return false
      if (/^(?:62|81)/.test(text) && count >= 16) return true
      return (
        passesLuhn(text) ||
        /card|카드|卡/.test(folded.lower.slice(Math.max(0, start - 24), start)) ||
        /^[ (,]{1,3}(?:card|카드|卡|visa|mastercard|unionpay)/.test(
          folded.lower.slice(start + text.length, start + text.length + 16),
        )
      )
    },
    hits: [
      ['卡号6222021234567890128', '6222021234567890128'],
      ['Card 4111 1111 1111 1111 was used.', '4111 1111 1111 1111'],
    ],
    misses: ['Order 4111 1111 1111 1112 shipped.'],
  },
  {
    id: 'iban',
    family: 'account',
    pattern: `[a-z]{2}[0-9]{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?`,
    accept: ({ text, folded, start }) =>
      passesIban(text) ||
      (countDigits(text) >= 10 && /^[a-z]{2}[0-9]{2}(?: [a-z0-9]{4}){3,}/.test(text)) ||
      /iban/.test(folded.lower.slice(Math.max(0, start - 24), start + text.length + 24)),
    hits: [['IBAN DE89 3704 0044 0532 0130 00', 'DE89 3704 0044 0532 0130 00']],
    misses: ['AB12 was the code on the door.'],
  },
  {
    id: 'bank',
    family: 'account',
    on: 'digits',
    triggers: banks,
    pattern: `${any(banks)}[^0-9\\n。!?]{0,30}([0-9](?:[ -]?[0-9]){5,21})`,
    span: 1,
    accept: ({ text, folded, end }) =>
      countDigits(text) >= 7 &&
      !/^(?:1[89]|20)\d\d[- ](?:\d{1,2}([- ]\d{1,2})?|(?:1[89]|20)\d\d)$/.test(text) &&
      !/^ ?(?:만|천|원|명|건|장|개|张|件|本|份|万|元|人|亿|달러|won|yuan|dollars|usd|rmb)/.test(
        folded.lower.slice(end, end + 9),
      ),
    hits: [
      ['계좌는 국민은행 123456-78-901234이다.', '123456-78-901234'],
      ['农业银行账号123456789012', '123456789012'],
      ['The account number is 0042-118-77345.', '0042-118-77345'],
    ],
    misses: ['The bank lent 20000000 won.', '은행은 5000000원을 빌려주었다.'],
  },
  {
    id: 'bank-after',
    family: 'account',
    on: 'digits',
    pattern: `([0-9]{3,6}-[0-9]{2,6}-[0-9]{4,8}(?:-[0-9]{1,3})?|[0-9]{10,19}) ?(?:\\(|, ?)?(?:계좌|통장|은행|농협|신한|국민|예금주|账户|账号|帐号|卡|银行|户名)`,
    span: 1,
    alone: false,
    hits: [['123456-78-901234 계좌로 보냈다.', '123456-78-901234']],
    misses: ['3-4 은행'],
  },
  {
    id: 'bank-shape',
    family: 'account',
    on: 'digits',
    pattern: `[0-9]{3,6}-[0-9]{2,4}-[0-9]{4,8}-[0-9]{2,3}|[0-9]{3}-[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{6}-[0-9]{2}-[0-9]{6}|[0-9]{4}-[0-9]{2}-[0-9]{7}|[0-9]{3}-[0-9]{3}-[0-9]{6}|[0-9]{4}-[0-9]{3}-[0-9]{6}`,
    accept: ({ folded, start }) =>
      !/(?:isbn|도서번호|书号|定价)[^。.]{0,6}$/.test(
        folded.lower.slice(Math.max(0, start - 14), start),
      ),
    hits: [['356-0192-8834-07로 보냈다.', '356-0192-8834-07']],
    misses: ['010-1234-5678'],
  },
  {
    id: 'coin',
    family: 'account',
    on: 'cased',
    pattern: `[13][1-9A-HJ-NP-Za-km-z]{25,34}|(?:bc1|BC1|ltc1)[0-9A-Za-z]{20,70}|0x[0-9A-Fa-f]{40}|T[1-9A-Za-z]{33}|[48][0-9AB][1-9A-HJ-NP-Za-km-z]{93}`,
    accept: ({ folded, start, end }) => {
      const text = folded.cased.slice(start, end)
      return /[A-Za-z]/.test(text.slice(1)) && /[0-9]/.test(text)
    },
    hits: [
      ['Paid to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT.', '1BoatSLRHtKNngkdXEeobR76b53LETtpyT'],
      ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'],
      ['0x52908400098527886E0F7030069857D2E4169EE7', '0x52908400098527886E0F7030069857D2E4169EE7'],
    ],
    misses: ['1234567890123456789012345678'],
  },
  {
    id: 'long-hex',
    family: 'account',
    pattern: `[0-9a-f]{20,80}`,
    accept: ({ text }) => /[a-f]/.test(text) && /[0-9].*[0-9].*[0-9]/.test(text),
    hits: [['Session ID太长，我只记前面：05a7c3e19b2f48d06e71。', '05a7c3e19b2f48d06e71']],
    misses: ['12345678901234567890'],
  },
  {
    id: 'id-on-service',
    family: 'account',
    triggers: messengers,
    pattern: `([a-z0-9][a-z0-9_.-]{2,30}[a-z0-9_])["')]{0,2},? ?(?:on|via|in|at|through|over|이라는|라는|로|으로|이란)? ?(?:her|his|the|my|their|내|제)? ?${any(messengers)}`,
    span: 1,
    accept: ({ text }) =>
      /[0-9_]/.test(text) && /[a-z]/.test(text) && !/^(?:19|20)\\d\\d/.test(text),
    hits: [['He is dusk_walker7 on Telegram.', 'dusk_walker7']],
    misses: ['He wrote to me on Telegram.'],
  },
  {
    id: 'service-then-id',
    family: 'account',
    triggers: messengers,
    pattern: `${any(messengers)}[,:]? (?:[a-z']{1,9} ){0,3}?(?:by|as|is|under|called|named|handle|username|nickname) ["'(]?([a-z0-9][a-z0-9_.-]{2,30}[a-z0-9_])`,
    span: 1,
    accept: ({ text }) =>
      /[0-9_]/.test(text) && /[a-z]/.test(text) && !/^[0-9.]+[a-z]{1,3}$/.test(text),
    hits: [['On WeChat he goes by yalu_fox88 now.', 'yalu_fox88']],
    misses: ['On WeChat he goes by another name.'],
  },
  {
    id: 'skype-live',
    family: 'account',
    triggers: ['live:'],
    pattern: `live:[.]?[a-z0-9][a-z0-9_.-]{2,40}[a-z0-9]`,
    alone: false,
    accept: ({ text }) => /[0-9_]|cid/.test(text),
    hits: [
      ['Skypelive:.cid.90af3e6b17d2c845', 'live:.cid.90af3e6b17d2c845'],
      ['스카이프명 live:hwang_vlad09', 'live:hwang_vlad09'],
    ],
    misses: ['Watch it live: noon.'],
  },
  {
    id: 'bank-code',
    family: 'account',
    triggers: words('swift, bic, 行代码, 收款行, 银行代码, 은행코드, 은행 코드, 코드'),
    pattern: `[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?`,
    accept: ({ folded, start, end }) =>
      /^[A-Z]{6}[A-Z0-9]{2,5}$/.test(folded.cased.slice(start, end)) &&
      /swift|\bbic\b|行代码|收款行|银行代码|은행 ?코드/.test(
        folded.lower.slice(Math.max(0, start - 24), end + 12),
      ),
    hits: [
      ['BIC KOEXKRSE, beneficiary in capitals.', 'KOEXKRSE'],
      ['收款行代码BKCHCNBJ，别抄错。', 'BKCHCNBJ'],
    ],
    misses: ['The swift response was noted.'],
  },
  {
    id: 'bank-just-before',
    family: 'account',
    on: 'digits',
    pattern: `[1-9][0-9]{9,15}`,
    accept: ({ folded, start }) =>
      /(?:계좌|통장|은행|농협|account|passbook|账户|账号|卡号|存折)[^.。\n0-9]{0,8}[?？:!]?[ "'”]{0,2}$/.test(
        folded.lower.slice(Math.max(0, start - 24), start),
      ),
    hits: [['농협 계좌요? 3020417882651이요', '3020417882651']],
    misses: ['은행이 뭐래요? 2019년이래요.'],
  },
  {
    id: 'wxid',
    family: 'account',
    triggers: ['wxid_', 'gh_'],
    pattern: `(?:wxid|gh)_[a-z0-9]{5,30}`,
    hits: [['wxid_8s7df6gh21', 'wxid_8s7df6gh21']],
    misses: ['wxid is a prefix'],
  },
  {
    id: 'messenger-id',
    family: 'account',
    triggers: messengers,
    pattern: `${any(messengers)}(?: ?(?:app|messenger|chat|talk|message|pay|profile|for))? ?[([]?${idWords}? ?${idWords}?${filler}${copula}${idWords}?${filler}${copula}(@?(?:live:)?[.]?[a-z0-9][a-z0-9_.-]{2,31}[a-z0-9_])`,
    span: 1,
    accept: ({ text, folded, start, end }) => {
      if (/^(?:19|20)\d\d$/.test(text)) return false
      // On Telegram: nothing new.
      if (
        /^(?:nothing|none|yes|the|he|she|they|wants?|says?|said|not|please|don't|new|we|it|this|that|see|ask|send|call|come|wait|today|tomorrow|delete|only|still|never|just)$/.test(
          text,
        ) &&
        /: ?$/.test(folded.lower.slice(Math.max(0, start - 2), start))
      )
        return false
      // A word of only letters is an id where something says so.
      const before = folded.lower.slice(Math.max(0, start - 26), start)
      const said =
        /(?:\bid|username|\buser|handle|account|profile|加v|\bvx|\bwx|v信|nick(?:name)?|계정|아이디|닉네임|号|账号|帐号|用户名|昵称|名)[ :=("'~]*(?:is|was|은|는|이|가|为|是|叫)?[ :="'(]*$|[:=@]\s?$/.test(
          before,
        )
      const inBrackets = before.endsWith('(') && folded.lower[end] === ')'
      return said || inBrackets || /[0-9_@]/.test(text) || /^[a-z]+[.][a-z0-9]+$/.test(text)
    },
    hits: [
      ['Her WeChat is mudan_88.', 'mudan_88'],
      ['위챗 아이디 hongmei1979로 연락했다.', 'hongmei1979'],
      ['加微信号xiaohe2020', 'xiaohe2020'],
      ['QQ号123456789', '123456789'],
      ['텔레그램 @riverstone', '@riverstone'],
      ['카카오톡 아이디는 silverfox다.', 'silverfox'],
    ],
    misses: [
      'He told his family on WeChat that he was fine.',
      'The signal was weak near the river.',
      '위챗 사용이 금지됐다.',
      '微信被封了。',
    ],
  },
  {
    id: 'at-handle',
    family: 'account',
    triggers: ['@', '＠'],
    pattern: `@[a-z0-9_가-힣一-鿿][a-z0-9_.가-힣一-鿿-]{1,31}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/^@(?:符号|符號|기호|골뱅이|표시)/.test(folded.lower.slice(start, end)) &&
      (!/[a-z0-9._%+ -]/.test(folded.lower[start - 1] ?? '') ||
        (folded.lower[start - 1] === ' ' && !/^\.[a-z]/.test(folded.lower.slice(end, end + 2)))),
    hits: [
      ['Posted by @han_river7 yesterday.', '@han_river7'],
      ['그의 계정은 @dusk.walker이다.', '@dusk.walker'],
    ],
    misses: ['a@b'],
  },
  {
    id: 'pay-address',
    family: 'account',
    triggers: ['paypal', '支付宝', 'alipay', '알리페이', '페이팔', 'apple id', 'icloud', 'skype'],
    pattern: `(?:paypal|支付宝|alipay|알리페이|페이팔|apple id|icloud|skype)[^a-z0-9\\n。]{0,8}(?:id|account|账号|계정)?(?: [a-z]{1,8}){0,6}(?: ?(?:is|for|to|:|是|은|는))?[^a-z0-9\\n。]{0,4}([a-z0-9._%+-]{1,40}@[a-z0-9-]{1,30}(?:[.][a-z0-9-]{2,20}){1,3})`,
    span: 1,
    hits: [['支付宝账号tumen_fish@example.com。', 'tumen_fish@example.com']],
    misses: ['支付宝很普遍。'],
  },
  {
    id: 'card-tail',
    family: 'account',
    on: 'digits',
    triggers: words('尾号, 末四位, 뒷자리, 끝자리, ending, last four'),
    pattern: `(?:card|account|卡|账号|账户|카드|계좌|통장)[^0-9\\n.。]{0,16}(?:尾号|末四位|뒷자리|끝자리|ending(?: in| with)?|last four(?: digits)?)(?: ?(?:为|是|가|는|은|are|is|:))? ?([0-9]{4})`,
    span: 1,
    alone: false,
    hits: [
      ['农行卡尾号8816。', '8816'],
      ['It was a card ending 4427.', '4427'],
    ],
    misses: ['The year ending 2024 was cold.'],
  },
  {
    id: 'social-number',
    family: 'account',
    on: 'digits',
    triggers: [
      'qq',
      '큐큐',
      '微信',
      'threema',
      'icq',
      '위챗',
      '支付宝',
      'alipay',
      '알리페이',
      'wechat',
      'paypal',
    ],
    pattern: `(?:qq|큐큐|微信|threema|icq|위챗|支付宝|alipay|알리페이|wechat|paypal)[^0-9a-z\\n。]{0,8}(?:id|no|number|is|on)?[^0-9a-z\\n。]{0,4}(?:is )?([0-9a-z]{0,3}[0-9][0-9a-z]{4,11}|1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4})`,
    span: 1,
    hits: [['他的QQ是 884412907', '884412907']],
    misses: ['QQ was launched in 1999.'],
  },
]
