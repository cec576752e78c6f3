import type { Term } from './glossary.ts'

/** What `npm run check:messages` holds of the glossary. */
export const terms: readonly Term[] = [
  {
    term: 'finding',
    said: /\bfindings?\b/i,
    refused: { en: /\bmarks?\b/i, ko: /표시|점검 결과/, zh: /标记|检查结果/ },
    within: {
      // On a screen nearly everything is 표시: shown.
      ko: ['cases', 'leaving', 'limits', 'lint', 'palette', 'publications', 'review'],
    },
    besides: {
      'cases.nextClaims': 'to mark words as a claim',
      'claims.': 'to mark words as a claim; a question mark',
      'help.claims.text': 'to mark words as a claim',
      'help.public.text': 'a withdrawal marks what went out',
      'help.start.text': 'to mark words as a claim',
      'keys.mapEnds': 'places on the map',
      'lint.why.hidden': 'to mark a copy, so that it leads back',
      'map.': 'to mark words as a claim; places on the map',
      'sources.doNotContactHint': 'a source is marked',
      'sources.foundStop': 'to mark a source',
      'timeline.emptyText': 'to mark words as a claim',
    },
  },
  {
    term: 'public record',
    said: /\bpublic records?\b/i,
    refused: { en: /\bpublications?\b/i, ko: /공개물|출판물|간행물/, zh: /出版物|刊物/ },
    besides: { 'vocab.channel.publication': 'a newspaper or a book that a report came from' },
  },
  {
    term: 'record',
    // What the journal is, in the views of both.
    refused: { ko: /항목/, zh: /条目/ },
    within: { ko: ['record'], zh: ['record'] },
    besides: { 'record.kind.review.overridden': 'an item of a review' },
  },
  {
    term: 'journal',
    said: /\bjournal(s|ed)?\b/i,
    refused: {
      en: /\b(in|by) the record\b(?! of)/i,
      ko: /저널|기록의 줄|기록 줄/,
      zh: /记录行|记录的行/,
    },
    besides: { 'duress.limit.disk': 'the journal of a file system' },
  },
  {
    term: 'revision',
    said: /\brevisions?\b/i,
    refused: { ko: /판본|개정판/, zh: /版本数/ },
  },
  { term: 'timeline', said: /\btimeline/i, refused: { ko: /시간축|연표/, zh: /时间轴/ } },
  {
    term: 'attribution',
    said: /\battributions?\b/i,
    refused: { ko: /출처 표현/, zh: /来源(的)?说法/ },
  },
  {
    term: 'phrase',
    said: /\bphrases?\b/i,
    refused: { zh: /称谓/ },
    besides: {
      'help.public.text': 'the attribution, said whole',
      'limits.words.text': 'a turn of phrase',
    },
  },
  {
    term: 'passphrase',
    said: /\bpassphrases?\b/i,
    refused: { en: /\bpasswords?\b/i, ko: /암호문(?!구)|비밀번호/, zh: /密码/ },
    besides: {
      'failures.encrypted-pdf': 'what others locked a PDF with',
      'unlock.passphraseText': 'what a passphrase is better than',
    },
  },
  { term: 'recovery code', said: /\brecovery codes?\b/i },
  { term: 'code name', said: /\bcode names?\b/i },
  { term: 'sealed identity', said: /\bsealed identit/i, refused: { zh: /密封的身份/ } },
  {
    term: 'seal',
    said: /\bseal(s|ed|ing)?\b/i,
    refused: { zh: /封存/ },
    besides: { 'nav.rescue.missing-commits': 'what the newest state is sealed by, 封印' },
  },
  { term: 'do not contact', refused: { zh: /不得联系/ } },
  {
    term: 'post-quantum key',
    said: /\bpost-quantum keys?\b/i,
    refused: { en: /\bhybrid\b/i, ko: /하이브리드/, zh: /混合密钥/ },
  },
  { term: 'classic key', said: /\bclassic keys?\b/i, refused: { ko: /일반 키/ } },
  {
    term: 'erase for good',
    refused: { ko: /완전히 (지워|삭제)/, zh: /永久(删除|清除|抹去)/ },
  },
  { term: 'review', refused: { zh: /审核/ } },
  { term: 'filed', refused: { zh: /提交/ } },
  { term: 'redact, redacted copy', refused: { zh: /遮盖(?!框)/ } },
  {
    term: 'contact card',
    refused: { en: /\bcontact files?\b/i, ko: /연락처 파일/, zh: /联系人文件/ },
  },
  { term: 'wipe passphrase', said: /\bwipe passphrase/i },
  { term: 'second reader', said: /\bsecond readers?\b/i },
  { term: 'pseudonym', said: /\bpseudonyms?\b/i },
  { term: 'fingerprint', said: /\bfingerprints?\b/i },
  { term: 'backup', said: /\bbackups?\b/i },
  { term: 'draft', said: /\bdrafts?\b/i },
  { term: 'embargo', said: /\bembargo/i },
  { term: 'key file', said: /\bkey files?\b/i },
  { term: 'rescue mode', said: /\brescue mode\b/i },
  { term: 'vault', said: /\bvaults?\b/i },
]
