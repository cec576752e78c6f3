import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'

/*
 * Addresses written so that no machine finds them: spaces between all letters, a star for the at
 * sign, a service named by one letter. People in the field do this by habit.
 */

const top = '(?:com|net|org|info|kr|cn|me|de|jp|ru|io|ch|eu|is|tw|hk|onion)'

export const splitIdentifierRules: readonly Rule[] = [
  {
    id: 'spaced-mail',
    family: 'email',
    triggers: ['@'],
    pattern: `(?:[a-z0-9._-] ){2,40}@(?: [a-z0-9.-]){2,40} [.] (?:c o m|n e t|o r g|k r|c n|m e|d e|j p|r u|i o|h k|t w)|[a-z0-9._-]{2,40} ?@ ?[a-z0-9-]{2,30}(?: ?[.] ?[a-z0-9-]{2,20}){0,2} ?[.] ?${top}`,
    alone: false,
    accept: ({ text, folded, end }) => / /.test(text) && !/[a-z0-9]/.test(folded.lower[end] ?? ' '),
    hits: [
      ['He dictated s a n d y . k @ g m a i l . c o m twice.', 's a n d y . k @ g m a i l . c o m'],
      ['메일은 dokdo33 @ naver . com 이라고 했다.', 'dokdo33 @ naver . com'],
    ],
    misses: ['Rice was 5 yuan @ the market . com is a word.'],
  },
  {
    id: 'spaced-link',
    family: 'url',
    triggers: [' . ', ' .me', '. me', ' / '],
    pattern: `(?:t|wa|naver|line|signal|discord|bit|open|qr)(?: ?[.] ?)(?:me|ly|gg|group|kakao[.]com) ?\\/ ?[a-z0-9_+-]{2,40}|[a-z0-9-]{2,30} [.] ${top}(?: ?\\/ ?[a-z0-9_-]{1,40})?`,
    accept: ({ text, folded, start, end }) =>
      / /.test(text) &&
      !/[@a-z0-9]/.test(folded.lower[start - 1] ?? ' ') &&
      !/[.] ?[A-Z][a-z]/.test(folded.cased.slice(start, end)),
    hits: [['Write to t . me / hongbae22 after dark.', 't . me / hongbae22']],
    misses: ['He left . Me / she stayed.'],
  },
  {
    id: 'site-in-brackets',
    family: 'url',
    triggers: words('(dot), [dot], {dot}, (점), [점], (点), [点]'),
    pattern: `[a-z0-9-]{2,40}(?: ?[\\[({](?:dot|점|点)[\\])}] ?[a-z0-9-]{2,30}){0,2} ?[\\[({](?:dot|점|点)[\\])}] ?${top}(?: ?\\/ ?[a-z0-9_-]{1,40}){0,3}`,
    accept: ({ folded, start }) =>
      !/[\])}@]$/.test(folded.lower.slice(Math.max(0, start - 4), start).trimEnd()),
    hits: [['The copy is at lantern(dot)org/drop now.', 'lantern(dot)org/drop']],
    misses: ['The (dot) was red.', 'kim77 (at) naver (dot) com'],
  },
  {
    id: 'service-by-letter',
    family: 'account',
    triggers: ['v:', 'v号', 'v是', '加v', 'v信', 'vx', 'wx', '薇', '微:', '微号', '加我'],
    pattern: `(?:v信?|vx|wx|薇信?|微|加我)(?:号)?[ :,，是为搜]{1,3}([a-z][a-z0-9_-]{5,19})`,
    span: 1,
    alone: false,
    accept: ({ text, folded, start, end }) =>
      /[0-9_]/.test(text) &&
      !/[a-z0-9@.]/.test(folded.lower[end] ?? ' ') &&
      /(?:^|[^a-z])(?:v|vx|wx|v信|薇信?|微|加我)(?:号)?[ :,，是为搜]{1,3}$/.test(
        folded.lower.slice(Math.max(0, start - 8), start),
      ),
    hits: [['加我V：ljx1979，备注老乡。', 'ljx1979']],
    misses: ['Kim v: covid was a case.', '微：小的意思。'],
  },
  {
    id: 'phone-tail',
    family: 'phone',
    on: 'digits',
    triggers: words(
      'ends in, ends with, ending in, last four, last three, 尾号, 后四位, 末四位, 最后四位, 끝자리, 뒷자리, 뒤 네 자리, 마지막 네 자리, 끝 네 자리',
    ),
    pattern: `(?:phone|mobile|cell|number|sim)(?: [a-z']{1,9}){0,3} (?:ends? (?:in|with)|ending in|last (?:four|three)(?: digits)?(?: are| is)?)[ :]{1,2}[0-9]{3,5}|(?:手机|电话|座机)[^0-9\\n。]{0,6}(?:尾号|后四位|末四位|最后四位)(?:数字)?(?:是|为)?[ :]{0,2}[0-9]{4}|(?:전화|손전화|휴대폰|핸드폰|연락처)[^0-9\\n]{0,8}(?:끝자리|뒷자리|뒤 네 자리|마지막 네 자리|끝 네 자리)(?:는|가|은|만)?[ :]{0,2}[0-9]{3,4}`,
    alone: false,
    accept: ({ folded, start, end }) =>
      !/[0-9]/.test(folded.digits[end] ?? ' ') &&
      !/(?:card|account|plate|卡|车牌|账户?|카드|계좌|번호판)[^0-9]{0,6}$/.test(
        folded.lower.slice(Math.max(0, start - 14), start),
      ),
    hits: [
      ['Her number ends in 0418 and she keeps it off.', 'number ends in 0418'],
      ['他手机尾号6631，别的没说。', '手机尾号6631'],
      ['손전화 뒷자리는 4471이라고 했다.', '손전화 뒷자리는 4471'],
    ],
    misses: ['The year number ends in 2.', '尾号限行。'],
  },
]
