import { words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { isSpot } from '../nouns.ts'

const spot =
  '(?:at|by|near|under|behind|outside|inside|beneath|beside|opposite|on|in|next to|between|below|across|along|past|through|into|to|from|until|before|after|for)'
const verbs =
  '(?:put|leave|bring|wait|take|ask for|follow|knock|look for|come|walk|ride|turn|sit|stand|carry|wear|call|text|ring|hide|bury|hand|drop|pick up|collect|tape|hang|tie|draw|chalk|cross|get off|get on|board|stay|enter|go|give|pass|slip|post|mail|meet|park|light|flash|whistle|cough|say|show|change|switch|keep to|burn|tear|count to)'

/** An instruction opens its sentence or a clause. */
const opens = ({ folded, start, context }: Hit): boolean => {
  const before = folded.lower.slice(Math.max(context.sentence(start).start, start - 12), start)
  return /^[\s"'(:;,-]*$/.test(before) || /(?:[:;,"(-]|\bthen|\band|\bor) ?$/.test(before)
}

const isPublic = ({ context, start, end }: Hit): boolean =>
  context.isPublic(start, end) ||
  (context.has('office', start, end) && !context.has('private', start, end))

const notSpot =
  /^(?:turn|go|come|look|see|take|put|bring|call|stand|give|keep|leave) (?:to|for|in|on|into|from|after|through) (?:page|chapter|note|the next|the appendix|section|fact|general|account|mind|part|place|question|order|power|effect|force|the (?:table|figure|text|report))/

export const englishArrangements: readonly Rule[] = [
  {
    id: 'en-instruction',
    family: 'meeting',
    triggers: words(
      'put , leave , bring , wait , take , ask for, follow , knock , look for, come , walk , ride , turn , sit , stand , carry , wear , call , text , ring , hide , bury , hand , drop , pick up, collect , tape , hang , tie , draw , chalk , cross , get off, get on, board , stay , enter , go , give , pass , slip , post , mail , meet , park , light , flash , whistle, cough , say , show , change , switch , burn , tear ',
    ),
    pattern: `${verbs} (?:the |a |an |it |them |me |him |her |your |both |alone |only |no |straight |quietly |as far as )?(?:[a-z0-9'-]+ ){0,4}?${spot} (?:the |a |an |his |her |my |our |your )?[a-z0-9'-]+(?: [a-z0-9'-]+){0,3}`,
    accept: (hit) =>
      opens(hit) &&
      !isPublic(hit) &&
      !notSpot.test(hit.text) &&
      !/^(?:say|show|change|take|give|keep|bring|call|put|go|come|light|turn|pass|post|ring|cross|hand|stand|carry|wear|follow|leave)s? (?:is|was|were|are|had|has|of|to be)\b/.test(
        hit.text,
      ) &&
      // A list of past events is in the past tense: an instruction has no subject before it.
      !/(?:\bto|\bwill|\bwould|\bcan|\bcould|\bmust|\bnot|\bthey|\bpeople|\bresidents|\btraders|s) (?:and|or|then) ?$/.test(
        hit.folded.lower.slice(Math.max(0, hit.start - 30), hit.start),
      ) &&
      (/\b(?:bag|card|envelope|torch|umbrella|newspaper|scarf|hat|mark|pot|curtain|usual|until|midnight|noon|dark|dusk|dawn|once|twice|times)\b/.test(
        hit.text,
      ) ||
        hit.text
          .split(/[ ,]/)
          .slice(1)
          .some((word) => isSpot(word))),
    hits: [
      ['Come to the back door of the clinic.', 'Come to the back door of the clinic'],
      ['Put a chalk mark on the gatepost when it is done.', 'Put a chalk mark on the gatepost'],
    ],
    misses: ['Turn to page nine for the figures.', 'Take part in the survey.'],
  },
  {
    id: 'en-was-told-to',
    family: 'meeting',
    triggers: words(
      'told to, instructed to, supposed to, asked to, ordered to, said to, says to, asked me to, asked him to, asked her to, asked us to, asked them to, wants me to, wanted me to, wants us to, told them to, told me to, told her to, told him to, told us to, told them to, is to, are to, was to, were to, agreed to, arranged to, will set out, wait in, wait at, wait by, until a, agreed, arranged, exchange, swap',
    ),
    pattern: `(?:said|says|told|instructed|supposed|asked|agreed|arranged|advised|promised|reminded|wants|wanted|is|are|was|were|due|has|have|had) (?:me |her |him |us |them )?(?:not )?to (?:be |go |come )?(?:ride|wait|go|come|walk|stand|sit|follow|bring|look for|hand|leave|put|carry|wear|meet|see each other|see|speak|talk|phone|write|signal|check|return|report|stop|park|swim|drive|cross|get off|get on|board|knock|call|text|ring|collect|pick up|drop|hide|stay|exchange|swap|change|hold|ask for|say|light|flash|take|deliver|pass|keep)(?: [a-z'-]+){0,4}? ${spot} (?:the |a |an |his |her |each )?[a-z'-]+(?: [a-z'-]+){0,2}|wait(?:s|ing|ed)? (?:in|at|by|behind|under|near|inside|outside|on|beside) (?:the |a |an )?(?:[a-z'-]+ ){1,3}(?:until|till|for)(?: [a-z'-]+){1,3}|(?:we|they|i|he|she) (?:will |would |always |usually )?(?:exchange|exchanged|swap|swapped|traded|switch|switched|change|changed) (?:bags|phones|cards|cars|packages|parcels|envelopes|coats|jackets|keys|bicycles|sim cards|boats|vehicles)(?: [a-z]+ [a-z]+ [a-z]+)?|agreed to (?:see|meet)(?: each other| again)? ${spot} [a-z]+(?: [a-z]+)?`,
    accept: (hit) =>
      !isPublic(hit) &&
      (hit.context.has('private', hit.start, hit.end) ||
        hit.context.has('source', hit.start, hit.end) ||
        hit.text.split(' ').some((word) => isSpot(word))) &&
      !/(?:to (?:take|keep|see|hold|bring|put|pass|stay|leave|go|come) (?:to|in|on|into|at) (?:account|power|office|force|line|place|effect|work|school|war|prison|court|court|hospital)|asked to (?:leave|stay|wait) (?:in|for) (?:china|years))/.test(
        hit.text,
      ),
    hits: [
      ['She was told to ride to the last stop.', 'told to ride to the last stop'],
      ['We exchange bags on the ferry.', 'We exchange bags on the ferry'],
      [
        'They agreed to see each other at the bathhouse.',
        'agreed to see each other at the bathhouse',
      ],
    ],
    misses: [
      'Ministers are to meet in Geneva, the spokesperson announced.',
      'Traders were told to pay in yuan.',
    ],
  },
  {
    id: 'en-go-between',
    family: 'meeting',
    triggers: words(
      'our contact, my contact, his contact, her contact, the contact, our guide, the guide, my guide, the smuggler, our smuggler, the broker, our broker, my broker, helper, fixer, escort, runner, ferryman, boatman, go-between, middleman, conductor, porter, carrier, messenger, mule, same bench, same table, same corner, same stall, same shop, same newspaper, same seat, same tree, picks up, pick up, picked up, collects, collected, drop point, drop, drops, hand-over, handover, rendezvous, meeting place, next contact, contact is, exchange is, signal, sign is, password, countersign, answer is, reply is',
    ),
    pattern: `(?:the|our|a|his|her|my|another) (?:[a-z]+ )?(?:contact|guide|smuggler|broker|helper|fixer|escort|lookout|boatman's boy|runner|ferryman|boatman|go-between|middleman|conductor|porter|carrier|messenger|mule) (?:[a-z]+ )?(?:brings|brought|takes|took|carries|carried|collects|collected|leaves|left|hands|handed|waits|waited|meets|met|will|comes|came|crosses|crossed|delivers|delivered|picks|picked|passes|passed|hides|hid|drops|dropped|knows|rows|rowed|keeps)(?: [a-z'-]+){0,5}|same (?:bench|table|corner|stall|shop|newspaper|seat|tree|door|bus|train|platform|bridge|kiosk)(?:,? same [a-z]+)?|(?:picks?|picked|collects?|collected|fetch|fetches|fetched) (?:up )?(?:the |a |her |his |it |them |our )?(?:letters?|parcels?|packages?|bags?|cards?|money|cash|notes?|envelopes?|files?|phones?|messages?|it|them) (?:up )?(?:from|at|under|behind|in|inside|by|near|out of) (?:the |a |an )?[a-z'-]+(?: [a-z'-]+){0,3}|(?:hand-?over|drop|exchange|rendezvous|meeting|pick-?up|next contact|contact|appointment)(?: point| place| spot| time)?(?: is| was|:| will be)(?: fixed| set| planned| arranged)?(?: (?:at|for|the|by|under|behind|in|on|near|after|before|inside|third|second|first|next))+(?: [a-z'-]+){0,4}|(?:signal|sign|password|countersign|code|answer|reply)(?: (?:is|was|will be)|:)(?: [a-z'"-]+){1,4}`,
    accept: (hit) =>
      !isPublic(hit) &&
      !/^(?:sign|code|answer|reply|contact|meeting|exchange|drop)(?: is| was) (?:not|no|clear|that|due|a (?:sign|result)|likely|unknown|yes|the same)/.test(
        hit.text,
      ),
    hits: [
      ['The runner brings the cash to a motorbike shop.', 'The runner brings the cash'],
      ['Same bench, same newspaper.', 'Same bench, same newspaper'],
      ['She picks up the letters from a crack in the wall.', 'picks up the letters from a crack'],
      ['Drop point: third bench, left leg.', 'Drop point: third bench'],
    ],
    misses: ['The answer is no.', 'The meeting was not held.'],
  },
  {
    id: 'en-changes-hands',
    family: 'meeting',
    triggers: words(
      'was passed, were passed, is passed, was handed, were handed, is handed, was left, were left, is left, was hidden, is hidden, was dropped, changes hands, changed hands, comes through, came through, comes via, came via, comes by way, comes with, arrives through, arrives with, sent through, goes through, went through, go through, passes through, if the curtain, if the light, if the lamp, if the door, if the window, if the flag, keep walking, walk on, be at the, be by the, be under the, be behind the, come by, knock',
    ),
    pattern: `(?:the |a |an |his |her |our )?(?:[a-z]+ )?(?:card|memory card|parcel|package|bag|envelope|letter|note|money|cash|phone|sim|drive|stick|file|list|photos?|recording|documents?|papers?|medicine|message|key|bundle|box|goods|film|notebook|it|they|payment) (?:was|were|is|are|gets|got|will be|has been|had been) (?:passed|handed|left|hidden|dropped|taped|buried|exchanged|swapped|delivered|collected|picked up|carried|brought|taken) (?:[a-z]+ ){0,8}?(?:at|by|under|behind|inside|near|to|through|beneath|between|in) (?:the |a |an |his |her )?[a-z]+(?: [a-z]+){0,2}|(?:envelope|bag|parcel|package|money|cash|card|letter|phone|goods)s? (?:changes?|changed) hands(?: [a-z]+){1,4}|(?:parcel|package|letter|money|cash|card|message|envelope|bag|goods)s? (?:goes?|went|passes|passed|travels|travelled|comes|came) (?:through|via|by way of|with) (?:the |a |an |our |his |her )?[a-z]+(?: [a-z]+){0,3}|if the (?:curtain|light|lamp|door|window|flag|shutter|blind|pot|flowerpot|washing|sign|gate|radio|dog|chair|bicycle)s? (?:is|are|hangs|stands|burns)(?: not)?(?: [a-z]+){1,4},? (?:then )?(?:knock|come|go|enter|leave|keep|walk|wait|turn|do|nobody|it is)(?: [a-z]+){0,4}|(?:to |must |should |will |please )be (?:at|by|under|behind|near|in front of|outside|beside) the [a-z]+(?: [a-z]+){0,2} (?:when|at|before|after|by|on|until|as|with|from)(?: [a-z]+){1,4}`,
    accept: (hit) => !isPublic(hit),
    hits: [
      [
        'The memory card was passed in a bag of pine nuts at the bus terminal.',
        'The memory card was passed in a bag of pine nuts at the bus',
      ],
      ['The envelope changes hands at the tyre shop.', 'envelope changes hands at the tyre shop'],
      ['If the curtain is open, knock; if not, keep walking.', 'If the curtain is open, knock'],
      [
        'The guide says to be at the poplar trees when the frogs stop.',
        'to be at the poplar trees when the frogs stop',
      ],
    ],
    misses: ['The letter was passed to the president at the summit.'],
  },
]
