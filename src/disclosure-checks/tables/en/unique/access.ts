import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { englishHandovers } from '../meeting/handovers.ts'
import { kin, persons, ranks } from '../lists.ts'
import { englishSignals } from '../meeting/signals.ts'

const holders = [
  ...persons,
  ...ranks,
  ...kin,
  ...words(
    'one, ones, person, people, outsider, foreigner, civilian, survivor, survivors, member, speaker, reader, typist, stenographer, radio operator, telephone operator, operator, cipher clerk, archivist, registrar, storekeeper, storeman, keyholder, chauffeur, physician, surgeon, dentist, midwife, anaesthetist, veterinarian, pilot, projectionist, watchman, night watchman, cleaner, bearer, passenger, passengers, literate, native, speaker, non-party member, teller, cashier, staff, signatory, staffer, assistant, aide, bodyguard, photographer, cameraman, electrician, plumber, beneficiary, man left, tenant, household, two, three, four, five, speaker, graduate, guest, christian, believer, catholic, chinese, korean, family, boat owner, owner, car owner, tractor driver, forklift driver, crane operator, dispatcher, signalman, stationmaster, postman, attendant, custodian, librarian, programmer, specialist, expert, scientist, researcher, chemist, geologist, surveyor, conductor',
  ),
]

const few =
  '(?:two|three|four|five|six|seven|eight|nine|ten|a few|few|a handful|a dozen|half a dozen|several|a small number|a small group|a tiny number|very few|[2-9]|1[0-9])'

const publicOnly = ({ context, start, end }: Hit): boolean =>
  !context.isPublic(start, end) &&
  !(context.has('office', start, end) && !context.has('private', start, end))

/** At the same time as another event: not an agreed hour. */
const isMerelyTogether = ({ folded, text, end }: Hit): boolean =>
  text === 'at the same time' &&
  !/^ (?:tomorrow|tonight|next|as (?:before|last|usual)|every|each|on )/.test(
    folded.lower.slice(end, end + 12),
  )

export const englishUnique: readonly Rule[] = [
  {
    id: 'en-only',
    family: 'unique',
    triggers: words('only, sole, lone, solitary, single, exclusive, unique'),
    pattern: `(?:the|his|her|their|its|our|my|as|a) (?:unit's |office's |village's |camp's |county's |section's |team's |town's |hospital's |ministry's |station's |[a-z]+'s )?(?:only|sole|lone|single|one and only) (?:other |remaining |surviving |living |female |male |trained |qualified |working |local |chinese-speaking |korean-speaking |[a-z-]+ ){0,3}${any(holders)}(?: (?:who|with|to|at|in|on|whose|left|there|from|trusted|allowed|permitted|authorised|authorized|able|present|assigned|that)(?: [a-z']+){0,3})?|the only [a-z-]+(?: [a-z-]+)? (?:who|with (?:access|a key|the key|keys)|holding|trusted|allowed in|permitted|authori[sz]ed|entrusted|whose|cleared)`,
    accept: (hit) =>
      publicOnly(hit) &&
      !/only (?:one|two|people) (?:party|country|state|nation|way)|(?:only|sole|single) (?:[a-z-]+ )?(?:country|nation|state|party|ally|superpower|member state)\b/.test(
        hit.text,
      ),
    hits: [
      ['He is the only nurse at the post.', 'the only nurse at the post'],
      ["She is the section's sole typist.", "the section's sole typist"],
      ['The source is the only one with a key to the archive.', 'the only one with a key'],
    ],
    misses: ['It is the only bridge over the river.', 'China is the only ally with a treaty.'],
  },
  {
    id: 'en-one-of-few',
    family: 'unique',
    triggers: words(
      'hardly anyone, hardly anybody, scarcely anyone, scarcely anybody, barely, hardly, scarcely, dozen, at most, one of, among, only, just, fewer than, no more than, handful, no one, nobody, none, alone, other than, apart from, except, besides, single-handedly, exclusive, unique access, sole access, privileged',
    ),
    pattern: `(?:one|two|three|four|part) of (?:only |just |the |no more than |fewer than |about |perhaps |maybe |some |the only |those |a mere )*${few}(?: of)? ?(?:[a-z-]+ ){0,3}?(?:${any(holders)}|who|with|in|on|at|that|to|whose|left|allowed)|(?:among|amongst) (?:the |a |only |just )*(?:few|handful|two|three|four|five|small group|small number|very few|tiny number)(?: of)?(?: [a-z-]+){0,2}? (?:who|with|in|to|allowed|trusted|${any(persons)})|(?:only|just|barely|hardly|scarcely|no more than|fewer than|at most) (?:about |some |these |those )?${few} (?:of (?:us|them)|[a-z-]+ ?(?:[a-z-]+ )?(?:know|knew|had|have|has|were|are|could|can|handle|handled|with|hold|held|saw|ever|work|worked|attended|sat|were in|read|in the (?:unit|office|section|bureau|room|village|camp|building)))|(?:only|just) (?:he|she|i|we|the source|they|my (?:[a-z]+)|his (?:[a-z]+)|her (?:[a-z]+)) (?:and (?:[a-z]+ )?[a-z]+ )?(?:had|has|have|knew|know|knows|could|can|hold|holds|handled|handles|was|were|is|am|are|saw|attended|keeps|kept|worked|works)`,
    accept: publicOnly,
    hits: [
      ['He is one of three people with access to the list.', 'one of three people'],
      ['Only two of them knew about the transfer.', 'Only two of them'],
      ['She is among the few who may enter the annex.', 'among the few who'],
    ],
    misses: ['One of the two countries objected.', 'Only five percent of the land is flat.'],
  },
  {
    id: 'en-no-one-else',
    family: 'unique',
    triggers: words(
      'hardly any, scarcely any, barely any, almost no, no one else, nobody else, no other, none of the others, no-one else, alone, apart from, other than, except, besides, exclusive access, sole access, unique access, privileged access, unrestricted access, special access, direct access, single-handedly, nobody but, no one but, only through, without anyone else, only person, in sole charge, sole charge, solely, exclusively',
    ),
    pattern: `(?:hardly|scarcely|barely|almost) (?:anyone|anybody|no one|nobody|any [a-z]+) (?:else )?(?:but|except|other than|outside|apart from|besides|beyond|knew|knows|saw)(?: [a-z]+){0,3}|(?:no[ -]one|nobody|no other [a-z-]+|none of the other(?:s| [a-z-]+)|not one other [a-z-]+)(?: else)?(?: in the [a-z]+| at the [a-z]+| on the [a-z]+| there)? (?:knew|knows|had|has|have|could|can|was|is|were|saw|may|handled|sees|holds|held|enters|touched|works|worked|but|except|other than|apart from|else)(?: [a-z]+){0,3}|(?:apart from|other than|except for|except|besides) (?:me|him|her|us|the source|myself|himself|herself|the (?:director|commander|chief|head|two|doctor|driver|officer)),? (?:and [a-z ]{2,20},? )?(?:no[ -]one|nobody|none|only)|(?:exclusive|sole|unique|privileged|unrestricted|special) (?:access|custody|charge|control|responsibility|knowledge)(?: (?:to|of|over|for))?|(?:he|she|i|the source|who) alone (?:has|had|have|knows|knew|know|keeps|kept|holds|held|handles|handled|could|can|is|was|signs|signed|carries|carried)|(?:in|with) sole charge|(?:responsible|handled|managed|kept|done|guarded|run) (?:solely|exclusively|single-handedly) by`,
    accept: publicOnly,
    hits: [
      ['No one else knew where the keys were.', 'No one else knew'],
      ['He alone keeps the register.', 'He alone keeps'],
      ['Apart from me, nobody entered.', 'Apart from me, nobody'],
    ],
    misses: ['No other country signed.', 'They lived alone.'],
  },
]

const objects = words(
  'package, packages, parcel, parcels, bag, bags, phone, phones, sim, sim card, card, memory card, sd card, usb, usb stick, drive, flash drive, stick, money, cash, envelope, envelopes, documents, document, papers, letter, letters, note, notes, photos, pictures, film, recording, recordings, notebook, file, files, list, box, backpack, rucksack, goods, medicine, radio, key, keys, recorder, camera, video, videos, message, footage, bundle, sack',
)

const spot =
  '(?:at|by|near|under|behind|outside|inside|beneath|beside|in front of|opposite|on|in|next to|between|below|across from|along)'

export const englishMeeting: readonly Rule[] = [
  {
    id: 'en-meet',
    family: 'meeting',
    triggers: words(
      'meet, meets, met, meeting, rendezvous, appointment, see you, see each other, catch up with, get together',
    ),
    pattern: `(?:(?:i|we|you|he|she|they|i'll|we'll|i'd|you'll|he'll|she'll|they'll|let's|let us|us|source|courier|broker|guide|contact|trader|reporter|them|him|her|me|who|driver|smuggler|the two|the pair|the three|both men|both women|the women|the men|the brothers|the sisters) (?:will |would |can |should |could |are to |is to |am to |were to |was to |plan to |planned to |agreed to |agree to |arranged to |arrange to |want to |wants to |wanted to |have to |need to |always |usually |again |next |only |still |had |have |has |both |first |then |often |regularly |secretly |going to |are going to |is going to |may |might |must |used to )*(?:meet|meets|met|meeting|rendezvous)(?: (?:up|again|me|us|him|her|you|them|with (?:him|her|me|us|the [a-z]+)|the [a-z]+|our [a-z]+|my [a-z]+|his [a-z]+|her [a-z]+|each other|in person|face to face|next|up with [a-z]+ ?[a-z]*))*,? (?:${spot}|at|after|before|every|once|when|there|tomorrow|tonight|next|this|that|for|same))|(?:meet|meeting) (?:me|us|him|her|you|them|my [a-z]+|the (?:source|courier|broker|guide|contact|driver|trader)) (?:${spot}|again|there|every|tomorrow|when|after|before|for)?|(?:agreed|arranged|plan|planned|plans|promised|asked|wants|wanted|due|scheduled|going|set up|set|refused|told (?:him|her|me|us|them)|instructed) (?:to|a|an|the|for (?:a|the|our))? ?(?:next |first |second |secret |private |final |another )*(?:meet|meeting|rendezvous)(?: place| point| spot| time)?|(?:next|our|my|his|her|their|secret|usual|same|prearranged|pre-arranged|appointed|agreed|arranged|second|alternate|backup|fallback|follow-up|the) (?:[a-z]+ )?(?:meeting (?:place|point|spot|time|site)|rendezvous|meet-?up|appointment|meeting with (?:the |our |my |a |him|her|them|me))|(?:our|my|next|secret) (?:next |last |first |second |weekly |monthly |regular |usual )?meeting|(?:see|saw) (?:you|him|her|each other|me) (?:again )?(?:${spot}) the|meeting (?:place|point|spot)`,
    accept: ({ context, start, end, folded, text }) =>
      !context.isPublic(start, end) &&
      !context.has('office', start, end) &&
      !/^ (?:demand|needs|quota|target|standards|requirements|the (?:need|quota|target|demand|standard|plan))/.test(
        folded.lower.slice(end, end + 20),
      ) &&
      (!/^(?:agreed|plan|want|due|sched|going|set)/.test(text) ||
        context.has('private', start, end) ||
        context.has('source', start, end)),
    hits: [
      ['We will meet at the noodle shop by the bridge.', 'We will meet at'],
      ['The courier met him behind the station.', 'courier met him behind'],
      ['Our next meeting is after the harvest.', 'Our next meeting'],
    ],
    misses: [
      'The foreign ministers will meet in Beijing, state media announced.',
      'Factories failed to meet the quota.',
      'The committee held its meeting in public.',
    ],
  },
  {
    id: 'en-hand-over',
    family: 'meeting',
    triggers: [
      ...objects,
      'handed over',
      'handover',
      'hand over',
      'drop-off',
      'pickup',
      'pick-up',
      'drop off',
    ],
    pattern: `(?:hand|hands|handed|handing|pass|passes|passed|passing|deliver|delivers|delivered|give|gives|gave|slip|slips|slipped|drop|drops|dropped|leave|leaves|left|pick|picks|picked|collect|collects|collected|hide|hides|hid|hidden|bury|buries|buried|exchange|exchanged|bring|brings|brought|carry|carried|smuggle|smuggled|throw|threw|tape|taped|fetch|fetched|receive|received|get|got|take|took|send|sent|swap|swapped) (?:over |off |up |on |out |across |me |him |her |us |them |back )*(?:the|a|an|his|her|my|our|their|it|two|three|some|this|that|another|each)? ?(?:[a-z-]+ ){0,3}?${any(objects)}(?: [a-z]+){0,5}? (?:${spot}|to (?:the|a|our|my|his|her) (?:courier|broker|guide|contact|driver|trader|smuggler|ferryman|cousin|conductor|porter|man|woman|boy|girl)|through (?:the|a|an|our|my) (?:courier|broker|guide|driver|trader|smuggler|friend|conductor))(?: (?:the|a|an|his|her|our|my))?(?: [a-z-]+)?|(?:handed|hand|hands|passed|delivered|left|gave|dropped|given|picked|pick|collected|collect) (?:it|them|this|that) (?:over |off |up |on )?(?:${spot}|to (?:the|a|our|my|his|her) (?:[a-z]+ ){0,1}(?:courier|broker|guide|contact|driver|trader|smuggler|ferryman))(?: (?:the|a|an|his|her|our|my) [a-z-]+)?|(?:hand-?over|drop-?off|pick-?up|exchange|swap|delivery)(?: (?:point|place|spot|site|time))? (?:is|was|will be|took place|takes place|happens|happened|would be|point|place|spot|site|${spot})|(?:handed|hand) (?:[a-z]+ ){1,3}over ${spot} (?:the|a)`,
    accept: (hit) =>
      !hit.context.isPublic(hit.start, hit.end) &&
      !hit.context.has('office', hit.start, hit.end) &&
      !/\b(?:you|visitors|guests|customers|passengers|patients|students|people|tourists) (?:can|may|should|must|will)? ?$/.test(
        hit.folded.lower.slice(Math.max(0, hit.start - 24), hit.start),
      ) &&
      !/(?:in|on) (?:china|the past|the year|history|general|behalf|record)|\bkey (?!(?:at|under|in|on|with|to|by|behind)\b)[a-z]+/.test(
        hit.text,
      ),
    hits: [
      [
        'He handed over the memory card at the bridge.',
        'handed over the memory card at the bridge',
      ],
      ['Leave the bag under the third bench.', 'Leave the bag under the'],
      ['She passed the letter to the courier.', 'passed the letter to the courier'],
    ],
    misses: ['The minister delivered a letter of thanks in parliament, state media announced.'],
  },
  {
    id: 'en-tradecraft',
    family: 'meeting',
    triggers: words(
      'dead drop, dead-drop, dead letter, drop point, drop site, safe house, safehouse, safe-house, password, code word, codeword, code phrase, recognition signal, signal is, code for, sign for, signal for, word for, the signal, agreed signal, will wait, wait for, waits for, waiting for, waited for, will be waiting, would be waiting, pick you up, pick him up, pick her up, pick me up, pick them up, picked her up, picked him up, picked me up, picked them up, picks up, wearing a, carrying a, holding a, cross the river, cross at, crosses at, will cross, courier, couriers, next contact, will call, calls me, calls us, call me, call us, contacts me, contact us, contact me, reach me, reach him, reach her, come to the, come alone, same place, same time, same spot, usual place, usual spot, go-between, through the broker, through a broker, knock, whistle',
    ),
    pattern: `(?:passwords|code ?words) (?:change|changes|changed|are|were)|dead[ -](?:letter |letter-)?drop|dead[ -]letter[ -]?box|letter[ -]?drop|drop (?:point|site)|safe[ -]?house|(?:the |our |a |his |her |agreed |recognition )*(?:password|code ?word|code phrase|recognition signal|agreed signal)(?: (?:is|was|will be|for))?|the (?:signal|sign) (?:is|was|will be|would be)|(?:code|sign|signal|word|emoji) for (?:danger|safe|safety|trouble|help|yes|no|come|go|stop|money|police|guards|a raid|all clear|"[a-z ]+")(?: (?:is|was|will be|would be))?|(?:will|would|is to|was to|must|should|'ll|always|usually|i|he|she|they|we|who) (?:be )?wait(?:s|ed|ing)? (?:for (?:me|him|her|us|you|them|the (?:courier|call|signal|guide|source|broker|boat|car|driver)) ?)?(?:${spot}|there|until)(?: (?:the|a|an|his|her))?(?: [a-z-]+)?|(?:was|were|is|are|be) waiting (?:for (?:me|him|her|us|you|them) )?(?:${spot}) (?:the|a|an|his|her|my)(?: [a-z-]+)?|pick(?:s|ed)? (?:me|him|her|us|you|them|the [a-z]+) up(?: (?:${spot}|tomorrow|tonight|after|before|when))?|(?:come|comes|came|go|goes|went) (?:alone )?to the (?:usual|same|agreed|back|rear|side) [a-z]+|come alone|(?:at|in) the (?:usual|same|agreed|appointed) (?:place|time|spot|hour|bench|shop|corner)|(?:will|plan to|plans to|is to|going to|would|agreed to|intends to|are to|about to) cross (?:the (?:river|border|tumen|yalu|ice)|at|near|over|by|with|tonight|tomorrow)(?: [a-z]+)?|(?:a|the|our|his|her|my|another|next|trusted|same|regular) (?:[a-z]+ )?couriers? (?:will|who|comes|came|goes|went|takes|took|carries|carried|brings|brought|picks|picked|arrives|arrived|leaves|left|crosses|crossed|is|was|waits|named|would|on|from|to|and|between|meets)|(?:by|through|via|with|using) (?:a |the |our |his |her |my |another |trusted )?(?:[a-z]+ )?couriers?|(?:next|the next|our next|last|regular) contact(?: (?:is|will|window|time|on|at|by|should|was))|(?:call|calls|called|contact|contacts|reach|reaches|ring|phone|phones|text|message) (?:me|him|her|us|them) (?:back )?(?:at|on|through|via|after|before|every|between|only|when|by|from|once|from the hill|with)|(?:will|would|'ll|can|should) (?:call|phone|ring|contact|text|message) (?:me|him|her|us|you|them|again|back|the (?:source|courier|broker|desk)|on|at|every|from|when|after|before|once)|(?:wearing|carrying|holding) (?:a|an|the) [a-z]+ (?:hat|scarf|bag|coat|cap|umbrella|newspaper|jacket|basket|flag)|through (?:a|the|our|my|his|her|an) (?:[a-z]+ )?(?:broker|go-between|smuggler|middleman|courier)|(?:knock|whistle|cough|flash|blink|ring) (?:the (?:bell|torch|light|lamp) )?(?:once|twice|three times|two times|four times)`,
    accept: (hit) =>
      !isMerelyTogether(hit) &&
      !hit.context.isPublic(hit.start, hit.end) &&
      !hit.context.has('office', hit.start, hit.end),
    hits: [
      ['Be there at the same time tomorrow.', 'at the same time'],
      ['A courier will carry the card on market day.', 'A courier will'],
      ['He will wait by the water tower.', 'will wait by the water'],
      ['The password is a line from a song.', 'The password is'],
      ['They use a dead drop.', 'dead drop'],
    ],
    misses: [
      'People wait for rice.',
      'They crossed at the same time, through two towns.',
      'The state courier service raised its prices, the ministry announced.',
    ],
  },
  ...englishHandovers,
  ...englishSignals,
]
