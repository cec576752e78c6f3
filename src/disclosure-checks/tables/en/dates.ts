import { isMonthDay } from '../../checks.ts'
import { any } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { months, ordinalDays, smallNumbers, weekdays } from './lists.ts'

const month = any(months)
const weekday = any(weekdays.filter((day) => day.endsWith('day')))
const day = '(?:3[01]|[12][0-9]|0?[1-9])'
const year = "(?:,? ?(?:of )?(?:(?:19|20)[0-9]{2}|'[0-9]{2}))?"
const ordinal = any(ordinalDays)
const part =
  '(?:morning|afternoon|evening|night|dawn|noon|midnight|midday|daybreak|sunrise|sunset|dusk|lunchtime)'
const small = `(?:${any(smallNumbers)}|[1-9][0-9]?)`

const coarser = (text: string): string | undefined => {
  const name = new RegExp(month).exec(text)?.[0]
  if (name === undefined) return undefined
  const numeric = /\b(?:19|20)\d\d\b/.exec(text)?.[0]
  const word = name[0]?.toUpperCase() + name.slice(1)
  return numeric === undefined ? word : `${word} ${numeric}`
}

export const englishDates: readonly Rule[] = [
  {
    id: 'en-month-day',
    family: 'date',
    triggers: months,
    pattern: `(?:${weekday},? )?${month}\\.? (?:the )?(?:${day}(?:st|nd|rd|th)?|${ordinal})(?:(?: ?- ?| to | and | or )${day}(?:st|nd|rd|th)?)?${year}`,
    unlessPublic: true,
    accept: ({ text, folded, end }) =>
      !/^(?:may|march) (?:one|first|second)/.test(text) &&
      !/^[:.]\d/.test(folded.lower.slice(end, end + 2)),
    replace: coarser,
    hits: [
      ['They took her on March 3, 2024 near the river.', 'March 3, 2024'],
      ['The source left on Tuesday, Oct. 9th.', 'Tuesday, Oct. 9th'],
    ],
    misses: [
      'The amended counterespionage law went into effect on July 1.',
      'He was sent back in October 2023.',
    ],
  },
  {
    id: 'en-day-month',
    family: 'date',
    triggers: months,
    pattern: `(?:${weekday},? )?(?:the )?(?:${day}(?:st|nd|rd|th)?|${ordinal})(?: of|-)? ?${month}${year}(?:, a ${weekday})?`,
    unlessPublic: true,
    replace: coarser,
    hits: [
      ['She crossed on the night of 14 November 2023.', '14 November 2023'],
      ['They raided it on the third of May.', 'the third of May'],
    ],
    misses: ['The treaty was signed on 11 July 1961.'],
  },
  {
    id: 'en-numeric',
    family: 'date',
    on: 'digits',
    pattern: `(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:(?:19|20)[0-9]{2}|[0-9]{2})|[0-9]{1,2}-[0-9]{1,2}-(?:19|20)[0-9]{2}`,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) => {
      const parts = text.split(/[-/.]/).map((each) => each.padStart(2, '0'))
      const [a = '', b = '', c = ''] = parts
      const exists = a.length === 4 ? isMonthDay(b + c) : isMonthDay(a + b) || isMonthDay(b + a)
      return (
        exists &&
        !/[.-]/.test(folded.digits[start - 1] ?? ' ') &&
        !/^[.-]\d/.test(folded.digits.slice(end, end + 2)) &&
        !/(?:paragraph|section|article|chapter|annex|clause|version|rule|table)s? $/.test(
          folded.lower.slice(Math.max(0, start - 12), start),
        ) &&
        !/^ ?(?:항|조|절|장|판|节|条|章|款|版)/.test(folded.lower.slice(end, end + 2))
      )
    },
    replace: (text) => /^(?:(19|20)\d\d)[-/.]\d{1,2}/.exec(text)?.[0]?.replaceAll(/[/.]/g, '-'),
    hits: [
      ['They were moved on 2023-10-09 at night.', '2023-10-09'],
      ['체포일은 2023.10.09.이다', '2023.10.09'],
      ['Arrested 9/10/2023 by two men.', '9/10/2023'],
    ],
    misses: ['The ratio was 2023-45.', 'The law of 2021-12-30 took effect.'],
  },
  {
    id: 'en-weekday',
    family: 'date',
    triggers: weekdays,
    pattern: `(?:(?:late|early) )?(?:(?:on the|on|last|this|next|that|this past|the following|the previous|every|since|until|by|from|before|after) )${weekday}(?: (?:the )?${day}(?:st|nd|rd|th))?(?: ${part})?|(?:(?:late|early) )?${weekday} ${part}|(?:said|says|told|telling|reported|confirmed|explained|added|noted|recalled)(?: (?:us|me|him|her|them|daily nk))? (${weekday})|(?:the )?(?:${weekday}) before last|a (?:week|fortnight) ago(?: (?:on|last))? ${weekday}|(?:two|three|four|five|six) ${weekday}s (?:ago|before|later|after|running)|a ${weekday}(?: ${part})?`,
    unlessPublic: true,
    hits: [
      ['The broker left last Tuesday night.', 'last Tuesday night'],
      ['The source said Wednesday that it went on.', 'Wednesday'],
      ['They come every Friday morning to count heads.', 'every Friday morning'],
    ],
    misses: [
      'The seminar was held on Tuesday.',
      'The ministry announced on Friday that rules change.',
    ],
  },
  {
    id: 'en-relative',
    family: 'date',
    triggers: [
      'yesterday',
      'tomorrow',
      'last night',
      'tonight',
      'this morning',
      'this afternoon',
      'this evening',
      ' ago',
      'before last',
      'the day before',
      'the day after',
      'the night before',
      'the next day',
      'the following',
      'the morning of',
      'the night of',
      'the evening of',
      'the other night',
      'earlier today',
      'days later',
      'nights later',
      'nights before',
      'days before',
    ],
    pattern: `(?:late |early )?(?:the day before yesterday|the day after tomorrow|(?:yesterday|tomorrow)(?: ${part})?|last night|tonight|this (?:morning|afternoon|evening)|earlier today|the other night|(?:just |about |exactly )?${small} (?:days?|nights?) (?:ago|earlier|later|before)|a (?:day|week) ago today)|(?:the|that) (?:next|following|previous) (?:day|morning|night|evening)|(?:on )?the (?:night|day|morning|evening) (?:before|after|of)(?: (?:the|her|his|their|our|my))? (?:${day}(?:st|nd|rd|th)|${ordinal}|wedding|funeral|raid|arrest|arrests|birthday|execution|trial|inspection|transfer|escape|election|holiday|new year|lunar new year|new year's day|chuseok|chusok|solar new year|christmas|day of the sun)`,
    unlessPublic: true,
    hits: [
      ['They searched the house yesterday morning.', 'yesterday morning'],
      ['He crossed three nights ago with two others.', 'three nights ago'],
      ['She was called in on the night of the 14th.', 'on the night of the 14th'],
    ],
    misses: ['Two decades ago the famine ended.', 'The summit ended yesterday.'],
  },
  {
    id: 'en-day-only',
    family: 'date',
    pattern: `(?:on|by|until|since|around|before|after) the (?:3[01]st|[12]?(?:1st|2nd|3rd)|[12]?[04-9]th|1[1-3]th|30th)(?: (?:or|and) (?:the )?[0-9]{1,2}(?:st|nd|rd|th))?(?: of (?:the|this|that|last|next) month)?`,
    unlessPublic: true,
    accept: ({ folded, end }) =>
      !/^ (?:[a-z]+ ){0,1}(?:floor|century|anniversary|time|day of|parallel|birthday|regiment|division|bureau|round|session|plenary|party|congress|page|street|room|department|corps|brigade|degree|place|generation|attempt)/.test(
        folded.lower.slice(end, end + 30),
      ),
    hits: [['The group will leave on the 14th.', 'on the 14th']],
    misses: [
      'She lived on the 7th floor.',
      'They met at the 38th parallel.',
      'on the 70th anniversary',
    ],
  },
  {
    id: 'en-holiday',
    family: 'date',
    triggers: [
      'new year',
      'christmas',
      'chuseok',
      'chusok',
      'day of the sun',
      'shining star',
      'lantern festival',
      'spring festival',
      'mid-autumn',
    ],
    pattern: `(?:on|the day before|the day after|two days before|two days after|the night before|the eve of|on the eve of|on the morning of|on the night of) (?:the )?(?:lunar |solar )?(?:new year's (?:eve|day)|new year|christmas (?:eve|day)|christmas|chuseok|chusok|day of the sun|day of the shining star|lantern festival|spring festival|mid-autumn festival)(?: (?:eve|day|morning|night))?`,
    accept: ({ context, start, end }) => context.has('private', start, end),
    hits: [["He was arrested on New Year's Eve at home.", "on New Year's Eve"]],
    misses: ['Factories close on Christmas Day.'],
  },
]

const hour = '(?:1[0-2]|0?[1-9])'

export const englishTimes: readonly Rule[] = [
  {
    id: 'en-clock',
    family: 'time',
    on: 'digits',
    pattern: `(?:[01]?[0-9]|2[0-4])[:h][0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\\.? ?m\\.?)?|${hour}(?:\\.[0-5][0-9])? ?(?:[ap]m|[ap]\\. ?m\\.?)|${hour}\\.[0-5][0-9] (?:in the (?:morning|afternoon|evening)|at night|sharp)|(?:at|by|from|until|before|after|around|about) (?:0[0-9]|1[0-9]|2[0-3])[0-5][0-9]|(?:[01][0-9]|2[0-4])[0-5][0-9] ?(?:hours|hrs|h)|0[0-9]\\.[0-5][0-9] ?(?:hours|hrs|h)`,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
      !/[0-9]:?$/.test(folded.digits.slice(Math.max(0, start - 2), start)) &&
      // How long a recording is.
      !/(?:length|duration|runtime|running time|lasts?|길이|분량|时长|总长|全长|长)[ :：는은이가为是约]*$/.test(
        folded.lower.slice(Math.max(0, start - 16), start),
      ) &&
      !/^ ?(?:짜리|long)/.test(folded.lower.slice(end, end + 6)) &&
      !/(?:matthew|mark|luke|john|genesis|psalms?|chapter|verse|福音》?|복음) ?$/.test(
        folded.lower.slice(Math.max(0, start - 12), start),
      ) &&
      !/^(?:by|from|until|before|after|around|about) (?:19|20)[0-9]{2}/.test(text) &&
      !/^[:,.][0-9]/.test(folded.digits.slice(end, end + 2)) &&
      !/^ ?(?:ratio|scale)/.test(folded.lower.slice(end, end + 8)),
    hits: [
      ['The lorry left at 4:30 a.m. without lights.', '4:30 a.m.'],
      ['Roll call is at 05:10.', '05:10'],
      ['We moved at 0430 hours.', '0430 hours'],
      ['He came at 3pm.', '3pm'],
      ['Time:05:45, second gate.', '05:45'],
    ],
    misses: ['Genesis 1:1:1:2', 'The press conference began at 10:30.'],
  },
  {
    id: 'en-spoken',
    family: 'time',
    triggers: [
      "o'clock",
      'half ',
      'to one',
      'to two',
      'to three',
      'to four',
      'to five',
      'to six',
      'to seven',
      'to eight',
      'to nine',
      'to ten',
      'to eleven',
      'to twelve',
      'it was ',
      'gone ',
      'half past',
      'half-past',
      'quarter',
      'noon',
      'midnight',
      ' past ',
      'half an hour',
      'minutes',
      'thirty',
      'midday',
      'fifteen',
      'forty-five',
      ' at ',
      'around ',
      'about ',
      'before ',
      'after ',
      'until ',
      'by ',
    ],
    pattern: `(?:${any(smallNumbers)}|${hour})(?:[ -](?:thirty|fifteen|forty-five|twenty|ten|forty|fifty))? ?o'clock|half[ -]past (?:${any(smallNumbers)}|${hour})|(?:a )?quarter (?:to|past|after|before) (?:${any(smallNumbers)}|${hour}|midnight|noon)|it (?:is|was) (?:nearly |almost |about |just |past |just past |close to |getting on for |not yet )?(?:midnight|noon|midday|(?:${any(smallNumbers)}) (?:in the|when|and|by|before))|(?:just )?gone (?:${any(smallNumbers)}|midnight)|on the stroke of (?:${any(smallNumbers)}|midnight|noon)|half (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|(?:${any(smallNumbers)}|five|ten|twelve|eighteen|fourteen|sixteen|seventeen|thirteen|nineteen|twenty|twenty-[a-z]+|[0-9]{1,2})(?: minutes?)? (?:to|past|after|before) (?:${any(smallNumbers)}|midnight|noon)|(?:at|by|until|before|after|around|about|past|just after|just before|shortly after|shortly before|from|towards) (?:exactly |precisely |almost |about |around |just )?(?:midnight|noon|midday)|(?:at|around|about|before|after|by|until) (?:${any(smallNumbers)})(?:[ -](?:thirty|fifteen|forty-five|twenty|forty))? (?:in the (?:morning|afternoon|evening)|at night|that (?:morning|night|evening|afternoon)|sharp|on the dot|every (?:morning|night|evening|day))|(?:at|around|about) [1-9](?:[0-2])? (?:in the (?:morning|afternoon|evening)|at night|sharp)|at (?:${any(smallNumbers)})[ -](?:thirty|fifteen|forty-five)`,
    unlessPublic: true,
    accept: ({ text, folded, start, end }) =>
      // Ten to twelve people; half three sacks; two past ministers.
      !(
        /^(?:[a-z-]+|[0-9]+) (?:to|past|after|before) /.test(text) &&
        !/^(?:five|ten|twenty|twenty-five|[0-9]{1,2}) /.test(text) &&
        !/^(?:it|on|just|gone|half|a|quarter|at|by|until|from|around|about|just|shortly|towards|after|before|past)/.test(
          text,
        )
      ) &&
      !(
        /^(?:five|ten|twenty|[0-9]{1,2}) to /.test(text) &&
        /^ [a-z]+s\b|^ (?:percent|per cent|people|men|women|million)/.test(
          folded.lower.slice(end, end + 14),
        )
      ) &&
      (!/^half [a-z]+$/.test(text) ||
        /\b(?:at|by|until|till|around|about|after|before) $/.test(
          folded.lower.slice(Math.max(0, start - 8), start),
        )),
    hits: [
      ["They came at four o'clock with torches.", "four o'clock"],
      ['The shift changes at half past five.', 'half past five'],
      ['She left just after midnight.', 'just after midnight'],
      ['The car came at two in the morning.', 'at two in the morning'],
    ],
    misses: ['A quarter of them died.', 'Five past ministers attended.'],
  },
]
