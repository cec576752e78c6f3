import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { isPerson, isSpot, spots } from '../nouns.ts'

const where =
  '(?:under|at|by|behind|outside|near|on|in|beside|opposite|inside|next to|in front of|beneath|between|across from|below|above|along)'

const count =
  '(?:once|twice|thrice|three times|four times|five times|two times|one time|[2-6] times|again)'

const gesture =
  '(?:hum|sing|say|recite|ask|whisper|mutter|shout|nod|strike|stamp|press|pull|draw|blow|toot|click|knock|ring|tap|whistle|cough|honk|hoot|flash|blink|buzz|rap|clap|beep|wave|scratch|sneeze|call)'

const isQuiet = ({ context, start, end }: Hit): boolean =>
  !context.isPublic(start, end) &&
  !(context.has('office', start, end) && !context.has('private', start, end))

const isVehicle = (word: string): boolean =>
  /^(?:van|car|lorry|truck|taxi|cab|boat|jeep|minibus|cart|tractor)$/.test(word)

const tail = (text: string): readonly string[] => text.split(' ').slice(-6)

export const englishSignals: readonly Rule[] = [
  {
    id: 'en-will-be-at',
    family: 'meeting',
    triggers: words(
      "will be , would be , 'll be , 'd be , to be , was to , were to , waits , waited , wait , waiting , sits , stands , standing , sitting , parks , parked , must be , should be , can be found, could be found, be found, turns up, turned up, shows up, showed up, will stop, would stop, will come, would come, will pass, would pass, will pull, would pull, will wait, would wait, will park, would park, will stand, would stand, will sit, would sit, will turn, would turn, will step, would step, comes by, came by, passes by, appears , hangs around",
    ),
    pattern: `(?:(?:he|she|they|i|we|you|who|and|it|somebody|someone|man|woman|boy|girl|driver|guide|courier|broker|contact|boat|car|van|lorry|truck|taxi|cousin|friend|runner|[a-z]+er) (?:will|would|is to|was to|are to|were to|must|should|can|could|always|usually|is going to) (?:be |always be |always |usually )?(?:the (?:one|man|woman) )?(?:found |standing |sitting |waiting |parked |hiding |there |stand |sit |wait |park |be |come |turn up |show up |pass |stop |pull up |step off |step out )?|(?:will|would) (?:be waiting |be parked |stop |wait |park |pull up |pull in |moor |land |turn up |slow down )(?:for [a-z]+ )?|(?:'ll|'d) (?:be )?(?:waiting |standing |sitting |parked |there )?|(?:is|was|be|are|were|stands|stood|sits|sat|waits|waited|wait|parks|parked) (?:waiting |to be |to wait |there )?(?:for (?:me|him|her|us|them|you|the [a-z]+) ))${where} (?:the|a|an|our|my|his|her|their|that|some|number|gate|platform|exit)(?: [a-z0-9'-]+){1,6}`,
    accept: (hit) =>
      isQuiet(hit) &&
      tail(hit.text).some((word) => isSpot(word)) &&
      !/(?:train|trains|bus|buses|ferry|ferries|service|flight|tour|parade|procession|marathon|line|route|express) (?:\w+ ){0,3}(?:will|would)? ?$/.test(
        hit.folded.lower.slice(Math.max(0, hit.start - 30), hit.start),
      ) &&
      !/\b(?:will|would) be (?:in|on) the (?:office|school|hospital|house|market|park|field|bank)\b/.test(
        hit.text,
      ),
    hits: [
      ['He said he would be under the clock at the depot.', 'he would be under the clock'],
      ['A lorry would stop by the second milestone.', 'lorry would stop by the second milestone'],
    ],
    misses: ['The school would be on the market soon, the minister said.'],
  },
  {
    id: 'en-met-somebody',
    family: 'meeting',
    triggers: words(
      'meet , meets , met , meeting , sees , see , saw , joins , joined , finds , found , contacts , contacted , reach , reached , encounter , encountered, run into, ran into',
    ),
    pattern: `(?:meets?|met|meeting|sees|see|joins|joined|finds|contacts|contacted|reached|reach) (?:with |up with )?(?:the|a|an|my|our|his|her|their|one|this|that|another|each other|him|her|me|us|them|you)(?: [a-z'-]+){0,4}? ${where} (?:the|a|an|our|my|his|her|their|that|number|gate|platform|exit)(?: [a-z0-9'-]+){1,5}`,
    accept: (hit) => {
      const [, who = '', place = ''] =
        /^\S+ (?:up )?(?:with )?(.*?) (?:under|at|by|behind|outside|near|on|in|beside|opposite|inside|next|beneath|between|across|below|above|along) (.*)$/.exec(
          hit.text,
        ) ?? []
      return (
        isQuiet(hit) &&
        !hit.context.has('office', hit.start, hit.end) &&
        (/^(?:each other|him|her|me|us|them|you)$/.test(who) ||
          who.split(' ').some((word) => isPerson(word))) &&
        (!/^(?:see|sees|finds|reach|reached)/.test(hit.text) ||
          hit.context.has('private', hit.start, hit.end)) &&
        place.split(' ').some((word) => isSpot(word))
      )
    },
    hits: [['He meets his handler on the slow ferry.', 'meets his handler on the slow ferry']],
    misses: ['The president met the envoy at the airport hotel.', 'She met a need in the market.'],
  },
  {
    id: 'en-so-many-times',
    family: 'meeting',
    triggers: words(
      'once, twice, thrice, three times, four times, two times, five times, 2 times, 3 times, 4 times, hang up, ring off, let it ring, and ring again, and knock again',
    ),
    pattern: `(?:${gesture}(?:s|ed|ing|es)? |horn |bell |lights? |torch |lamp |headlights? )(?:(?:on |at |for )?(?:the |her |his |my |a |that |this )?(?:[a-z]+ ){1,2}?)?${count}(?:,? (?:then |and |wait,? |pause,? |hang up,? )*[a-z]+(?: [a-z]+){0,3})?|let (?:it|the phone) ring (?:once|twice|[a-z]+ times)(?: and hang up)?|hang up,? (?:and|then) (?:ring|call|dial|phone) (?:again|back)|(?:light|lights|lamp|torch|candle|horn|bell|radio) (?:is |was |are |goes |went )?(?:on |off |out |flashed |switched on |switched off )(?:and off )?(?:once|twice|[a-z]+ times)`,
    accept: (hit) =>
      isQuiet(hit) &&
      (!/(?:called|calls|call) (?:again|once|twice|three times)/.test(hit.text) ||
        /hang/.test(hit.text)) &&
      !/(?:clapped|waved|coughed|sneezed|whistled|printed|folded|stamped(?!.*(?:foot|feet|heel|boot|floor|ground)))/.test(
        hit.text,
      ),
    hits: [
      ['Ring twice, hang up, and ring again.', 'Ring twice, hang up'],
      ['He stamped his foot twice and she opened.', 'stamped his foot twice'],
    ],
    misses: ['The minister called twice.', 'She waved once.'],
  },
  {
    id: 'en-means-safe',
    family: 'meeting',
    triggers: words(
      'signals with, signal with, signalled with, signals by, signals to, means , meant , mean , if you see, when you see, if there is, unless the, as a sign, as a signal, as the sign, as the signal, to show that, signals that, signalled, prearranged, pre-arranged, recognise, recognize, recognised, recognized, know him by, know her by, know me by, know them by, knew him by, knew her by, identify him, identify her, spot him by, spot her by, tell him by, so that he knows, so that she knows, so you know, so i know, then i know, will know, would know',
    ),
    pattern: `(?:[a-z'-]+ ){1,7}?(?:would mean|will mean|means?|meant|signals|signalled) (?:that )?(?:it is|it's|it was|all|the (?:coast|road|way|house|line|meeting|bridge|river|guard|guards|money|boat|place|door)|come|go|stay|keep|wait|danger|safe|trouble|he is|she is|i am|we are|they are|he was|she was|i was|we were|they were|he had|she had|he could|she could|they had|nobody|somebody|someone|abort|off|on|clear|yes|no|do not|don't|run|leave)(?: [a-z]+){0,3}|(?:as (?:a|the|our) (?:sign|signal))(?: (?:that|to|for|of)(?: [a-z]+){1,3})?|signal(?:s|led|ed)? (?:with|by|to (?:me|us|him|her|them|the [a-z]+))(?: [a-z'-]+){1,4}|(?:recogni[sz]ed?|identify|identified|know|knew|spot|spotted|tell) (?:him|her|me|us|them|you|each other|one another|the (?:man|woman|courier|guide|driver|contact|other)) (?:by|from|because of)(?: [a-z'-]+){1,5}|(?:i|he|she|they|you|we) (?:will|would|'ll) (?:know|recogni[sz]e) (?:it is|it's|it was|me|him|her|that|you|us|them|each other)(?: (?:by|you|me|him|her|us|safe|from|because)(?: [a-z]+){0,4})?`,
    accept: (hit) =>
      isQuiet(hit) &&
      !/\b(?:law|it|this|that|which|word|term|name|rule|policy|peace|war|figure|number|increase|decline|shortage|change|system|practice|verdict|vote) (?:means|meant|mean|signals|signalled)/.test(
        hit.text,
      ) &&
      (/(?:sign|signal|know|knew|recogni|identif|spot|tell)/.test(hit.text) ||
        /(?:curtain|light|lamp|towel|flower|pot|flag|scarf|cloth|shirt|sheet|broom|shoes?|bicycle|bucket|mark|cross|line|thread|ribbon|string|candle|blind|shutter|umbrella|stone|stones|sticker|hat|knock|knocks|ring|rings|call|cough|whistle|song|horn|door|window|radio|picture|photo|photograph|postcard|letter|parcel|message|text|silence|emoji|word|red|white|black|blue|green|yellow|open|closed|drawn|lit|dark|empty|upside) (?:[a-z'-]+ ){0,6}(?:would mean|will mean|means?|meant)/.test(
          hit.text,
        )),
    hits: [
      ['A towel on the left of the balcony means stay away.', 'means stay away'],
      ['She left the broom outside as a sign that he could come.', 'as a sign that he could come'],
    ],
    misses: ['The law means that it is over.', 'That means the road is closed.'],
  },
  {
    id: 'en-mark-on',
    family: 'meeting',
    triggers: words(
      'chalk, thread, ribbon, red , white , blue , yellow , green , black , scratch, paint , painted, pebbles, knotted, upside down, folded',
    ),
    pattern: `(?:a |the |two |three |small |faded |single |one )*(?:chalk(?:ed)?|red|white|blue|yellow|green|black|painted|knotted|folded|scratched) (?:chalk )?(?:mark|cross|line|circle|arrow|thread|ribbon|towel|scarf|flag|cloth|string|sticker|flowerpot|umbrella|rag|sock|glove|tape|bag|bucket|shirt|newspaper|plastic bag|bottle|cap|hat|handkerchief|dot|stripe|lantern|brick|jacket|coat|basket|pail|cord)s? (?:on|in|at|tied|hung|hanging|under|behind|over|outside|from|round|around|so|if|when|would|will|and)(?: [a-z'-]+){1,5}`,
    accept: (hit) =>
      isQuiet(hit) &&
      (/ (?:so|if|when|would|will) /.test(hit.text) ||
        (tail(hit.text).some((word) => isSpot(word)) &&
          hit.context.has('private', hit.start, hit.end))),
    hits: [
      [
        'There will be a red thread on the latch if she is home, my aunt said.',
        'red thread on the latch if',
      ],
    ],
    misses: ['A red flag flew over the palace.'],
  },
  {
    id: 'en-phone-on',
    family: 'meeting',
    triggers: words(
      'phone, handset, mobile, radio, receiver, sim, line is, listens, listen for, switches, switched, turns on, turned on, call from, call in, calls , called , rings , texts , messages , dials ',
    ),
    pattern: `(?:switch|switches|switched|turn|turns|turned|power|powers|charge|charges|keep|keeps|kept) (?:on |off )?(?:the|her|his|my|our|a|their) (?:[a-z]+ )?(?:phone|handset|mobile|radio|sim|receiver)(?: on| off)? (?:only |just )?(?:for|at|every|between|on|when|once|after|before|until|from|in)(?: [a-z0-9]+){1,4}|(?:calls?|called|phones?|rings?|texts?|messages?|listens?|dials?) (?:in |me |us |her |him |them |home |the desk )?(?:only |just )?(?:from (?:a|the|his|her) (?:[a-z]+ )?(?:hill|ridge|phone|booth|roof|field|mountain|riverbank|neighbour's|borrowed|public|box|kiosk|shop|toilet|car|attic)|every (?:[a-z]+ )?(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday|night|week|fortnight|month|evening|morning|day|other)|between (?:[a-z0-9:]+) and)(?: [a-z]+){0,3}`,
    accept: isQuiet,
    hits: [
      [
        'She switches the phone on for ten minutes at dusk.',
        'switches the phone on for ten minutes',
      ],
      ['He calls from a ridge above the town.', 'calls from a ridge'],
    ],
    misses: ['The ministry switched the radio off.', 'He calls every law unjust.'],
  },
  {
    id: 'en-nth-spot',
    family: 'meeting',
    triggers: spots.filter((each) =>
      /^(?:bench|locker|pillar|lamppost|lamp-post|post|pole|tree|pier|platform|stall|table|seat|carriage|compartment|step|tile|brick|gatepost|shelf|drawer|booth|kiosk|counter|door|window|row|grave|turnstile|bin|gate|exit|milestone|bridge|culvert)$/.test(
        each,
      ),
    ),
    pattern: `(?:first|second|third|fourth|fifth|sixth|seventh|last|end|corner|middle|northernmost|left-hand|right-hand) (?:[a-z-]+ )?${any(words('bench, locker, pillar, lamppost, lamp-post, lamp post, post, pole, tree, pier, table, seat, carriage, compartment, step, tile, brick, gatepost, shelf, drawer, booth, kiosk, grave, turnstile, bin, exit, milestone, culvert'))} (?:from|past|after|before|along|by|near|on|in|at|to the|behind|left|right)(?: [a-z'-]+){1,4}`,
    accept: (hit) =>
      isQuiet(hit) &&
      (hit.context.has('private', hit.start, hit.end) ||
        hit.context.has('source', hit.start, hit.end)),
    hits: [['I left it at the third lamppost from the corner.', 'third lamppost from the corner']],
    misses: ['The second post at the ministry is vacant.'],
  },
  {
    id: 'en-if-sign',
    family: 'meeting',
    triggers: words(
      'if a , if the , if there is, if there are, if you see, if you hear, when you see, when you hear, when the , unless the , unless you see, if it is, if i am, if he is, if she is, if nobody, if no one, coast is clear, if anyone, if anybody, in case of',
    ),
    pattern: `(?:if|when|unless|until) (?:a|an|the|there is|there are|you (?:see|hear|find|notice)|it is|i am|he is|she is|nobody|no one|anyone|anybody)(?: (?:not |a |the |no )?[a-z'-]+){1,7}?,? (?:then |just |please )?(?:walk|knock|come|go|keep|turn|leave|wait|run|ring|call|do not|don't|drop|put|ask|burn|cross|stay|hide|take|follow|throw|swallow|say) (?:on|past|away|in|back|twice|once|up|out|until|for|it|the|to|them|nothing|walking|going|straight|home|over|at|by|your|me|come|stop|knock|speak|look|enter|again|round|around|left|right|there|inside|outside|off|down|along)(?: [a-z'-]+){0,3}|(?:if|when|once|until) the coast is clear`,
    accept: (hit) =>
      isQuiet(hit) &&
      !/\b(?:patient|symptoms|fever|price|prices|rate|rates|economy|war|vote|votes|law|court|team|government|state|document|text|reader|source|sources)\b/.test(
        hit.text,
      ) &&
      (/coast is clear/.test(hit.text) ||
        /\b(?:curtains?|light|lights|lamp|towel|flower|flowerpot|pot|flag|scarf|cloth|shirt|sheet|broom|shoes?|bicycle|bucket|mark|cross|chalk|line|thread|ribbon|string|candle|blinds?|shutters?|umbrella|stones?|pebbles?|sticker|hat|knock|rings?|cough|whistle|song|horn|radio|dog|gate|drawn|lit|hangs|hanging|car|van|stranger|follow|followed|caught|stopped|searched|alone|late|not there|no answer|walk on|walk past|keep walking|knock|burn|swallow|turn back|turn round|turn around)\b/.test(
          hit.text,
        )) &&
      (/coast is clear/.test(hit.text) ||
        !/,? (?:they|people|residents|we|he|she|you|it|who|to|will|would|must|can|could|may|and|guards|police|soldiers|traders|families) (?:walk|knock|come|go|keep|turn|leave|wait|run|ring|call|do|don't|drop|put|ask|burn|cross|stay|hide|take|follow|throw|swallow|say)\b/.test(
          hit.text,
        )),
    hits: [['If a blue bucket hangs from the hook, walk on.', 'If a blue bucket hangs']],
    misses: ['If the price is high, traders wait for the harvest.'],
  },
  {
    id: 'en-waits-for',
    family: 'meeting',
    triggers: words(
      'waits for, waited for, wait for, waiting for, will meet us, turns to sit, where the , at the place where, at the spot where, at the point where',
    ),
    pattern: `wait(?:s|ed|ing)? for (?:me|us|him|her|them|you|the (?:others|courier|guide|boat|truck|money|parcel|letter|messenger|woman|man))(?: (?:where|at|by|in|under|behind|near|on|outside|every|until|with|beyond|past|across|in|beside|opposite)(?: [a-z'-]+){1,5})|where the (?:path|road|river|rail|rails|track|tracks|fence|wall|stream|trail|street|lane|canal|pipeline|railway|line|reeds|trees|dyke|bank) (?:forks?|bends?|ends?|splits?|crosses|meets?|narrows?|turns?|stops?|begins?|dips?|curves?|divides?|joins?|breaks?|is broken|is lowest|is shallow)(?: [a-z]+)?|(?:take|takes|took) turns (?:to|at|in) (?:sit|stand|wait|sitting|standing|waiting|watch|watching)(?: [a-z'-]+){1,4}|at the (?:place|spot|point) where(?: [a-z'-]+){1,5}`,
    accept: (hit) =>
      isQuiet(hit) &&
      (!hit.text.startsWith('where') ||
        /\b(?:wait|waits|waited|meet|meets|met|cross|crossed|crosses|stop|stopped|stops|leave|left|hide|hid|hidden|bury|buried|hand|handed|picks?|picked|collect|collected|lies|lay|lands?|landed|swap|drop|dropped)\b/.test(
          hit.folded.lower.slice(
            Math.max(hit.context.sentence(hit.start).start, hit.start - 60),
            hit.start,
          ),
        )) &&
      !hit.context.has('office', hit.start, hit.end) &&
      (hit.context.has('private', hit.start, hit.end) ||
        hit.context.has('source', hit.start, hit.end)),
    hits: [
      [
        'A woman with a goat waits for us where the path forks.',
        'waits for us where the path forks',
      ],
    ],
    misses: ['Drivers wait for the rain.', 'The town lies where the river bends.'],
  },
  {
    id: 'en-be-wearing',
    family: 'meeting',
    triggers: words(
      'be wearing, be carrying, be holding, be reading, one wearing, one carrying, one holding, one reading, one with the, one with a, be selling, one selling, wear a, carry a, hold a, dressed as, be dressed',
    ),
    pattern: `(?:will|would|'ll|must|should|to) (?:be )?(?:the (?:one|man|woman|person) )?(?:wearing|carrying|holding|reading|selling|eating|smoking|pushing|whistling|dressed|wear|carry|hold|the one with|the man with|the woman with)(?: [a-z'-]+){1,5}|(?:look|looking|watch|watching|wait|waiting|ask|asking) (?:out )?for (?:the|a|an) (?:one|man|woman|girl|boy|person|car|van|truck|boat|[a-z]+er) (?:wearing|carrying|holding|reading|selling|eating|pushing|with|in|who|without)(?: [a-z'-]+){1,4}`,
    accept: (hit) =>
      isQuiet(hit) &&
      !hit.context.has('office', hit.start, hit.end) &&
      (!/(?:must|should|to) (?:carry|hold|wear) /.test(hit.text) ||
        hit.context.has('private', hit.start, hit.end) ||
        hit.context.has('source', hit.start, hit.end)) &&
      !/(?:will|would|must|should|to) (?:carry|hold|wear) (?:out|on|off|the (?:weight|burden|cost|risk|blame|talks|vote|election|meeting|line|title)|a (?:vote|meeting|rally|ceremony|session|press|summit|sentence|fine|penalty|risk|seat|view)|masks?|uniforms?|talks|elections?)/.test(
        hit.text,
      ),
    hits: [['Our man will be the one reading a newspaper upside down.', 'will be the one reading']],
    misses: ['The crime would carry a fine.'],
  },
  {
    id: 'en-leave-open',
    family: 'meeting',
    triggers: words(
      'unlocked, ajar, door open, window open, gate open, light on, lamp on, light off, lamp lit, candle in, lamp in, light in, curtain drawn, curtains drawn, curtain open, curtains open, blind down, blinds down, shutters open, shutters closed, shutter half, radio on, washing out, flag out',
    ),
    pattern: `(?:leave|leaves|left|keep|keeps|kept|put|puts|hang|hangs|hung|set|sets|light|lights|lit) (?:the|a|her|his|my|our|one|that) (?:[a-z-]+ )?(?:door|window|gate|light|lamp|candle|curtains?|blinds?|shutters?|radio|washing|flag|latch|trapdoor|hatch) (?:open|unlocked|on|off|lit|drawn|shut|closed|ajar|down|up|out|half|in|burning)(?: [a-z'-]+){0,3}|(?:a|the|one) (?:candle|lamp|light|lantern) in (?:the|her|his|my|our) (?:[a-z-]+ )?window(?: [a-z'-]+){0,3}`,
    accept: (hit) =>
      isQuiet(hit) &&
      (/\bif\b|\bwhen\b|\bso\b/.test(
        hit.folded.lower.slice(
          Math.max(hit.context.sentence(hit.start).start, hit.start - 40),
          hit.end + 40,
        ),
      ) ||
        /\b(?:will|would|must|should|'ll) $/.test(
          hit.folded.lower.slice(Math.max(0, hit.start - 8), hit.start),
        )),
    hits: [['I will leave the door unlocked if it is safe.', 'leave the door unlocked']],
    misses: ['Somebody left the window open and it rained.'],
  },
  {
    id: 'en-talk-took-place',
    family: 'meeting',
    triggers: words(
      'they pay, we pay, i pay, they paid, we paid, i paid, interview, conversation, we speak, we spoke, we talk, we talked, i spoke, we met, they met, half a , half of a, other half, matching half, second half of',
    ),
    pattern: `(?:interviews?|conversations?|talks?|exchange)(?: [0-9]+| with (?:him|her|them|the [a-z]+))? (?:took place|takes place|was held|were held|was done|were done|was conducted|were conducted|happened|was recorded)(?: [a-z]+){0,1} ${where} (?:the|a|an|his|her|my|our|their)(?: [a-z'-]+){1,5}|(?:we|i|they) (?:only |always |never |usually )?(?:pay|paid|settle up|settled up|bargain|traded|speak|spoke|talk|talked|met|meet|whisper|whispered)(?: to (?:him|her|them|each other)| with (?:him|her|them))? (?:only |always |once |twice |again )?${where} (?:the|a|an|his|her|my|our|their)(?: [a-z'-]+){1,4}|(?:the other|matching|second|first) half of (?:the|a) (?:[a-z]+ )?(?:banknote|note|bill|card|coin|comb|photo|photograph|ticket|postcard|playing card|letter|page|map)|half (?:of )?(?:a|the|of a) (?:torn )?(?:banknote|bill|playing card|coin|comb|photo|photograph|ticket|postcard)(?: [a-z'-]+){0,3}`,
    accept: (hit) =>
      isQuiet(hit) &&
      !hit.context.has('office', hit.start, hit.end) &&
      (/half/.test(hit.text) || tail(hit.text).some((word) => isSpot(word) || isVehicle(word))),
    hits: [
      [
        'Interview 14 took place in a parked van behind the market.',
        'Interview 14 took place in a parked van',
      ],
      ['We speak only on the stairs, never in the flat.', 'We speak only on the stairs'],
    ],
    misses: [
      'Talks took place in the capital, the ministry said.',
      'We spoke with the minister at a conference.',
    ],
  },
]
