import { words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { isPerson } from './nouns.ts'

const spelled =
  '(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)'
const number = `(?:[1-9][0-9]|${spelled})`

const teens =
  'ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen'.split(',')
const tens = 'twenty,thirty,forty,fifty,sixty,seventy,eighty,ninety'.split(',')

const publicPerson =
  /\b(?:minister|president|leader|chairman|mayor|governor|ambassador|senator|author|novelist|poet|actor|actress|singer|king|queen|premier|secretary|general|athlete|striker|goalkeeper|midfielder|defender|winger|champion|coach|director|judge|billionaire|founder|composer|painter|scientist|laureate|pope|prince|princess|officeholder|candidate|lawmaker|golfer|skater|swimmer|wrestler|footballer|sprinter|star)\b/

/** A person before the comma, and nothing counted after it. */
const ofSomebody = ({ folded, start, end, text }: Hit): boolean => {
  const before = folded.lower.slice(Math.max(0, start - 60), start)
  const word = /^[a-z'-]+/.exec(text)?.[0] ?? ''
  return (
    isPerson(word) &&
    !/[^s]s$/.test(word) &&
    !publicPerson.test(`${before}${word}`) &&
    /\b(?:an?|the|one|our|my|his|her|their|another|this|that)(?: [a-z'-]+){0,3} $/.test(before) &&
    !/^ ?(?:of (?:them|whom)|percent|%|others|were|years? (?:ago|later|after|before)|people|more|in all)/.test(
      folded.lower.slice(end, end + 16),
    )
  )
}

/** The person with this age: a pronoun, or a person without public fame. */
const isAboutSomebody = ({ folded, start, end, text }: Hit): boolean => {
  if (/[a-z]/.test(folded.lower[start - 1] ?? ' ')) return false
  const word = /^[a-z'-]+/.exec(text)?.[0] ?? ''
  if (
    /^(?:percent|%|people|won|yuan|km|of|minutes|hours|days|weeks|months)/.test(
      folded.lower.slice(end, end + 10).trim(),
    )
  ) {
    return false
  }
  if (/^(?:at|all)$/.test(word)) return true
  return (
    (/^(?:he|she|i|who|contact|source|it's)$/.test(word) ||
      (isPerson(word) && !/[^s]s$/.test(word))) &&
    !publicPerson.test(folded.lower.slice(Math.max(0, start - 30), start + word.length))
  )
}

const someone =
  '(?:he|she|i|they|who|him|her|me|woman|man|girl|boy|child|son|daughter|brother|sister|wife|husband|mother|father|[a-z]+er|source|informant|nurse|guard|soldier|student|youngest|oldest|eldest)'

export const englishMoreAges: readonly Rule[] = [
  {
    id: 'en-age-of-person',
    family: 'age',
    pattern: `[a-z'-]+,? \\(?(?:aged |now |just |only |then |about |already |barely |nearly |still )?[1-9][0-9](?: at the time| then| now)?[,;.)]`,
    unlessPublic: true,
    accept: ofSomebody,
    hits: [['The sailor, 22, deserted in the fog.', '22']],
    misses: ['The striker, 22, scored twice.', 'He asked the guards, 22 of them.'],
  },
  {
    id: 'en-age-of-person-word',
    family: 'age',
    triggers: [...teens, ...tens],
    pattern: `[a-z'-]+, (?:aged |now |just |only |then |about |already |barely |nearly |still )?${spelled}(?: at the time| then| now)?[,;.)]`,
    unlessPublic: true,
    accept: ofSomebody,
    hits: [['The sailor, twenty-two, deserted in the fog.', 'twenty-two']],
    misses: ['He met the guards, ten in all.'],
  },
  {
    id: 'en-age-reached',
    family: 'age',
    triggers: words(
      'eldest is, youngest is, oldest is, eldest was, youngest was, oldest was, boy is, boy was, girl is, girl was, son is, son was, daughter is, daughter was, child is, child was, twins are, twins were, baby is, baby was, pushing, short of, shy of, gone, hit , hits , hitting, reached, nearing, approaching, turns, turned, turning, birthday, when she was, when he was, when i was, by the time, at the time, she was, he was, i was, years older, years younger, summers, winters, age:, age -, yrs, born, b. , year of birth, year-old, old when, old at',
    ),
    pattern: `(?:eldest|youngest|oldest|boy|girl|son|daughter|child|twins|baby|grandson|granddaughter|nephew|niece|sister|brother) (?:is|was|are|were) (?:only |just |barely |now |about |already |then |not yet )?(?:${number}|[1-9]|one|two|three|four|five|six|seven|eight|nine)(?:[.,;:)]| (?:and|when|now|then|but)[^a-z0-9])|(?:pushing|hit|hits|hitting|nearing|approaching|reached|turns|turning|turn|rising|not yet|barely|short of|shy of|past) (?:her |his |my )?${number}(?:[.,;:)"']| (?:when|and|next|this|that|last|in|on|at|years|by|then|now|with|but|as|before|after))|(?:when|while|since|before|until|till|by the time|although|though|because) (?:she|he|i|${someone}) (?:was|turned|had turned|were|is|turns) (?:only |just |barely |about |still )?(?:${number}|[5-9]|five|six|seven|eight|nine)(?:[.,;:)"']| (?:when|and|she|he|i|they|her|his|my|we|the|years?|or|with|but|to|in|at))|(?:a |the |his |her |my )(?:boy|girl|man|woman|lad|child|youth|widow|[a-z]+er) of (?:just |only |about |barely )?${number}[^a-z0-9]|b\\. ?(?:in )?19[0-9]{2}|(?:aged|age) (?:between )?(?:${number}|[1-9]) (?:and|or|to) (?:${number}|[1-9])|(?:her|his|my|their) (?:[0-9]{1,2}(?:st|nd|rd|th)|[a-z]+(?:ieth|eenth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)) (?:birthday|year)`,
    alone: false,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
      !/[a-z]/.test(folded.lower[start - 1] ?? ' ') &&
      !/^(?:her|his|my|their) (?:first|second|third|fourth|fifth|sixth) (?:year|birthday)/.test(
        text,
      ) &&
      !publicPerson.test(folded.lower.slice(Math.max(0, start - 30), start)) &&
      !/^ ?(?:percent|%|people|won|yuan|km|kilo|ton|metre|meter|sack|bag|degrees|of them|cases|others|dollars|minutes|hours|days|weeks|months|points|runs|goals|million|billion|thousand|hundred)/.test(
        folded.lower.slice(end - 1, end + 14),
      ) &&
      (/^(?:eldest|youngest|oldest|boy|girl|son|daughter|child|twins|baby|grand|nephew|niece|sister|brother)|year|birthday|aged?|b\.|of|when|while|since|until|till|by the|though|because|before/.test(
        text,
      ) ||
        /\b(?:he|she|i|who|him|her|man|woman|mother|father|source|it)(?:'s|'d)?(?: \S+){0,5} $/.test(
          folded.lower.slice(Math.max(0, start - 36), start),
        ) ||
        /\b[a-z]+(?:er|or|man|se) (?:is |was |had |has |had just |just )?$/.test(
          folded.lower.slice(Math.max(0, start - 24), start),
        )),
    hits: [
      ['He was pushing sixty when they took him.', 'pushing sixty'],
      ['She was conscripted when she was seventeen, she says.', 'when she was seventeen'],
    ],
    misses: ['Inflation hit 20 percent.', 'They were short of 30 sacks.'],
  },
  {
    id: 'en-age-at-clause',
    family: 'age',
    pattern: `(?:now|already|then|barely|only|just|aged) (?:1[0-9]|[2-9][0-9]), (?:he|she|my|his|her|the|i)[^a-z0-9]|at (?:1[0-9]|[2-9][0-9]), (?:he|she|i)[^a-z0-9]|[a-z-]+ at (?:1[0-9]|[2-9][0-9])(?:[.,;)]| (?:and|but|when|with)[^a-z0-9])`,
    unlessPublic: true,
    alone: false,
    accept: ({ text, folded, start }) => {
      if (/[a-z]/.test(folded.lower[start - 1] ?? ' ')) return false
      if (/^(?:now|already|then|barely|only|just|at|aged) [1-9]/.test(text)) return true
      return (
        isPerson(text.split(' ')[0] ?? '') &&
        !publicPerson.test(folded.lower.slice(Math.max(0, start - 30), start + text.length))
      )
    },
    hits: [
      ['Now 63, she lives with a friend in Gwangju.', 'Now 63'],
      ['He became a prisoner at 20.', 'prisoner at 20'],
    ],
    misses: ['The dials stood at 63 and fell.'],
  },
  {
    id: 'en-age-is-word',
    family: 'age',
    triggers: [...teens.slice(1), ...tens],
    pattern: `[a-z'-]+ (?:is|was|'s|were|are) (?:(?:now|only|just|barely|nearly|almost|about|already|then|still|all of|not yet|not even|over|past|at least) )?(?:[a-z-]+ and )?${spelled}(?:[.,;:)!?]| (?:and|when|then|now|years|or|but|last|this|next|at|with|that)[^a-z0-9])|all of ${spelled}|at ${spelled},? (?:he|she|i|my|his|her|the)[^a-z0-9]`,
    alone: false,
    unlessPublic: true,
    accept: (hit) => isAboutSomebody(hit),
    hits: [
      ['My contact is twenty-nine, unmarried, and works nights.', 'twenty-nine'],
      ['At forty-four he was the oldest recruit.', 'forty-four'],
    ],
    misses: ['The total is twenty, at most.', 'There were twenty and more.'],
  },
  {
    id: 'en-age-after-clause',
    family: 'age',
    triggers: words(
      'boy, girl, woman, man , child, son , daughter, brother, sister, wife, husband, mother, father, witness, source, victim, guard, soldier, nurse, driver, student, contact, informant, one ',
    ),
    pattern: `(?:boy|girl|woman|man|child|son|daughter|brother|sister|wife|husband|mother|father|witness|source|victim|guard|soldier|nurse|driver|student|contact|informant|one) (?:who|that|from|with|of|in|at|on|by)(?: [a-z'-]{1,14}){1,7} (?:is|was|turned|turns) (?:(?:now|only|just|barely|about|already|then|still) )?(?:${number}|[5-9])(?:[.,;:)!?]| (?:and|now|but|then|years?)[^a-z0-9])`,
    unlessPublic: true,
    alone: false,
    accept: (hit) =>
      !/[a-z]/.test(hit.folded.lower[hit.start - 1] ?? ' ') &&
      !publicPerson.test(hit.text) &&
      !/ (?:number|total|price|count|rate|figure|score|cost|share|average|minimum|limit)/.test(
        hit.text,
      ),
    hits: [['The girl who crossed with him is 17.', 'girl who crossed with him is 17']],
    misses: ['The source of the index is 17 pages long.'],
  },
  {
    id: 'en-age-is-digits',
    family: 'age',
    pattern: `[a-z'-]+ (?:is|was) (?:(?:now|only|just|barely|nearly|almost|about|already|then|still) )?(?:1[0-9]|[2-9][0-9])(?:[.,;:)!?]| (?:and|when|then|now|or|but)[^a-z0-9])|at (?:1[0-9]|[2-9][0-9]),? (?:he|she|i|my (?:father|mother|brother|sister))[^a-z0-9]`,
    alone: false,
    unlessPublic: true,
    accept: (hit) => isAboutSomebody(hit) && /^[^0-9]/.test(hit.folded.digits[hit.end] ?? ' '),
    hits: [['At 73 she crossed two rivers on foot.', 'At 73']],
    misses: ['The index is 63, and falling.', 'The winger is 19 and plays in Osaka.'],
  },
]
