import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { isObject, isPerson, isSpot } from '../nouns.ts'

const hiding = words(
  'hand, hands, handed, handing, pass, passes, passed, exchange, exchanged, swap, swapped, give, gives, gave, bring, brings, brought, deliver, delivers, delivered, carry, carries, carried, hide, hides, hid, hidden, hiding, stash, stashes, stashed, conceal, conceals, concealed, bury, buries, buried, tuck, tucks, tucked, tape, tapes, taped, sew, sews, sewed, sewn, stitch, stitched, stow, stows, stowed, wedge, wedges, wedged, slip, slips, slipped, slipping, push, pushes, pushed, stuff, stuffs, stuffed, shove, shoved, drop, drops, dropped, leave, leaves, left, put, puts, place, places, placed, slide, slides, slid, poke, poked, roll, rolled, tie, ties, tied, pin, pinned, stick, sticks, stuck, glue, glued, strap, strapped, bake, baked, wrap, wrapped, plant, planted, deposit, deposits, deposited, set down, toss, tossed, throw, threw, lower, lowered, keep, keeps, kept, swallow, swallowed, find, finds, found, fetch, fetches, fetched, collect, collects, collected, retrieve, retrieves, retrieved, pick up, picks up, picked up, take, takes, took',
)

const strong =
  /^(?:hid|hidden|hid(?:e|es|ing)|stash|conceal|tuck|tape|sew|stitch|stow|wedge|slip|bury|buri|bake|glue|strap|poke)/

const giving = words(
  'give, gives, gave, given, giving, pass, passes, passed, passing, hand, hands, handed, handing, slip, slips, slipped, entrust, entrusts, entrusted, deliver, delivers, delivered, send, sends, sent, bring, brings, brought, smuggle, smuggles, smuggled, carry, carries, carried, take, takes, took, get, gets, got, leave, leaves, left, drop, drops, dropped, forward, forwarded, transfer, transferred, throw, threw, toss, tosses, tossed, pay, pays, paid, return, returned, collect, collects, collected, receive, receives, received, fetch, fetched, pick up, picked up, picks up, buy, bought, swap, swapped, exchange, exchanged, trade, traded',
)

const determiner =
  '(?:the|a|an|my|our|his|her|their|your|its|this|that|some|one|another|each|two|three|old|it|them)'

const where =
  '(?:in|into|inside|under|underneath|beneath|behind|between|among|beside|by|near|at|on|above|within|against|below|outside|down|through|next to|in front of|opposite|from|out of|from under|from behind)'

/** Words that are not goods to hide and collect. */
const notGoods =
  /\b(?:body|bodies|corpse|corpses|dead|mother|father|victims?|losses|profits|truth|facts?|feelings|identity|face|faces|tears|fear|anger|smile|differences|debts?|past|extent|himself|herself|themselves|myself|soldiers?|troops|people|emphasis|pressure|blame|trust|faith|hope|charge|doubt|stress|limits?|restrictions|responsibility|students?|patients?|refugees|country|home|school|work|office|power|place|part|time|advantage|way|lead|action|question|light|end|stop|bet|vote|votes|ballot|goal|ball|shot|header|children|workers|job|jobs|rate|rates|prices)\b/

const isQuiet = ({ context, start, end, folded }: Hit): boolean =>
  !context.isPublic(start, end) &&
  // Permissions and duties of the general public.
  !/\b(?:you|visitors|guests|customers|passengers|patients|students|people|tourists) (?:can|may|should|must)? ?$/.test(
    folded.lower.slice(Math.max(0, start - 24), start),
  ) &&
  !(context.has('office', start, end) && !context.has('private', start, end))

const some = (text: string, holds: (word: string) => boolean): boolean =>
  text.split(/[ ,]/).some((word) => holds(word))

const split = new RegExp(
  `^(\\S+(?: up| down)?) (.*?) ?\\b(?:from under|from behind|in front of|next to|out of|in|into|inside|under|underneath|beneath|behind|between|among|beside|by|near|at|on|above|within|against|below|outside|down|through|opposite|from) (.*)$`,
)

/** A command, or the act of a person off the record. */
const opens = ({ folded, start, context }: Hit): boolean =>
  /(?:^|[:;,."(-]|\bthen|\band|\bplease|\bi|\bwe|\bhe|\bshe|\bthey|\bto|\bwill|\bwould|\bmust|'ll|\bcan|\bcould) ?$/.test(
    folded.lower.slice(Math.max(context.sentence(start).start, start - 10), start),
  )

/** Checks the object and the place: both must be of the right kind. */
const isHiding = (hit: Hit): boolean => {
  const [, verb = '', goods = '', place = ''] = split.exec(hit.text) ?? []
  if (!isQuiet(hit) || notGoods.test(goods) || verb === '') return false
  const sentence = hit.context.sentence(hit.start)
  const before = hit.folded.lower.slice(Math.max(sentence.start, hit.start - 60), hit.start)
  // A person hid, not an object.
  if (
    goods === '' &&
    !(
      /\b(?:be|is|are|was|were|been|being|and|or|then|get|gets|got|stay|stays) $/.test(before) &&
      some(before, isObject)
    ) &&
    !/^(?:sew|stitch|tape|tuck|wedge|stow|conceal|hidden|buried)/.test(verb)
  ) {
    return false
  }
  const things =
    some(goods === '' ? before : goods, isObject) ||
    (/^(?:it|them|this|that|everything)$/.test(goods) && opens(hit))
  const spot =
    some(place, isSpot) ||
    some(place, isObject) ||
    // An object behind or under another is always out of sight.
    /\b(?:behind|under|underneath|beneath|inside|between)\b/.test(hit.text)
  return strong.test(verb) ? spot || things : things && spot
}

const isGiving = (hit: Hit): boolean => {
  const [, goods = '', to = ''] =
    /^\S+(?: up)? (.*?) ?\b(?:to|through|via|with|from|by way of) (.*)$/.exec(hit.text) ?? []
  return (
    isQuiet(hit) &&
    (some(goods, isObject) ||
      (/^(?:it|them|this|that|everything|both|one|the rest)$/.test(goods) &&
        /^(?:give|pass|hand|slip|entrust|bring|take|deliver|smuggle|send|leave|carry)/.test(
          hit.text,
        ) &&
        opens(hit))) &&
    !/\b(?:won|copies|copy)\b.*\b(?:fan|customer|reader)/.test(hit.text) &&
    to
      .split(' ')
      .slice(0, 4)
      .some((word) => isPerson(word))
  )
}

export const englishHandovers: readonly Rule[] = [
  {
    id: 'en-laid-down',
    family: 'meeting',
    triggers: hiding,
    pattern: `${any(hiding)} (?:[a-z0-9'-]+ ){0,6}?(?:${where} ${determiner}|inside|under|behind|beneath|between)(?: [a-z0-9'-]+){1,4}`,
    accept: isHiding,
    hits: [
      ['She tucked the chip into the hem of a curtain.', 'tucked the chip into the hem'],
      ['They wedged the roll behind the cistern.', 'wedged the roll behind the cistern'],
    ],
    misses: [
      'The firm hid its losses in a subsidiary.',
      'They buried his mother in the orchard.',
      'The bank left its rate at three percent.',
    ],
  },
  {
    id: 'en-passed-to',
    family: 'meeting',
    triggers: giving,
    pattern: `${any(giving)} (?:over |on |along |back |off |out )?(?:[a-z0-9'-]+ ){1,6}?(?:to|through|via|with|from|by way of) ${determiner}(?: [a-z'-]+){1,4}`,
    accept: isGiving,
    hits: [
      ['He slipped the negatives to a nun at the kitchen.', 'slipped the negatives to a nun'],
      ['We sent the cassette through her dentist.', 'sent the cassette through her dentist'],
    ],
    misses: ['He gave his life to the party.', 'The minister gave a letter to the envoy.'],
  },
  {
    id: 'en-given-to',
    family: 'meeting',
    triggers: words(
      'given to, passed to, passed on to, handed to, handed over to, slipped to, entrusted to, delivered to, smuggled to, left with, left for, picked up by, collected by, carried by, brought by, taken by, fetched by, sent with, sent through',
    ),
    pattern: `(?:given|passed|handed|slipped|entrusted|delivered|smuggled|left|picked up|collected|carried|brought|taken|fetched|sent) (?:on |over )?(?:to|with|for|by|through) ${determiner}(?: [a-z'-]+){1,8}`,
    accept: (hit) => {
      const sentence = hit.context.sentence(hit.start)
      return (
        isQuiet(hit) &&
        hit.text
          .split(' ')
          .slice(2, 7)
          .some((word) => isPerson(word)) &&
        some(hit.folded.lower.slice(Math.max(sentence.start, hit.start - 90), hit.start), isObject)
      )
    },
    hits: [
      [
        'The stick was sewn into a coat and given to a boy who sells eggs.',
        'given to a boy who sells eggs',
      ],
    ],
    misses: ['The prize was given to a writer.'],
  },
  {
    id: 'en-hollow',
    family: 'meeting',
    triggers: words(
      'loose , hollow , cracked , false bottom, false floor, false wall, false back, double bottom, double floor, hollowed, gap in, gap between, gap behind, crack in, hole in, slit in, cavity, crevice, niche, hiding place, hiding-place, hidey-hole, cache, stash, letterbox for, blind letterbox',
    ),
    pattern: `(?:loose|hollow|cracked|hollowed-out|hollowed out) (?:[a-z-]+ )?(?:brick|tile|stone|board|floorboard|plank|post|tree|trunk|log|stump|panel|pipe|slab|paving stone|step|book|heel|bamboo|leg|handle|candle|wall|rock|flagstone)s?(?: (?:in|at|by|behind|under|near|on|of|beside)(?: [a-z'-]+){1,4})?|(?:false|double|hidden) (?:bottom|floor|wall|back|ceiling|compartment|pocket|drawer)|(?:in|into|inside|used|use|behind|there is|there's|there was|through|has|had) (?:a|the|that|this|our|some) (?:small |narrow |dry |deep )?(?:gap|crack|hole|slit|cavity|crevice|niche|hollow) (?:in|between|behind|under|beneath|above|at)(?: [a-z'-]+){1,4}|(?:hiding[ -]place|hidey-hole|cache|stash)(?: (?:is|was|in|at|under|behind|near|by|for|of)(?: [a-z'-]+){1,4})?`,
    accept: isQuiet,
    hits: [['We used a loose brick behind the bathhouse.', 'loose brick behind the bathhouse']],
    misses: ['The law left a gap in the budget.', 'A loose federation of states.'],
  },
  {
    id: 'en-usual-spot',
    family: 'meeting',
    triggers: words('usual , agreed , appointed , prearranged , arranged , chosen , agreed-upon '),
    pattern: `(?:the|our|my|his|her|their|that) (?:usual|agreed|appointed|prearranged|arranged|agreed-upon|chosen) (?:[a-z-]+ )?[a-z-]+`,
    accept: (hit) => {
      const last = hit.text.split(' ').at(-1) ?? ''
      return (
        isQuiet(hit) &&
        (hit.context.has('private', hit.start, hit.end) ||
          hit.context.has('source', hit.start, hit.end)) &&
        (isSpot(last) ||
          /^(?:place|spot|signal|sign|time|hour|route|method|channel)$/.test(last)) &&
        !/(?:same|usual) (?:time|sign|method|channel|place)$/.test(hit.text)
      )
    },
    hits: [['She never came to the agreed kiosk, the courier said.', 'the agreed kiosk']],
    misses: ['They lived in the same house.'],
  },
  {
    id: 'en-took-from',
    family: 'meeting',
    triggers: words(
      'from us, from me, from him, from her, from them, off me, off us, off him, off her, to me, to us, to him, to her, to them',
    ),
    pattern: `(?:took|takes|take|taken|collects?|collected|received|gets?|got|bought|fetched|gave|gives?|handed|hands|passed|passes|brought|brings|slipped|slips|sent|sends|delivered|smuggled|lowered|threw|tossed) (?:over |out )?(?:the|a|an|my|our|his|her|their|it|them|two|three|some)(?: [a-z'-]+){0,4}? (?:from|off|to|over to|across to) (?:us|me|him|her|them)(?: ${where}(?: [a-z'-]+){1,4})?`,
    accept: (hit) =>
      isQuiet(hit) &&
      (some(hit.text, isObject) ||
        /^(?:passe[sd]|slip(?:s|ped)|handed|hands|smuggled|tossed|lowered) (?:it|them) .*\b(?:in|inside|under|behind|with|through)\b/.test(
          hit.text,
        ) ||
        some(hit.text.replace(/^.* (?:from|to) /, ''), isSpot)) &&
      !/\b(?:phones?|passport|passports|papers|money|card|cards) (?:from|off) (?:him|her|them)$/.test(
        hit.text,
      ),
    hits: [['A stranger took the suitcase from us on the platform.', 'took the suitcase from us']],
    misses: ['They took the land from them.'],
  },
  {
    id: 'en-travels-in',
    family: 'meeting',
    triggers: words(
      'travel , travels , travelled , traveled , crosses , crossed , cross , goes out, went out, go out, goes over, went over, comes in, came in, comes over, came over, moves , moved , rides , rode , arrives , arrived , leaves in, left in, comes across, came across, goes across, went across',
    ),
    pattern: `[a-z-]+ (?:will |would |is to |was to |are to |were to |must |always |usually )?(?:travel|travels|travelled|traveled|cross|crosses|crossed|go out|goes out|went out|go over|goes over|went over|come in|comes in|came in|come over|comes over|came over|move|moves|moved|ride|rides|rode|arrive|arrives|arrived|leave|leaves|left|come across|comes across|came across|go across|goes across|went across) (?:out |over |across |back )?(?:in|inside|under|with|through|by|aboard|on|among|between|behind|via) (?:the|a|an|my|our|his|her|their|one|two)(?: [a-z'-]+){1,4}`,
    accept: (hit) =>
      isQuiet(hit) &&
      isObject(hit.text.split(' ')[0] ?? '') &&
      !/^(?:goods|money|data|plan|plans|gold|book|books|list|files?|paper|papers|material|video|message|yuan|won|dollars) (?:move|moves|moved|arrive|arrives|arrived|leave|leaves|left) /.test(
        hit.text,
      ),
    hits: [['The film would travel in a crate of pears.', 'film would travel in a crate']],
    misses: ['Goods moved by the river.'],
  },
]
