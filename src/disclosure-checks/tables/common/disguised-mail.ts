import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

/*
 * Addresses that are to be read by a person and by no machine: the signs named in the writer's
 * own language, in odd brackets, as an entity, or the whole read backwards.
 */

const mailbox = '[a-z0-9][a-z0-9._%+-]{1,40}'
const host = '[a-z0-9-]{1,30}'
const top =
  '(?:com|net|org|info|edu|kr|cn|de|jp|ru|kp|ch|eu|uk|io|me|co|mn|th|vn|la|tw|hk|fr|nl|us)'

const open = '[-_.*<~|/({\\[+=]'
const close = '[-_.*>~|/)}\\]+=]'
const atSign = `(?: ?${open} ?(?:at|ät|a|@|골뱅이|앳|艾特|圈 ?a) ?${close} ?)`
const dotSign = `(?: ?${open} ?(?:dot|punkt|point|punto|d|점|쩜|닷|点|點) ?${close} ?)`

const asWord =
  '(?: ?(?:собака|собачка|アットマーク|アット|클뱅이|골뱅이) ?| (?:at-sign|at sign|klammeraffe|arroba|arobase) )'
const dotWord = '(?: ?(?:точка|ドット|점|쩜|닷) ?| (?:dot|punkt|punto|point) |[.])'

const provider =
  '(?:新浪|网易|搜狐|腾讯|雅虎|谷歌|微软|苹果|企鹅|阿里云|qq|163|126|139|sina|sohu|foxmail|gmail|yahoo|outlook|hotmail|icloud|proton|tuta|naver|daum)'

export const disguisedMailRules: readonly Rule[] = [
  {
    id: 'mail-in-brackets',
    family: 'email',
    triggers: words(
      'at-, at_, at>, at*, at., at|, at~, at/, at), at], at}, at+, at=, at -, ät, 골뱅이, 앳, 艾特, 圈a, (a), [a]',
    ),
    pattern: `${mailbox}${atSign}${host}(?:${dotSign}${host}){0,2}${dotSign}${top}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[a-z0-9]/.test(folded.lower[start - 1] ?? ' ') &&
      !/[a-z0-9]/.test(folded.lower[end] ?? ' '),
    hits: [
      ['Whoever runs seonbi-AT-riseup-DOT-net has the pictures.', 'seonbi-AT-riseup-DOT-net'],
      ['Write to seonbi<at>riseup<dot>net.', 'seonbi<at>riseup<dot>net'],
      ['kim77 [ät] posteo [punkt] de', 'kim77 [ät] posteo [punkt] de'],
      ['kim77 (골뱅이) naver (쩜) com', 'kim77 (골뱅이) naver (쩜) com'],
      ['seonbi_at_riseup_dot_net', 'seonbi_at_riseup_dot_net'],
    ],
    misses: ['A look-at-me dress, and a stay-at-home dot.', 'He was at-home.'],
  },
  {
    id: 'mail-half-disguised',
    family: 'email',
    triggers: words(
      '<at>, *at*, _at_, |at|, <골뱅이>, [골뱅이], <艾特>, &#64, &#x40, &commat, %40',
    ),
    pattern: `${mailbox}(?: ?[<*_|\\[]{1,2}(?:at|골뱅이|艾特)[>*_|\\]]{1,2} ?|&#0?64;|&#x40;|&commat;|%40)${host}(?:(?:[.]|&#46;|%2e|&period;)${host}){0,2}(?:[.]|&#46;|%2e|&period;)${top}`,
    alone: false,
    hits: [
      ['mailto:kim77%40naver.com', 'kim77%40naver.com'],
      ['kim77&#64;naver.com', 'kim77&#64;naver.com'],
      ['kim77<골뱅이>naver.com', 'kim77<골뱅이>naver.com'],
    ],
    misses: ['Humidity rose by 9%40 of them left.'],
  },
  {
    id: 'mail-run-together',
    family: 'email',
    on: 'cased',
    triggers: ['dot'],
    pattern: `[a-z0-9][a-z0-9._-]{1,40}AT[a-z0-9-]{2,30}DOT[a-z]{2,10}`,
    hits: [['Send it to seonbiATriseupDOTnet.', 'seonbiATriseupDOTnet']],
    misses: ['THATDOT was all.', 'He left; a dot remained.'],
  },
  {
    id: 'mail-in-other-words',
    family: 'email',
    triggers: words(
      'собак, собач, アット, 클뱅이, 골뱅이, at-sign, at sign, klammeraffe, arroba, arobase',
    ),
    pattern: `${mailbox}${asWord}[a-z0-9а-я-]{2,20}${dotWord}(?:${top}|ру|ком|нет)`,
    alone: false,
    accept: ({ folded, end }) => !/[a-zа-я0-9]/.test(folded.lower[end] ?? ' '),
    hits: [
      ['Пишите: kim77 собака mail точка ru.', 'kim77 собака mail точка ru'],
      ['kim77 собака яндекс точка ру', 'kim77 собака яндекс точка ру'],
      ['kim77 アット gmail ドット com', 'kim77 アット gmail ドット com'],
      ['It was seonbi at-sign riseup dot net.', 'seonbi at-sign riseup dot net'],
    ],
    misses: ['На дворе была собака.', 'The at sign is missing.'],
  },
  {
    id: 'mail-named-provider',
    family: 'email',
    triggers: words('艾特, 爱特, 圈a, 小老鼠, 在qq, 在163, 在126, 在sina, 在gmail, @'),
    pattern: `${mailbox}(?:(?:艾特|爱特|圈a|小老鼠|@)(?:[一-鿿]{2,6}(?:点|[.])(?:com|cn|net|org|me)|${provider}(?:邮箱|信箱|的邮箱))|在(?:qq|163|126|sina|sohu|foxmail|gmail)点(?:com|cn|net))`,
    alone: false,
    hits: [
      ['邮箱拼法是yjlihua艾特新浪点com，她怕被抓取。', 'yjlihua艾特新浪点com'],
      ['yjlihua圈a谷歌邮箱', 'yjlihua圈a谷歌邮箱'],
      ['邮箱yjlihua在qq点com。', 'yjlihua在qq点com'],
    ],
    misses: ['他在新浪点评。', '请艾特我。'],
  },
  {
    id: 'mail-mistyped',
    family: 'email',
    triggers: ['@', ' at proton me', ' at gmail com', ' at naver com', ' at riseup net'],
    pattern: `${mailbox}@[a-z0-9-]{2,30},(?:com|net|org|kr|cn|co,kr|me|ru)|(?:moc|ten|gro|rk[.]oc|nc[.]moc|em)[.][a-z0-9-]{2,30}@[a-z0-9._-]{2,40}|${mailbox} at (?:proton me|gmail com|naver com|riseup net|tuta io|yandex ru|mail ru)`,
    hits: [
      ['kim77@naver,com', 'kim77@naver,com'],
      ['moc.revan@77mik, read it backwards', 'moc.revan@77mik'],
      ['Reach kim77 at proton me.', 'kim77 at proton me'],
    ],
    misses: ['Ask @kim,com or not.', 'We looked at proton beams.'],
  },
]
