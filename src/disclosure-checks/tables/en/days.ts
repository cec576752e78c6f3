import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { ordinalDays, weekdays } from './lists.ts'

const feasts = words(
  "buddha's birthday, buddha day, christmas, ramadan, eid, thanksgiving, halloween, the equinox, spring equinox, autumn equinox, first snow, first frost, all souls, epiphany, midsummer, hanukkah, passover, lunar new year's day, new year's night, mid-autumn, ghost festival, hungry ghost, cold food, generalissimo day, navy day, air force day, railway day, miners' day, new year's eve, new year's day, lunar new year, lunar new year's eve, solar new year, new year, seollal, chuseok, chusok, harvest moon, harvest festival, hansik, dano, daeboreum, dongji, winter solstice, summer solstice, christmas eve, christmas day, christmas, easter sunday, easter monday, easter, good friday, palm sunday, advent, pentecost, qingming, tomb-sweeping day, tomb sweeping day, dragon boat festival, mid-autumn festival, mid-autumn, double ninth, lantern festival, spring festival, little new year, laba festival, nowruz, newroz, eid al-fitr, eid al-adha, eid, corban, kurban, ashura, vesak, losar, monlam, diwali, day of the sun, day of the shining star, party foundation day, foundation day, army day, liberation day, victory day, constitution day, may day, labour day, labor day, women's day, children's day, teachers' day, mothers' day, national day, independence day, election day, payday, pay day, market day",
)

const day = any(weekdays.filter((each) => each.endsWith('day')))
const number =
  '(?:a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|[1-9][0-9]?)'

const isPrivate = ({ context, start, end }: Hit): boolean =>
  !context.isPublic(start, end) &&
  (context.has('private', start, end) ||
    context.has('source', start, end) ||
    context.has('speech', start, end))

/** Yearly and state events, which date nothing. */
const undated =
  /(?:before|after) (?:the |his |her |their )?(?:war|famine|pandemic|revolution|liberation|fact|summit|election|law|ban|congress|sanctions|reform|other|another|end|start|beginning|rest|time|first|next)\b/

export const englishDays: readonly Rule[] = [
  {
    id: 'en-hour-of-night',
    family: 'time',
    triggers: words("in the morning, in the afternoon, in the evening, at night, o'clock"),
    pattern: `(?:at |until |by |around |about |after |before |since |till |from |nearly |almost )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])(?: thirty| fifteen| forty-five|[:.][0-5][0-9])? (?:o'clock(?: in the (?:morning|afternoon|evening)| at night)?|in the (?:morning|afternoon|evening)|at night)`,
    unlessPublic: true,
    hits: [['They beat him until 3 in the morning.', '3 in the morning']],
    misses: ['He works in the morning.'],
  },
  {
    id: 'en-feast',
    family: 'date',
    triggers: feasts,
    pattern: `(?:(?:it was|it is|this was|that was|on|at|by|since|until|before|after|around|just before|just after|over|during|the (?:day|night|morning|evening|week) (?:before|after|of)|on the (?:eve|morning|night|evening|day) of|the eve of|${number} (?:days?|nights?|weeks?) (?:before|after)|the (?:first|second|third|fourth|last) (?:${day}|day) (?:of|before|after|in)) )(?:the )?(?:last |this |next )?${any(feasts)}(?: (?:eve|day|morning|night|evening|dinner))?`,
    accept: (hit) =>
      (isPrivate(hit) ||
        (/^(?:on the|the|a|one|two|three|four|five) (?:eve|day|night|morning|evening|days?|nights?)\b/.test(
          hit.text,
        ) &&
          !hit.context.isPublic(hit.start, hit.end))) &&
      !/^(?:over|during|until|by|since|around) (?:the )?(?:new year|spring festival|eid|easter|christmas|advent)$/.test(
        hit.text,
      ),
    hits: [
      ['The call came on the eve of Chuseok.', 'on the eve of Chuseok'],
      ['They hid her on Good Friday.', 'on Good Friday'],
    ],
    misses: ['Factories close on Christmas Day.'],
  },
  {
    id: 'en-days-from',
    family: 'date',
    triggers: words(
      'days before, days after, nights before, nights after, day before, day after, night before, night after, morning after, week after, week before, weeks after, weeks before',
    ),
    pattern: `(?:${number} (?:days?|nights?|weeks?)|the (?:very )?(?:day|night|morning|evening|week)) (?:before|after) (?:(?:the|his|her|my|our|their|that|they|she|he|we|i) )?[a-z'-]+(?: [a-z'-]+)?`,
    unlessPublic: true,
    accept: (hit) =>
      (isPrivate(hit) ||
        (!hit.context.isPublic(hit.start, hit.end) &&
          (/^(?:two|three|four|five|six|seven|eight|nine|ten|[0-9]+) (?:days|nights) (?:before|after) the /.test(
            hit.text,
          ) ||
            /\b(?:funeral|wedding|arrest|arrests|raid|birth|death|burial|escape|crossing|search|trial|sentence|release|flood|storm|typhoon|fire|snow|move|visit|call|letter|inspection|execution|shooting|beating|birthday|engagement|divorce|transfer|harvest|thaw|landslide|blackout|crackdown|purge|arrival|departure|roll call|they|she|he|we|i|his|her|my|our|their)\b/.test(
              hit.text,
            )))) &&
      !undated.test(hit.text),
    hits: [
      ['He deserted three days after the flood.', 'three days after the flood'],
      ['She called the morning after he crossed.', 'the morning after he crossed'],
    ],
    misses: ['Two days after the summit the ministry published it.'],
  },
  {
    id: 'en-weekday-numbered',
    family: 'date',
    triggers: weekdays,
    pattern: `${day},? the (?:[0-9]{1,2}(?:st|nd|rd|th)|${any(ordinalDays)})|(?:the )?(?:first|second|third|fourth|last) ${day} (?:of|in|before|after|following) (?:the )?[a-z]+(?: [a-z]+)?|(?:on )?the ${day} (?:before|after|following|of) (?:the |his |her |my |our |their |that )?[a-z']+(?: [a-z]+){0,2}`,
    unlessPublic: true,
    hits: [['It was Friday the 14th when they came.', 'Friday the 14th']],
    misses: ['The festival opens on the first Friday of May, the agency said.'],
  },
  {
    id: 'en-weekday-bare',
    family: 'date',
    triggers: weekdays.filter((each) => each.endsWith('day')),
    pattern: `${day}(?: (?:morning|afternoon|evening|night|at dawn|at dusk))?`,
    unlessPublic: true,
    accept: ({ folded, context, start, end, text }) =>
      /[A-Z]/.test(folded.cased[start] ?? '') &&
      !text.endsWith('s') &&
      context.has('private', start, end, 60) &&
      !context.has('office', start, end),
    hits: [['It was Tuesday when he crossed.', 'Tuesday']],
    misses: ['The museum is closed Monday.'],
  },
  {
    id: 'en-day-of-month',
    family: 'date',
    triggers: words(
      'of this month, of next month, of last month, of the month, of that month, of the same month',
    ),
    pattern: `(?:the )?(?:[0-9]{1,2}(?:st|nd|rd|th)|${any(ordinalDays)}|last day|first day|middle) of (?:this|next|last|the|that|the same|the following|every|each) month`,
    unlessPublic: true,
    hits: [['He will pay on the tenth of next month.', 'the tenth of next month']],
    misses: ['Figures are published on the tenth of every month, the agency said.'],
  },
  {
    id: 'en-day-that',
    family: 'date',
    triggers: words(
      'third day, the day , the night , the morning , the evening , the afternoon , first day, second day, third day, fourth day, fifth day, last day, first night, second night, third night, last night of, first morning, that day, that same, very day, very night, same day, same night, day of the, night of the',
    ),
    pattern: `(?:on )?the (?:very |same )?(?:day|night|morning|evening|afternoon) (?:that |when )?(?:they|he|she|we|i|it|his|her|my|our|their|the [a-z]+) [a-z'-]+(?: [a-z'-]+){0,2}|(?:on |in )?the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final) (?:day|night|morning|evening) of (?:the |his |her |our |my |their |that )?(?:[a-z'-]+ )?[a-z'-]+`,
    unlessPublic: true,
    accept: (hit) =>
      (isPrivate(hit) ||
        (/ (?:they|he|she|we|i|his|her|my|our) | of /.test(hit.text) &&
          !hit.context.isPublic(hit.start, hit.end) &&
          !hit.context.has('office', hit.start, hit.end))) &&
      !/ (?:school|term|classes|sales|week|year 20|season|summit|congress|war|games|tournament|festival|conference|session|trading|voting|campaign|talks)$/.test(
        hit.text,
      ) &&
      !/(?:day|night) (?:it|he|she|they|the [a-z]+) (?:is|are|will|would|can|comes|may)\b/.test(
        hit.text,
      ),
    hits: [
      ['The day they read out the amnesty, she said, nobody clapped.', 'The day they read out'],
      ['On the third day of the search they found her hut.', 'the third day of the search'],
    ],
    misses: ['The summit ended on the second day of the talks.'],
  },
  {
    id: 'en-bare-hour',
    family: 'time',
    triggers: words(
      'a.m, p.m, am , pm , am., pm., am,, pm,, at one, at two, at three, at four, at five, at six, at seven, at eight, at nine, at ten, at eleven, at twelve, by six, by seven, by eight, by nine, by ten, by five, by four, by three, after six, after seven, after eight, after nine, after ten, after eleven, after five, before six, before seven, before eight, before nine, before ten, before five, before four, until six, until seven, until eight, until nine, until ten, until four, until five, till six, till nine, till ten, till two, till three, until two, until three',
    ),
    pattern: `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[ -](?:thirty|fifteen|forty-five|twenty|ten|forty|fifty))? ?(?:a\\.? ?m\\.?|p\\.? ?m\\.?)|(?:at|by|until|till|before|after|around|about|since) (?:nearly |almost |exactly |just before |just after |about |around )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[ -](?:thirty|fifteen|forty-five|twenty|ten|forty|fifty))?(?:[.,;:]| (?:and|when|the|he|she|they|we|i|but|with|without|as|on|sharp|every|each|that|for|in|a|they|his|her|then|or|because)[^a-z0-9])`,
    alone: false,
    unlessPublic: true,
    accept: (hit) =>
      !/[a-z]/.test(hit.folded.lower[hit.start - 1] ?? ' ') &&
      (/m\.?$/.test(hit.text) ||
        ((hit.context.has('private', hit.start, hit.end) ||
          hit.context.has('source', hit.start, hit.end) ||
          (/^(?:at|until|till) [a-z -]+[.,;]$/.test(hit.text) &&
            !hit.context.has('office', hit.start, hit.end))) &&
          !/ (?:in|a|for|or|on|the|and) *$/.test(hit.text) &&
          !/(?:left|died|married|enlisted|joined|conscripted|school|widowed|orphaned|born|aged|age|rank|number|ranked|arrived at|room|page|article|chapter) (?:at|by) /.test(
            hit.folded.lower.slice(Math.max(0, hit.start - 14), hit.start + 4),
          ))),
    hits: [
      ['The dogs were let out at around eleven p.m.', 'eleven p.m.'],
      ['Nobody but the guard goes up there after six.', 'after six'],
    ],
    misses: ['After two years he left.', 'One in ten agreed.'],
  },
  {
    id: 'en-day-spelled',
    family: 'date',
    triggers: words(
      'think the, was the, maybe the, perhaps the, probably the, or the, guess the, say the, on the first, on the second, on the third, on the fourth, on the fifth, on the sixth, on the seventh, on the eighth, on the ninth, on the tenth, on the eleventh, on the twelfth, on the thirteenth, on the fourteenth, on the fifteenth, on the sixteenth, on the seventeenth, on the eighteenth, on the nineteenth, on the twentieth, on the twenty, on the thirt, lunar month, st day of, nd day of, rd day of, th day of, his birthday, her birthday, my birthday, our birthday, their birthday, wedding day, name day, before last, between the ',
    ),
    pattern: `on the ${any(ordinalDays)}(?:[.,;:]| (?:and|he|she|they|we|i|when|with|at|the|his|her|my|our|but|as|in|after|before|just)[^a-z0-9])|(?:[0-9]{1,2}(?:st|nd|rd|th)|${any(ordinalDays)}) day of the (?:[0-9]{1,2}(?:st|nd|rd|th)|${any(ordinalDays)}) (?:lunar )?month|(?:on|before|after|until|by|since) (?:my|his|her|our|their|the [a-z]+'s) (?:own |last |next )?(?:[a-z]+'s )?(?:birthday|wedding day|name day|wedding anniversary)|the (?:night|evening|morning|day|afternoon) before last|(?:think|guess|say|said|was|maybe|perhaps|probably|or|possibly) the [0-9]{1,2}(?:st|nd|rd|th)[.,;]|between the [0-9]{1,2}(?:st|nd|rd|th) and (?:the )?[0-9]{1,2}(?:st|nd|rd|th)`,
    alone: false,
    unlessPublic: true,
    accept: (hit) =>
      !/[a-z]/.test(hit.folded.lower[hit.start - 1] ?? ' ') &&
      !/^on the (?:first|second|third) (?:the|his|her|in|after|but|as|just|at)/.test(hit.text) &&
      !hit.context.has('office', hit.start, hit.end),
    hits: [
      ['We left on the twenty-third, before dawn.', 'on the twenty-third'],
      ['It left on the 5th day of the 5th lunar month.', '5th day of the 5th lunar month'],
    ],
    misses: ['On the first floor he lived alone.', 'He was on the second shift.'],
  },
  {
    id: 'en-bare-digit-hour',
    family: 'time',
    on: 'digits',
    pattern: `(?:at|by|until|till|before|after|around|about|since) (?:exactly |about |around |nearly |almost |just before |just after )?(?:1[0-2]|[1-9])(?:[.,;]| (?:and|when|he|she|they|we|i|with|but|sharp|every|on the dot)[^a-z0-9])|(?:[01][0-9]|2[0-4])[0-5][0-9] ?(?:hours|hrs|h)`,
    alone: false,
    accept: (hit) => {
      const { folded, context, start, end, text } = hit
      if (context.isPublic(start, end) || /[a-z0-9]/.test(folded.lower[start - 1] ?? ' '))
        return false
      if (/h(?:ou)?rs?$|h$/.test(text)) return true
      return (
        (context.has('private', start, end) || context.has('source', start, end)) &&
        /^[^0-9.,]/.test(folded.digits[end] ?? ' ') &&
        !/(?:left|died|married|enlisted|joined|conscripted|school|widowed|orphaned|born|aged|age|rank|number|ranked|room|page|article|chapter|starved|began|started|stands|stood|put|held|retired|unchanged|percent) $/.test(
          folded.lower.slice(Math.max(0, start - 14), start),
        )
      )
    },
    hits: [
      ['He walked in at 7, she told me.', 'at 7'],
      ['The whistle blew at 1830 hours.', '1830 hours'],
    ],
    misses: ['The rate stood at 7, the bank said.', 'The law of 1830 was repealed.'],
  },
]
