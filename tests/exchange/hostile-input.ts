const hard = (...codes: readonly number[]): string => String.fromCodePoint(...codes)

/** Texts that are known to break programs, for every field that the user can type into. */
export const hostileTexts: readonly string[] = [
  // Words that mean something to a program.
  ...[
    'undefined',
    'null',
    'NaN',
    'true',
    'Infinity',
    '__proto__',
    'constructor',
    'toString',
    'then',
  ],
  ...['0', '-1', '1e309', '0x0', '9007199254740993', '1,000', '١٢٣٤', '１２３', '²³', '½'],
  // Code: SQL, full-text search, shells, templates, formulas, markup, formats.
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE record;--',
    '" OR "',
    'NEAR(a b)',
    'a AND NOT b',
    'col:x*',
    '^a',
  ],
  ...['$(touch x)', '`id`', '%s%n', '{{7*7}}', '${7*7}', '<%= 7 %>', '=1+1', '+cmd|x', '@SUM(A1)'],
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '<!--',
    ']]>',
    '&#0;',
  ],
  ...['{"a":1}', '- a: b', '# not a heading', '\\', '\\u0000', '\\x00', '/*', '//', '%00', 'a\\nb'],
  ...['../../etc/passwd', 'C:\\CON', 'file:///x', 'javascript:alert(1)', 'http://a.example/?q=1#z'],
  // White space and what has no shape.
  ...[' ', ' x ', '\t', 'a\u00a0b', 'a\u3000b', 'a\u200bb', '\ufeffx', 'a\u2060b', 'a\u00adb'],
  ...['a\nb', 'a\r\nb', '\n\n\n', 'a\u2028b', 'a\u2029b', '\u0000', 'a\u0007b', '\u007f', '\u0085'],
  // Direction, marks, and letters of many parts.
  ...['\u202ereversed', '\u2067a\u2069b', 'אבג abc 123', 'العربية', 'e\u0301', 'Z̷̧̡̛͇̩͔͔̀̈́a̶̢͎̪̙̞͕lgo'],
  ...[
    '\u1112\u1161\u11ab\u1100\u116e\u11a8',
    '한국',
    'ﾊﾝｶｸ',
    'ｆｕｌｌ',
    '㍿',
    'ﬁ',
    'İstanbul',
    'ß',
    'Ǆ',
  ],
  ...['북송', '遣返', '𠮷野家', '\uf900', 'ပြည်သူ', 'བོད་', 'ภาษาไทยไม่มีวรรค', 'ꦲꦏ꧀ꦱꦫ'],
  // Beyond the first plane, joined, private, and no characters at all.
  ...[
    '😀',
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '🇰🇵',
    '👍🏽',
    hard(0xe0041),
    hard(0xf0000),
    hard(0x10ffff),
    '\ufffe',
    '\uffff',
    '\ufffd',
  ],
  // Half a pair is no text.
  ...['\ud800', 'a\udc00b'],
  // Long, and of one piece.
  ...[
    'a'.repeat(2_000),
    '가'.repeat(2_000),
    '한자漢字'.repeat(400),
    '\u0301'.repeat(300),
    '('.repeat(500),
  ],
]
