/** Letters that Unicode does not decompose. */
const letters: Readonly<Record<string, string>> = {
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ł: 'l',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/** Traditional characters of place names, each before its simplified form. */
const traditional = new Map(
  Array.from(
    (
      '東东圖图們们長长龍龙陽阳遼辽寧宁瀋沈吉吉延延邊边江江豐丰義义會会慶庆興兴鐵铁銅铜嶺岭島岛灣湾廣广' +
      '州州縣县區区連连濱滨爾尔雲云貴贵陝陕蘇苏浙浙齊齐蘭兰漢汉內内韓韩臺台國国鮮鲜羅罗開开黃黄' +
      '鏡镜兩两價价順顺龜龟薪薪鹽盐館馆倉仓場场博博熙熙時时從从亞亚越越緬缅馬马萬万際际烏乌庫库' +
      '華华葉叶維维岡冈鐘钟鎮镇橋桥門门樺桦輝辉渾浑敦敦穩稳鳳凤後后關关濟济煙烟威威營营盤盘錦锦樂乐' +
      '園园權权稷稷紅红雲云巖岩岘岘峴岘檜桧閒间間间莊庄鄉乡'
    ).match(/../gu) ?? [],
    (pair): [string, string] => [pair.slice(0, 1), pair.slice(1)],
  ),
)

/** True for a name that has only Latin letters. */
export const isLatin = (name: string): boolean =>
  !/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(name)

const plain = /^[A-Za-z]+(?: [A-Za-z]+)*$/

/**
 * Folds a name for search: no case, accents, apostrophes or hyphens, and simplified characters.
 * Hangul is decomposed into letters, so that an incomplete syllable matches already.
 */
export const fold = (name: string): string =>
  plain.test(name)
    ? name.toLowerCase()
    : name
        .normalize('NFKD')
        .replaceAll(/\p{M}|['’‘ʻʼ`´]/gu, '')
        .toLowerCase()
        .replaceAll(/[đðøłıßæœþ]/gu, (letter) => letters[letter] ?? letter)
        .replaceAll(/[\u{3400}-\u{9fff}]/gu, (han) => traditional.get(han) ?? han)
        .replaceAll(/[\s\-‐‑–—_.,·/()]+/gu, ' ')
        .trim()

/**
 * Folded Korean in Latin letters, independent of the romanization: `Cheongjin`, `Ch'ŏngjin` and
 * `Chongjin` are equal. Other words may collide, so it only finds candidates and never decides.
 */
export const foldKorean = (folded: string): string =>
  folded
    .replaceAll('eo', 'o')
    .replaceAll('eu', 'u')
    .replaceAll('sh', 's')
    .replaceAll('j', 'ch')
    .replaceAll('g', 'k')
    .replaceAll('d', 't')
    .replaceAll('b', 'p')
    .replaceAll('l', 'r')
    .replaceAll('nr', 'r')
    .replaceAll(/([a-z])\1/g, '$1')

const latinKinds =
  /(?: (?:county|province|prefecture|city|district|shi|si|gun|kun|xian|diqu|up|zizhizhou|sheng|do|krai|oblast|autonomous))+$/u
const hangulKinds =
  /^([가-힣 ]{2,}?) ?(?:특별자치시|특별자치도|특별시|광역시|자치구|자치주|구역|지방|[시군도성주현읍])$/u
const hanKinds =
  /^([\u{3400}-\u{9fff}]{2,}?)(?:特别市|广域市|自治州|自治县|自治区|区域|省|市|县|郡|道|镇|邑|州)$/u

/** A name without the word for its kind of place, in any of three scripts. */
export const bare = (name: string): string =>
  name.normalize('NFC').replace(hangulKinds, '$1').replace(hanKinds, '$1')

/** The same for a folded name in Latin letters. */
export const bareLatin = (folded: string): string => folded.replace(latinKinds, '')
