import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { endsAtVerb, englishAttributions } from './attributions.ts'
import { persons, ranks } from '../lists.ts'

const people = [
  ...new Set([
    ...persons,
    ...ranks.filter((rank) => !/(?: the| a)$/.test(rank)),
    ...words(
      'forwarding agent, shipping agent, typist, stenographer, operator, dispatcher, foreman, overseer, librarian, archivist, cashier, teller, supervisor, attendant, conductor, switchman, welder, baker, butcher, midwife, dentist, vet, veterinarian, surveyor, geologist, chemist, scientist, researcher, programmer, lecturer, instructor, coach, musician, actor, singer, dancer, painter, photographer, cameraman, editor, printer, postman, watchman, lookout, sentry, pilot, signaller, gunner, medic, paramedic, orderly, ranger, forester, shepherd, couple, family, household, parent, widow, retiree, pensioner, apprentice, intern, graduate, pupil, schoolgirl, schoolboy, nun, deacon, elder, smith, cobbler, mason, plumber, painter, cleaner, orphan, cousin, boat owner, owner, partner, investor, buyer, importer, exporter, hawker, peddler, pedlar, cyclist, passenger, traveller, traveler, visitor, tourist, restaurateur, hotelier, chef, waiter, barman, bartender, busker, tractor driver, cart driver, operative, sub-contractor, contractor, staffer, aide, assistant, deputy, head, chief, director, leader, functionary, apparatchik, bureaucrat, commander, cadet, seaman, stoker, stevedore, longshoreman, logistics clerk, storekeeper, warehouseman, keeper',
    ),
  ]),
]

const reported =
  'said|say|told|tell|complain|complained|report|reported|describe|described|blame|blamed|claim|claimed|agree|agreed|recall|recalled|confirm|confirmed|put|estimate|estimated|grumble|grumbled|whisper|whispered|spoke|speak|admit|admitted|insist|insisted|have told|had heard|heard|had seen'.split(
    '|',
  )

const article =
  '(?:an?|one|another|two|three|four|five|several|some|many|a second|a third|a few|the same|a pair of|a group of|a number of|a couple of)'

const place =
  "(?:,? (?:who|formerly|now|recently|previously|currently|then|once|originally|and)(?: [a-z]+){1,4}?)?,? (?:in|from|at|of|near|inside|within|outside|based in|based at|living in|living near|living at|living along|living across|residing in|residing near|working near|working in|working at|working for|working on|close to|with|along|across|posted to|posted at|stationed in|stationed at|stationed near|assigned to|attached to|for|serving in|serving at|serving with|employed at|employed by|employed in|on|under|detailed to|to)(?: (?:the|a|an|one|his|her|its))?(?: [a-z0-9'’.-]+){1,7}"

const institutions =
  /\b(?:ministry|bureau|factory|hospital|clinic|school|college|university|guard|office|unit|mine|market|embassy|consulate|customs|bank|camp|prison|lockup|port|station|army|navy|corps|brigade|regiment|battalion|party|department|committee|company|farm|ship|shipyard|railway|academy|institute|laboratory|plant|mill|base|border|river|garrison|police|court|prosecut|warehouse|church|hotel|restaurant|commission|county|city|town|village|province|capital|branch|union|agency|shop|depot|works|complex|orphanage|team)\b/

/** A phrase fit to be printed: an unnamed person, with a place or an affiliation. */
const specific = ({ folded, start, end, context }: Hit): boolean => {
  const span = folded.cased.slice(start, end)
  const before = folded.cased.slice(Math.max(0, start - 40), start)
  // `Hwang, a party secretary in …`: named.
  if (
    /[A-Z][a-z-]+,? $/.test(before) &&
    /,? $/.test(before) &&
    !/^(?:And|But|Then|When)/.test(before.trim())
  )
    return false
  if (/ source of | (?:famous|celebrated|renowned|well-known|legendary) /.test(span)) return false
  if (/\b(?:spokes\w+|professor|minister|ambassador|envoy|lawmaker|rapporteur)\b/i.test(span))
    return false
  if (
    context.isPublic(start, end) ||
    (context.has('office', start, end) && !context.has('source', start, end))
  )
    return false
  const complement = span.replace(/^\w+/, '')
  return (
    /(?: |-)[A-Z][a-z]/.test(complement) ||
    /-based/.test(span) ||
    institutions.test(complement.toLowerCase())
  )
}

export const englishPhrases: readonly Rule[] = [
  {
    id: 'en-attributed',
    family: 'phrase',
    triggers: people,
    pattern: `${article} (?:[a-z]+(?:[-'][a-z]+)* ){0,4}?${any(people)}s?${place}`,
    accept: (hit) => specific(hit) && !endsAtVerb(hit),
    hits: [
      ['A trader in Hyesan said prices doubled.', 'A trader in Hyesan'],
      [
        'A high-ranking source in North Korea said it was new.',
        'A high-ranking source in North Korea',
      ],
      ['Two residents of the border town told us so.', 'Two residents of the border town'],
      ['According to a customs officer in Tumen, lorries wait.', 'a customs officer in Tumen'],
      ['“It is quiet,” said a farmer near the border.', 'a farmer near the border'],
      ['The order reached a cook at a mess in Sinpo.', 'a cook at a mess in Sinpo'],
    ],
    misses: [
      'A ministry spokesperson said talks continue.',
      'One woman said so.',
      'A source said it was new.',
    ],
  },
  {
    id: 'en-plural',
    family: 'phrase',
    triggers: people,
    pattern: `${any(people.filter((each) => each.length > 4))}s (?:in|from|at|near|inside|based in|working at|working in|along)(?: (?:the|a|an|one))?(?: [a-z0-9'’-]+){1,5}? ${any(reported)}`,
    accept: (hit) =>
      specific(hit) &&
      // The subject of a sentence, not one group among others.
      /^(?:[“"'‘( -]*)$/.test(
        hit.folded.lower.slice(
          Math.max(hit.context.sentence(hit.start).start, hit.start - 20),
          hit.start,
        ),
      ),
    hits: [
      [
        'Workers at a fishery base in Sinpo complained of unpaid wages.',
        'Workers at a fishery base in Sinpo',
      ],
    ],
    misses: ['Workers in many countries complained of prices, the report said.'],
  },
  {
    id: 'en-who',
    family: 'phrase',
    triggers: [' who ', ' whose ', ' with '],
    pattern: `${article} (?:[a-z-]+ ){0,3}?${any(people)} (?:who|whose|with) (?:[a-z0-9'-]+ ){2,9}?${any(reported)}`,
    accept: (hit) =>
      specific(hit) ||
      /who (?:works?|worked|served|serves|lives?|lived|fled|left|sells?|sold|trades?|traded|runs?|ran|drives?|drove|smuggles?|crosses|crossed|guards?|guarded|escaped|deserted|studies|studied|teaches|taught|repairs|fishes|farms|mines|transports?|delivers?|buys?|bought|saw|was|had|spent)\b/.test(
        hit.text,
      ),
    hits: [
      [
        'A lorry driver who runs the border road said it is shut after dark.',
        'A lorry driver who runs the border road said',
      ],
    ],
    misses: ['The man who said so left.'],
  },
  {
    id: 'en-based',
    family: 'phrase',
    triggers: [
      '-based',
      '-born',
      '-bred',
      '-raised',
      ' official ',
      ' officer ',
      ' employee',
      ' agent',
      ' trader',
      ' resident',
      ' cadre',
      ' worker',
      ' broker',
      ' guard',
    ],
    pattern: `(?:${article}|the|our) (?:[a-z]+ ){0,2}?[a-z]+-(?:based|born|bred|raised|trained) (?:[a-z-]+ ){0,2}?[a-z]+|${article} (?:[a-z-]+ ){0,3}?(?:official|officer|employee|agent|trader|resident|cadre|worker|broker|guard|merchant|driver|teacher|nurse|doctor|clerk)s?`,
    accept: (hit) => {
      const span = hit.folded.cased.slice(hit.start, hit.end)
      return (
        / [A-Z][a-z]{2,}(?:-(?:based|born|bred|raised|trained))? /.test(span) &&
        !/ (?:Chinese|North|South|Korean|Russian|American|Japanese|State|Party|Foreign) /.test(
          span,
        ) &&
        !hit.context.isPublic(hit.start, hit.end) &&
        !hit.context.has('office', hit.start, hit.end)
      )
    },
    hits: [
      [
        'A Rason-based forwarding agent reckoned the backlog at forty wagons.',
        'A Rason-based forwarding agent',
      ],
      ['A Sinuiju customs employee watched the scales.', 'A Sinuiju customs employee'],
    ],
    misses: ['A Chinese official arrived.', 'A Seoul-based institute published figures.'],
  },
  {
    id: 'en-source',
    family: 'phrase',
    triggers: [
      'sources',
      'insiders',
      'informants',
      'source',
      'on condition of anonymity',
      'who asked not',
      'who requested',
      'who declined to be',
      'requesting anonymity',
    ],
    pattern: `(?:sources?|informants?|insiders?) (?:in|inside|from|within|at|near|close to|familiar with|with knowledge of|with access to|based in|with ties to) (?:the |a |an )?[a-z'-]+(?: [a-z'-]+){0,2}|(?:speaking|spoke|said|talked|speak) (?:to us |to daily nk |to the desk )?on (?:the )?condition of anonymity`,
    accept: ({ text, folded, start, context, end }) =>
      !/(?:open|power|energy|food|news|water|light|income|revenue|data|primary|secondary|written|official|published|historical|main|only) $/.test(
        folded.lower.slice(Math.max(0, start - 12), start),
      ) &&
      !context.isPublic(start, end) &&
      !/ (?:inside|in) the (?:country|north|state)/.test(text) &&
      !/^sources? (?:in|from|of|at) (?:the )?(?:text|archive|report|period|language|literature|appendix|footnote)/.test(
        text,
      ),
    hits: [
      ['Sources inside the ministry confirmed the plan.', 'Sources inside the ministry'],
      ['He spoke on condition of anonymity.', 'spoke on condition of anonymity'],
    ],
    misses: ['Open sources say little.', 'The source said it was new.'],
  },
  ...englishAttributions,
]
