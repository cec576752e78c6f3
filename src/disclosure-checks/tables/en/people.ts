import { decadeOf } from '../../numerals.ts'
import { any } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { englishMoreAges } from './ages.ts'
import { ranks } from './lists.ts'

const number =
  '(?:[1-9][0-9]?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)'

const decade = (text: string): string | undefined => {
  const tens = decadeOf(text)
  return tens === undefined || tens < 20 || /month/.test(text) ? undefined : `in their ${tens}s`
}

const things =
  /^ (?:\w+ ){0,2}(?:law|laws|act|treaty|ban|bridge|building|war|regime|party|company|factory|policy|rule|tradition|history|agreement|alliance|railway|institution|system|practice|ship|plane|dispute|embargo|state|republic|organisation|organization|newspaper|plan|programme|program|border|lease|data|study|tree|house|school|conflict|division|dynasty|relationship|sentence|term|contract|closure|hiatus)\b/

/** A law, a bridge, an alliance also has years. */
const ofPerson = ({ folded, start, end }: Hit): boolean =>
  !/(?:over|under|from|below|above|beyond|minimum|maximum|retirement|voting|average|median|legal) (?:the )?$/.test(
    folded.lower.slice(Math.max(0, start - 18), start),
  ) &&
  !things.test(folded.lower.slice(end, end + 40)) &&
  !/(?:law|act|treaty|building|bridge|company|alliance|ban|regime|party|newspaper) (?:is|was|turned)(?: \w+)? $/.test(
    folded.lower.slice(Math.max(0, start - 30), start),
  )

export const englishAges: readonly Rule[] = [
  {
    id: 'en-age',
    family: 'age',
    triggers: [
      'year',
      'aged',
      'age ',
      'turned',
      'month',
      'y/o',
      'yrs',
      'turning',
      'ages',
      'birthday',
      'yo ',
      'f/',
      'm/',
      ' yo,',
      ' yo.',
      'yo)',
      'yo;',
    ],
    pattern: `${number}[ -](?:years?|yrs?|months?|weeks?)[ -](?:olds?|of age)|${number} ?(?:y\\/o|yo)|[mf] ?\\/ ?[1-9][0-9]|aged? (?:about |around |only |just |of )?${number}|(?:at )?the age of ${number}|ages? ${number}(?: (?:and|to) ${number})?|(?:turned|turning|turns|turn) ${number}|(?:her|his|my|their) [1-9][0-9]?(?:st|nd|rd|th) birthday|(?:her|his|my|their) (?:thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|twentieth|eighteenth|twenty-first) birthday`,
    unlessPublic: true,
    accept: ofPerson,
    replace: decade,
    hits: [
      ['A 34-year-old woman was held there.', '34-year-old'],
      ['The youngest, aged nine, went with her.', 'aged nine'],
      ['My driver turned 41 that week.', 'turned 41'],
      ['He is fifty-three years old.', 'fifty-three years old'],
    ],
    misses: [
      'The 60-year-old treaty still binds them.',
      'She is in her thirties.',
      'Aged rice was sold.',
    ],
  },
  {
    id: 'en-age-in-words',
    family: 'age',
    triggers: [',', 'aged'],
    pattern: `(?:grandson|granddaughter|grandchild|stepson|stepdaughter|godson|goddaughter|baby|toddler|infant|twin|kid|lad|niece|grandmother|grandfather|boy|girl|man|woman|son|daughter|child|brother|sister|mother|father|wife|husband|widow|cousin|nephew|niece|uncle|aunt|driver|trader|guard|soldier|farmer|teacher|nurse|doctor|worker|fisherman|miner|student|broker|source|prisoner|witness|eldest|youngest|twins)s?, (?:aged |then |now |just |barely |only )?${number}(?:,|;|\\.| and)`,
    unlessPublic: true,
    accept: ({ text, folded, end }) =>
      /[a-z]{3,},? ?(?:and)?[.;]?$/.test(text) ||
      !/^ ?(?:percent|people)/.test(folded.lower.slice(end, end + 8)),
    hits: [['The boy, eleven, walked behind the cart.', 'The boy, eleven,'.slice(4)]],
    misses: ['He said one, two and three.'],
  },
  {
    id: 'en-age-apposed',
    family: 'age',
    pattern: `, [1-9][0-9](?:,|;|\\)| and (?:his|her)|\\.)|\\([1-9][0-9](?:, (?:male|female|m|f))?\\)`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, context, start, end }) =>
      /[a-z)]/.test(folded.lower[start - 1] ?? ' ') &&
      !/(?:articles?|pages?|rooms?|sections?|numbers?|nos?|paragraphs?|chapters?|resolution|may|june|july|march|april|august|september|october|november|december|january|february|aug|sept|oct|nov|dec|jan|feb|camps?|units?|figures?|tables?|notes?|footnotes?|vol|pp|grid|psalm|genesis|law)[ .,]*$/.test(
        folded.lower.slice(Math.max(0, start - 12), start),
      ) &&
      !/^ ?(?:percent|%|people|won|yuan|km|tons|and [0-9])/.test(
        folded.lower.slice(end, end + 10),
      ) &&
      (context.has('private', start, end) ||
        context.has('speech', start, end) ||
        /(?:male|female|married|interviewee|respondent|man|woman|trader|farmer|from|born|worker|widow|mother|father)/.test(
          folded.lower.slice(Math.max(0, start - 40), end + 30),
        )),
    hits: [
      ['The trader, 47, said prices rose.', ', 47,'],
      ['Interviewee 6, female, 38, unmarried, left.', ', 38,'],
    ],
    misses: ['Articles 31, 32, and 33 apply.', 'On page 9, 45 lines are missing.'],
  },
  {
    id: 'en-age-said',
    family: 'age',
    pattern: `(?:he|she|i|who|woman|man|girl|boy|child|son|daughter|brother|sister|wife|husband|mother|father|driver|trader|guard|soldier|nurse|worker|student|teacher|youngest|oldest|eldest|source|informant|prisoner|couple|twins|they|him|her|me|age as|age is|age was|age at|at|that)(?:'s| is| was| were| had| has| will be| would be| made| had turned| had reached| reached| turns| turned| turning| of)?(?: (?:only|just|barely|already|then|now|still|about|nearly|almost|not yet|over|past|no more than|been))* (?:1[0-9]|[2-9][0-9])(?:[.,;)"]| when| then| and| at the time| now| but| that| last| this| years?| by| in)`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
      !/[a-z]/.test(folded.lower[start - 1] ?? ' ') &&
      (/(?:is|was|were|'s|age|reached|turned|turns|made|be|only|just|barely|already|then|been) /.test(
        text,
      ) ||
        /^at (?:1[0-9]|[2-9][0-9])[,]/.test(text) ||
        /^(?:him|her|me) /.test(text)) &&
      !/\b(?:article|page|room|section|number|no|camp|unit)\b/.test(text) &&
      !/^ ?(?:percent|%|people|won|yuan|km|kilo|ton|metre|meter|sack|bag|degrees|of them|cases|others|dollars)/.test(
        folded.lower.slice(end - 1, end + 12),
      ),
    hits: [
      ['He gave his age as 31, but his papers differ.', 'age as 31'],
      ['His papers made him 33.', 'him 33'],
      ['He is 36, from the coast, and drove for them.', 'He is 36'],
    ],
    misses: ['She was in room 36.', 'They had 36 sacks.'],
  },
  {
    id: 'en-age-at',
    family: 'age',
    triggers: [' at ', ' of ', ' am ', "i'm", 'year', 'aged', 'age,', 'under age', 'ages'],
    pattern: `(?:enlisted|joined|married|left|died|conscripted|recruited|discharged|fled|defected|escaped|arrested|released|began|started|retired|orphaned|widowed|drafted|sent|taken|gave birth|ran away|crossed|sold)(?: [a-z]+){0,3} at (?:${number})(?:[.,;)]| and| with| after| in| to| for| when| she| he)|(?:i am|i'm|i was) (?:${number})(?:[.,;)"]| and| years?| now| when| then)|(?:boys?|girls?|man|woman|men|women|child|children|son|daughter|youth|lad|widow|mother|father|brother|sister|soldier|guard|driver|person) of (?:${number})(?:[.,;)]| (?:who|carried|came|had|was|with|and|from|in|sat|stood|said|told|hid|lay|went|ran|drove|died))|in (?:his|her|my|their) (?:[a-z]+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|[a-z]+ieth|[0-9]{1,2}(?:st|nd|rd|th)) year|(?:under ?age|ages?|aged|girls|boys|children|sons|daughters|twins),? (?:${number}) (?:and|or|to) (?:${number})`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
      !/[a-z]/.test(folded.lower[start - 1] ?? ' ') &&
      !/(?:percent|%|won|hours|days|weeks|kilo)/.test(folded.lower.slice(end, end + 10)) &&
      !/at (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[1-9])(?:[.,;)]| )/.test(
        text,
      ) &&
      !/in (?:his|her|my|their) (?:first|second|third|fourth|fifth|sixth|final) year/.test(text),
    hits: [
      ['He enlisted at 17 and was discharged with tuberculosis at 26.', 'enlisted at 17'],
      ['“I am thirty-four and I have never voted,” the nurse said.', 'I am thirty-four'],
      ['A boy of fourteen carried the copper.', 'boy of fourteen'],
      ['The witness, now in his seventy-third year, drew the fence.', 'in his seventy-third year'],
    ],
    misses: ['She left at nine.', 'In his second year he moved.'],
  },
  {
    id: 'en-age-word',
    family: 'age',
    triggers: [
      'nineteen',
      'eighteen',
      'seventeen',
      'sixteen',
      'fifteen',
      'fourteen',
      'thirteen',
      'twelve',
      'eleven',
      'twenty',
      'thirty',
      'forty',
      'fifty',
      'sixty',
      'seventy',
      'eighty',
      'ninety',
    ],
    pattern: `(?:(?:he|she|i|who|woman|man|girl|boy|child|son|daughter|brother|sister|driver|trader|youngest|oldest|eldest|they|source|loggers?[a-z ]{0,10}|him|her|met)(?:'s|'ll be|'d be| is| was| were| had| had reached| reached| turned| had turned| turns| will be| would be| will turn| would turn| will be turning| made)?(?: (?:only|just|barely|already|then|now|still|about|nearly|not yet|past|had|reached|turned|over)){0,3} |age (?:as|is|was|of) |aged |, |at )(?:${number})(?:[.,;)"]| when| then| and| at the time| now| but| with| that| in the| in a| in prison| at the| by then| last| this| next| before| while| he| she| i)`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, end, context, start }) =>
      /(?:teen|ty|twelve|eleven)/.test(text) &&
      !/^ (?:and|or|years?|people|percent|sacks|of)/.test(folded.lower.slice(end, end + 8)) &&
      (!/^(?:, |at )/.test(text) ||
        / (?:he|she|i)$/.test(text) ||
        (/[,.]$/.test(text) &&
          (context.has('private', start, end) || context.has('source', start, end)) &&
          /twenty|thirty|forty|fifty|sixty|seventy|eighty|teen/.test(text) &&
          !/^, (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[,.]/.test(text))),
    hits: [
      ['The woman was only nineteen then, and already inside.', 'was only nineteen'],
      ['He left on the 2nd, twenty-two, with one shoe.', 'twenty-two'],
      ['The oldest of the loggers we met had reached fifty-eight.', 'fifty-eight'],
    ],
    misses: ['Twenty people came.', 'They sold thirty sacks.'],
  },
  {
    id: 'en-born',
    family: 'age',
    triggers: ['born', 'birth', 'dob', 'd.o.b', 'baby'],
    pattern: `born (?:in|on|around)? ?(?:[0-9a-z,.]+ ){0,4}(?:[0-9]{1,2},? )?(?:19|20)[0-9]{2}|born (?:on )?[0-9]{1,2}[./-][0-9]{1,2}[./-](?:19|20)?[0-9]{2}|born (?:on |in )?(?:[0-9]{1,2} )?[a-z]+ '[0-9]{2}|(?:(?:year|date) of birth|birth ?date|d\\.?o\\.?b\\.?)[: ]{0,3}(?:is |was )?(?:[0-9a-z,./'-]+ ){0,3}[0-9./-]{2,10}|[a-z]{0,2} ?(?:19[3-9][0-9]|200[0-9]) baby`,
    accept: ({ folded, start, end, context }) =>
      !context.isPublic(start, end) &&
      !/\b(?:minister|president|leader|chairman|author|playwright|dramatist|philosopher|inventor|explorer|emperor|general|statesman|dancer|sculptor|conductor|pianist|violinist|footballer|boxer|novelist|poet|actor|actress|singer|king|queen|premier|secretary|founder|composer|painter|laureate|ambassador|mayor|governor|director|champion|athlete)(?: who| was|,|)(?: \S+){0,2} $/.test(
        folded.lower.slice(Math.max(0, start - 40), start),
      ),
    hits: [['The informant was born in 1984.', 'born in 1984']],
    misses: ['A child was born in the cell.', 'The minister was born in 1955.'],
  },
  ...englishMoreAges,
]

/** `Colonel Ri`, `Minister Pak Yong Sik`: a named office holder. */
const isNamed = ({ folded, start, end }: Hit): boolean => {
  const after = folded.cased.slice(end, end + 24)
  const before = folded.cased.slice(Math.max(0, start - 24), start)
  return (
    /^,? (?:of [A-Z][\w-]+ )?[A-Z][a-z]+(?: [A-Z]|-[a-z])/.test(after) ||
    /^ [A-Z][a-z]+\b(?! of)/.test(after) ||
    /[A-Z][a-z]+ [A-Z][a-z-]+(?: [A-Z][a-z]+)?, (?:the |a |then )?(?:\w+ )?$/.test(before)
  )
}

const sourceLike = (hit: Hit): boolean => {
  const { context, start, end } = hit
  if (isNamed(hit)) return false
  if (
    /^(?:general|major|private|principal|captain|dean|commissioner|commander)$/.test(
      hit.text.replace(/^(?:an?|the|one|our|my|his|her|retired|former) /, ''),
    )
  ) {
    return standsForPerson(hit)
  }
  return (
    context.has('source', start, end) ||
    context.has('speech', start, end) ||
    /^(?:a|an|one|our|my|his|her|another) /.test(hit.text)
  )
}

/** `major` and `general` are adjectives too. */
const standsForPerson = ({ folded, start, end, text, context }: Hit): boolean =>
  /^(?:an?|one|our|my|the|retired|former) /.test(text) &&
  /^(?:[.,;:]| (?:who|in|at|of|from|with|and|told|said|says|had|was|is|himself|serving|attached|stationed|assigned|by))/.test(
    folded.lower.slice(end, end + 12),
  ) &&
  context.has('speech', start, end) !== context.isPublic(start, end)

export const englishRanks: readonly Rule[] = [
  {
    id: 'en-rank',
    family: 'rank',
    triggers: ranks,
    pattern: `(?:(?:an?|one|the|our|my|his|her|another|as|as a|retired|former|this|that) )?(?:(?:retired|former|serving|acting|deputy|senior|army|navy|police|security|border|assistant|local|current|newly promoted|mid-level|provincial|county|female|male) )?${any(ranks)}`,
    accept: (hit) => !hit.context.isPublic(hit.start, hit.end) && sourceLike(hit),
    replace: () => 'an official',
    hits: [
      ['A lieutenant colonel in the border guard told us about it.', 'A lieutenant colonel'],
      ['Our source is deputy section chief at the bureau.', 'deputy section chief'],
      ['The source, a party secretary at the mine, refused.', 'a party secretary'],
    ],
    misses: [
      'Foreign Minister Choe Son Hui said talks were over.',
      'A major problem was fuel, residents said.',
      'In general, prices rose.',
      'General Kim Kyok Sik attended the parade.',
    ],
  },
]
