import { words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { isPerson } from '../nouns.ts'

const few =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|a score|a few|few|a handful|a couple|half a dozen|a dozen|[1-9]|1[0-2])'
const things =
  /\b(?:president|prime minister|minister|king|queen|striker|only team|man to have won|woman to have won|law|laws|reason|reasons|policy|ones|trading partner|partner|opponent|mechanism|body|country|countries|nation|nations|state|states|party|way|route|ally|allies|bridge|railway|road|option|choice|language|newspaper|channel|airline|percent|per cent|days?|weeks?|months?|years?|hours?|minutes?|times?|kilomet|metres?|miles?|won|yuan|dollars|koreas|pages?|copies|companies|banks|industrial|zone|source of income|single source|parties|seats|provinces|cities|schools|universities|airports|trains?|flights?)\b/

const private_ = ({ context, start, end, text }: Hit): boolean =>
  !things.test(text) && !context.isPublic(start, end)

export const englishFew: readonly Rule[] = [
  {
    id: 'en-known-to-few',
    family: 'unique',
    triggers: words(
      'known to, shown to, told to, entrusted to, visible to, available to, only, just, merely, no more than, fewer than, not more than, at most, handful, few , single person, sole, one and only, nobody, no one, none',
    ),
    pattern: `(?:known|shown|told|entrusted|visible|available) to ${few} (?:people|persons|men|women|officers|officials|clerks|guards|of us|of them)|(?:to|by|for|of|with|among|between|from|known|open|shown|seen|held|read|shared|limited|restricted) (?:only|just|merely|no more than|fewer than|not more than|at most) ${few}(?: of)?(?: [a-z-]+){1,2}|(?:a|the) handful of [a-z]+(?: [a-z]+){0,2}|(?:very |the |only a )?few(?: people| men| women| officers| officials)? (?:outside|beyond|besides|apart from|inside|within|other than|at|in|on) (?:the |that |this |his |her |our )?[a-z]+(?: [a-z]+){0,3} (?:had|have|has|knew|know|could|can|saw|ever|were|are|may|hold|held|handle|read|would)(?: [a-z]+)?|(?:the |one |his |her )?(?:first and only|one and only|only ever|sole|lone) [a-z]+(?: [a-z]+){0,3}|(?:no more|fewer|not more|less) than ${few} (?:people|persons|men|women|officers|officials|of them|of us|others|clerks|guards|cadres|[a-z]+s)(?: [a-z]+){0,2}|(?:by|to|with|for) a single (?:person|man|woman|clerk|officer|official|driver|typist|guard|hand|employee|member|operator|nurse|doctor|technician)`,
    accept: (hit) =>
      private_(hit) &&
      !/^(?:of|for|by) (?:only|just) (?:one|a few) (?:reason|purpose|thing|side)|sole purpose|sole aim|sole reason/.test(
        hit.text,
      ) &&
      !/handful of (?:rice|maize|corn|coins|grain|soil|salt|earth|dirt|nuts|beans|snow|words|cases|people died)/.test(
        hit.text,
      ),
    hits: [
      ['The detail about the seal is known to just two clerks.', 'to just two clerks'],
      ['The code was known to six people.', 'known to six people'],
      [
        'He belongs to a handful of interpreters cleared for those talks.',
        'a handful of interpreters',
      ],
      [
        'Few outside the planning cell had seen that map.',
        'Few outside the planning cell had seen',
      ],
      ['He was the first and only driver assigned to it.', 'the first and only driver'],
    ],
    misses: ['It is known to only two countries.', 'She ate a handful of rice.'],
  },
  {
    id: 'en-one-alive',
    family: 'unique',
    triggers: words(
      'alive, standing, last man, last woman, last person, just one, just two, only one, only two, only three, just three, only four, a single person, single-handed',
    ),
    pattern: `(?:last|only|sole|one) (?:man|woman|person|one|survivor|witness|prisoner|member|soldier|guard) (?:alive|left|standing|still alive|still living|to (?:survive|have [a-z]+|get out|come out|walk out))|(?:just|only) (?:one|two|three|four|five|six) (?:[a-z]+ )?(?:person|people|men|man|women|woman|clerks?|officers?|guards?|of us|of them|others|keys?|signatures?|copies)(?: [a-z]+){0,2}`,
    accept: (hit) =>
      private_({ ...hit, text: hit.text.replace(/copies|keys?/, '') }) &&
      !/people (?:died|were killed|live)/.test(hit.text),
    hits: [
      ['He is the last man alive who saw the tunnel.', 'last man alive'],
      ['Just one person signs for the explosives.', 'Just one person signs'],
    ],
    misses: ['Only two countries signed.'],
  },
  {
    id: 'en-apart-from-me',
    family: 'unique',
    triggers: words('apart from, besides, other than, except for, aside from, not counting'),
    pattern: `(?:apart from|besides|other than|except for|aside from|not counting) (?:me|him|her|us|myself|himself|herself|the [a-z]+),? (?:just|only|a mere|no more than|at most) ${few} [a-z]+(?: [a-z]+){0,2}`,
    accept: private_,
    hits: [['Apart from me, just two clerks handled that file.', 'Apart from me, just two clerks']],
    misses: ['Apart from China, only two countries signed.'],
  },
  {
    id: 'en-last-left',
    family: 'unique',
    triggers: words(
      'last surviving, last remaining, last living, sole surviving, only surviving, there is only, there are only, there were only, there was only, exactly, circulation of, limited to, restricted to, confined to, seen by, known to, no second, a second person, not a second, nobody but, no one but, none but, only one, only two, only three, one of us, one of them, of the two, of the three, of the four',
    ),
    pattern: `(?:the |a |his |her )?(?:last|sole|only|one) (?:surviving|remaining|living) (?:[a-z]+ )?(?:member|witness|survivor|person|man|woman|officer|one|guard|brother|sister|son|daughter|prisoner|crew|worker|participant)[a-z]*(?: of(?: [a-z]+){1,3})?|there (?:is|are|was|were) (?:only|just|exactly|no more than) ${few} [a-z]+(?: [a-z]+){0,3}|(?:by|to|of|with|for|among) exactly ${few} [a-z]+|(?:print run|circulation|distribution|readership) of (?:only |just )?${few}|(?:limited|restricted|confined) to (?:only |just )?(?:one|two|three|four|five|the|his|her|a) [a-z]+(?: (?:and|or) (?:the |his |her |a |an )?[a-z]+)?|(?:cannot be|is not|was not|isn't|wasn't|there is no|there was no|no) (?:a )?second (?:person|man|woman|officer|clerk|one|nurse|driver)(?: [a-z]+){0,4}|(?:nobody|no one|none) but (?:the |his |her |our |my )?[a-z]+(?: [a-z]+){0,2}|one of (?:the |only |those )?(?:two|three|four|five|six) (?:[a-z]+ )?(?:who|with|in|on|left|[a-z]+s)\b`,
    accept: (hit) => private_(hit) && !things.test(hit.folded.lower.slice(hit.end, hit.end + 12)),
    hits: [
      [
        'He is the last surviving member of the survey team.',
        'the last surviving member of the survey team',
      ],
      ['There are only two dentists in the district.', 'There are only two dentists'],
      ['What he describes was seen by exactly two officers.', 'by exactly two officers'],
      [
        'Access was limited to one pharmacist and her assistant.',
        'limited to one pharmacist and her assistant',
      ],
    ],
    misses: ['Talks were limited to the two countries.'],
  },
  {
    id: 'en-only-they',
    family: 'unique',
    triggers: [
      'only',
      'just',
      'alone',
      'nobody',
      'no one',
      'none',
      'people',
      'persons',
      'of us',
      'of them',
    ],
    pattern: `only (?:the |our |my |his |her |that |a |this )?[a-z]+(?: [a-z]+){0,2}(?: and (?:the |our |my |his |her |a |i|he|she)?(?: ?[a-z]+){0,3})? (?:had|has|have|knew|knows|know|could|can|holds|held|keeps|kept|saw|sees|handled|carries|carried|signs|signed|opened|opens|enters|entered|reads|read|was allowed|were allowed|is allowed|are allowed|was told|were told|was present|were present|was there|were there|understood|understands|attended|ever)(?: (?:the|a|access|it|them|how|where|what|to|in|about))?|(?:that|which|who|because|and|but) only (?:i|he|she|we|the source|our source)(?: [a-z]+){1,3}|(?:one|two|three|four|five) (?:people|persons|men|women|of us|of them) (?:in the world |in all |alive |at most |altogether )?(?:know|knew|had|have|hold|held|could|can|had access|have access|saw|were told|were present|were in the room)`,
    accept: (hit) =>
      private_(hit) &&
      !/^only (?:then|later|now|after|when|if|because|about|since|in|on|recently|by|at|with|for|from|a few|some|part|half)\b/.test(
        hit.text,
      ) &&
      (hit.context.has('source', hit.start, hit.end) ||
        hit.context.has('private', hit.start, hit.end) ||
        /knew|knows|know|access|key|code|combination|saw|allowed|present/.test(
          hit.text + hit.folded.lower.slice(hit.end, hit.end + 30),
        )),
    hits: [
      [
        'Only the duty officer and our source had the combination.',
        'Only the duty officer and our source had',
      ],
      ['Three people knew the code.', 'Three people knew'],
    ],
    misses: ['Only then had they understood.', 'Only countries can join.'],
  },
  {
    id: 'en-so-many-of-us',
    family: 'unique',
    triggers: words(
      'of us , of us., of us,, of us;, and i , and me , and myself, last person, last one to, last one who, last man, last woman, last to, her and, him and, me and, on one hand, fingers of, one hand, need-to-know, need to know, circle of, team of, crew of, group of, staff of, shift of, the two of, the three of, the four of, the five of, just the, only the, but the two, but the three, the rest of, no other, the other two, the other one, in on it, in on the, whoever, none but, nobody , no one , clerks, guards, officers, technicians, nobody else, no one else, anyone else, anybody else, besides, single key, are dead, is dead, were dead, have died, had the, have the, knew the, know the, has the, hold the, held the, share the, shared the, one key, only key, only copy, single copy, sole copy, one copy',
    ),
    pattern: `the last (?:person|one|man|woman|soul|people|guard|clerk|officer|[a-z]+er) (?:to|who|ever to)(?: [a-z]+){1,2}|(?:just|only) (?:her|him|me|us|them|myself|you|the two of (?:us|them)) and (?:the |my |our |his |her |a )?[a-z-]+(?: [a-z-]+)?|(?:there (?:are|were)|we (?:are|were)|just|only|all|besides|but|except for|apart from) (?:only |just |no more than |about |perhaps |maybe |at most )?(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|a dozen|half a dozen|[2-9]|1[0-2]) of (?:us|them)(?: [a-z]+){0,3}|(?:the|we|us) (?:two|three|four|five|six|seven) of (?:us|them) (?:on|in|at|with|who|knew|know|had|have|were|working|handle|share|shared)(?: [a-z]+){0,2}|only (?:the |my |our |his |her )?[a-z-]+(?: [a-z-]+){0,2} and (?:i|me|myself|he|she|the source)(?: [a-z]+){0,2}|only (?:i|he|she) and (?:the |my |our |his |her |a )?[a-z-]+(?: [a-z]+){0,2}|(?:counted?|counting|numbered) on (?:the fingers of )?one hand|(?:a|the) (?:circle|group|team|staff|crew|pool|shift|panel|handful) of (?:only |just |about |no more than |perhaps )?(?:two|three|four|five|six|seven|eight|[2-9])(?: [a-z]+){0,2}|(?:nobody|no one|none|anybody|anyone)(?: else)? (?:in|at|on|from|outside|inside) (?:the|that|this|our|his|her|my) [a-z-]+(?: [a-z-]+)? (?:knew|knows|had|has|could|can|saw|was|is|ever|would|may|except|but|besides)(?: [a-z]+)?|(?:two|three|four|five|six|seven|just one|only one) (?:of us |of them |[a-z]+ ){0,3}?(?:had|have|has|know|knew|knows|hold|held|share|shared|carry|carried) (?:the|a|that|its|access to the) (?:[a-z]+ )?(?:key|keys|code|codes|combination|password|passwords|access|list|map|seal|secret|truth|answer|file|route|names?|location|address|cipher)|(?:two|three|four|one|all|both|the other|the others|the rest)(?: [a-z]+){0,3} (?:is|are|was|were|have since|has since) (?:now |since |already )?(?:dead|died|gone|executed|shot|in prison|in custody|vanished|disappeared|defected)|(?:the )?(?:only|sole|single|one) (?:key|copy|set of keys|keys)(?: (?:to|of|for) (?:the|that|this) [a-z-]+)?(?: (?:is|was|hung|hangs|stayed|lay|lies|were))`,
    accept: (hit) =>
      private_({ ...hit, text: hit.text.replace(/copies|keys?|copy/, '') }) &&
      !/group of seven|(?:group|team|panel|circle|crew|staff) of (?:[a-z]+ )?(?:two|three|four|five|six|seven|eight) (?:nations|countries|experts|judges|states|companies|ministers)/.test(
        hit.text,
      ),
    hits: [
      ['There are four of us on the night team.', 'four of us on the night team'],
      ['Only the bookkeeper and I knew about it.', 'Only the bookkeeper and I'],
    ],
    misses: ['A group of seven nations met.', 'All of us were hungry.'],
  },
  {
    id: 'en-alone-did',
    family: 'unique',
    triggers: words(
      'there is one, there was one, the one survivor, the one witness, the one person, the one man, the one woman, not one , only key to, only key of, only copy of, only phone in, only telephone, only camera, only radio, only car in, no one outside, nobody outside, told no one, told nobody, never told anyone, anyone else, anybody else, but me, but her, but him, but us, others are dead, others were, between us, among us, he alone, she alone, i alone, who alone, alone has, alone had, alone knew, alone knows, the last of, there is just, there was just, there is but, there was but, there is exactly, there was exactly, there is a single, there was a single, there is only, there was only, only two survived, only one survived, only three survived, survived, came back, still alive, the first woman, the first man, the first person, the first foreigner, the first outsider, no one before, nobody before, never before',
    ),
    pattern: `(?:he|she|i|who|[a-z]+) alone (?:[a-z]+ed|has|had|have|knows|knew|keeps|kept|holds|held|could|can|may|is|was|does|did|saw|took|went|writes|wrote|sees|reads|read|carries|opens|signs|decides)(?: [a-z]+){0,2}|(?:he|she|i) alone (?:among|of|in) (?:the|all|his|her|my|our|them|us)(?: [a-z]+){0,2}|there (?:is|was) (?:only |just )?one [a-z-]+(?: [a-z-]+)? (?:in|at|on|for) (?:the|our|that|this|his|her) (?:whole |entire )?(?:village|unit|camp|county|block|office|ward|ship|section|building|district|town|company|battalion|school|hospital|clinic|floor|shift|island|valley|brigade|bureau|embassy|farm|mine|factory)|the one (?:survivor|witness|person|man|woman) (?:of|in|from|left|alive)(?: [a-z]+){0,2}|the one (?:person|man|woman|clerk|guard|doctor|nurse|driver|officer|[a-z]+er) (?:who|he|she|they|i|we|that|in|with|left|allowed)(?: [a-z]+){1,2}|not one (?:other )?(?:person|man|woman|soul|officer|guard|clerk|[a-z]+er|of (?:us|them))(?: else)? (?:knew|knows|had|has|could|saw|heard|was|is|would|ever|spoke)(?: [a-z]+)?|the (?:only|sole|single) (?:spare |other |working )?(?:key|copy|set|phone|telephone|camera|radio|car|truck|typewriter|computer|printer|list|map|photograph|photo|record|boat) (?:to|of|in|at|on|for|that)(?: [a-z'-]+){1,2}|(?:told|tell|showed|shown|trusted|informed|warned) (?:no one|nobody)(?: else)?(?: (?:but|except|about|of)(?: [a-z]+){1,2})?|never (?:told|shown|showed) (?:anyone|anybody|a soul)(?: else)?|(?:no one|nobody|none)(?: [a-z]+){0,5} but (?:me|her|him|us|the two of us|my [a-z]+|his [a-z]+|her [a-z]+)|(?:between|among) (?:the (?:two|three|four|five) of us|us (?:two|three|four))|the last of (?:the|us|them|my|our|his|her|those|that)(?: [a-z]+){0,2}|there (?:is|was|were|are) (?:only|just|but|exactly|still only) (?:one|two|three|four|a single)(?: [a-z]+){1,2}|there (?:is|was) a single(?: [a-z]+){1,2}|only (?:one|two|three|four|five|six|he|she) (?:of (?:us|them) |men |women |people )?(?:survived|lived|returned|came back|got out|escaped|remain|remains|remained|made it|are left|is left|are alive|is alive|still live|still lives)(?: [a-z]+)?|the first (?:woman|man|person|foreigner|outsider|civilian|[a-z]+er) (?:to|ever|who|allowed|permitted)(?: [a-z]+){1,3}`,
    accept: (hit) =>
      private_(hit) &&
      (hit.context.has('private', hit.start, hit.end) ||
        hit.context.has('source', hit.start, hit.end) ||
        /^(?:of|only|there|not one|never told|told|between|he alone|she alone|the (?:only|sole|single) |the one (?:survivor|witness) )/.test(
          hit.text,
        )) &&
      !/^(?:[a-z]+ )?alone (?:is|was) (?:not|enough)|^(?:this|that|it|which|year|month|city|province|country|money|price|fear|hunger|luck|food|force|words) alone|there (?:is|was|are|were) (?:only|just|but|still only|exactly) (?:so|about|too|more|water|rice|the)\b/.test(
        hit.text,
      ) &&
      !/the last of the (?:rice|food|grain|day|winter|snow|fuel|money|light|harvest|year|coal|soviet|cold)/.test(
        hit.text,
      ),
    hits: [
      ['He alone opened the post, she told us.', 'He alone opened'],
      ['He may be the one survivor of the lower gallery.', 'the one survivor of the lower gallery'],
      ['I am the last of the crew still alive.', 'the last of the crew'],
    ],
    misses: ['That alone is not enough.', 'We ate the last of the rice.'],
  },
  {
    id: 'en-one-of-so-many',
    family: 'unique',
    triggers: words(
      'one of the last, one of the only, one of only, one of just, one of the few, one of the two, one of the three, one of the four, one of the five, one of the six, one of two, one of three, one of four, one of five, one of six, one of the remaining, one of the surviving, among the last, among the few, among the only',
    ),
    pattern: `(?:one|two|part|among) (?:of )?(?:the |only |just |perhaps |maybe |about |no more than )*(?:last |only |remaining |surviving |first )?(?:two|three|four|five|six|seven|eight|nine|ten|few|handful of|dozen|half-dozen) (?:remaining |surviving |last |living |[a-z-]+ )?[a-z-]+(?: (?:in|at|on|who|with|left|still|to|from) (?:the |that |this |his |her )?[a-z]+)?`,
    accept: (hit) =>
      private_(hit) &&
      hit.text
        .split(' ')
        .slice(2)
        .some((word) => word.endsWith('s') && isPerson(word)),
    hits: [
      [
        'He is one of the last three blacksmiths in the county.',
        'one of the last three blacksmiths',
      ],
    ],
    misses: ['It is one of the last three parties in the country.'],
  },
]
