import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { isPerson } from '../nouns.ts'

const saying = words(
  'said, says, told, tells, recalled, recalls, recounted, recounts, explained, explains, added, adds, confirmed, confirms, testified, claimed, claims, described, describes, revealed, reveals, whispered, confided, complained, complains, warned, warns, noted, wrote, writes, mentioned, admitted, admits, insisted, insists, estimated, estimates, estimate, remarked, alleged, alleges, laughed, sighed, muttered, grumbled, shrugged, joked, swore, swears, vowed, conceded, acknowledged, disclosed, related, relates, relayed, reckoned, reckons, guessed, lamented, boasted, maintained, maintains, repeated, replied, answered, asserted, asserts, remembers, remembered, reported, reports, report, protested, volunteered, ventured, hinted, let slip, let it be known, let us know, sent word, got word, passed word, passes word, messaged, texted, informed, spoke of, spoke about, speaks of, talks of, talked of, blamed, blames, noticed, recognised, recognized, saw, heard, witnessed, watched, counted, overheard, asked us, asked me, asked that, begged us, urged us, warned us, wants us, wanted us, gave matching, gave the same, gave similar, gave identical, gave an account, gave accounts, gave a different, gave details, gave evidence, gave testimony, gave a similar, gave us, dismissed, dismisses, denied, denies, tells it, told it, has it that, believes, believe, thinks, suspects, suspect, fears, knows, calls it, called it, calls the, called the, likens, likened, compares, compared, counted, counts, agrees, agreed that, wept as, cried, protests, pleaded, predicted, predicts, expects, argued, argues, observed, observes, measured, named, listed, pointed to, points to, drew us, drew the, sketched, identified, identifies, provided, supplied, put the, puts the, put it, puts it, say, tell, recall, complain, describe, claim, confirm, spoke, has seen, had seen, declared, gave us, sent us, showed us, shared with us, passed us',
)

const article =
  '(?:an?|one|another|two|three|four|five|six|seven|several|some|many|a few|both|a pair of|a group of|a number of|a couple of|half a dozen)'

/** Words that end the noun and begin its description. */
const after =
  /^(?:in|from|at|of|near|inside|within|outside|with|along|across|on|under|to|for|by|around|beside|behind|who|whose|whom|that|which|based|living|working|serving|posted|stationed|assigned|attached|employed|familiar|close|briefed|involved|responsible|aware|privy|detailed|now|formerly|then|once|still|recently|until|holding|selling|running|travelling|trading|studying|waiting|hiding|held|sent|back|out|trained|aged|traveling|connected|linked|affiliated|interviewed|released|freed|returned|sentenced|detained|arrested|deported|repatriated|rescued|recruited|drafted|married|born|raised|descended|disguised|dressed|said|contacted|reached|speaking|between|over|, ?)$/

const noSpeaker =
  /^(?:[a-z]+ologists?|[a-z]+onomists?|fellows?|physicists?|geographers?|demographers?|reports?|study|studies|survey|surveys|poll|polls|speakers?|statements?|letters?|signs?|posters?|papers?|newspapers?|documents?|notices?|orders?|directives?|laws?|rules?|articles?|editorials?|books?|memos?|messages?|posts?|courts?|ministry|ministries|government|governments|agency|agencies|bulletin|broadcasts?|dispatch|reviews?|panel|commission|committee|institute|institutes|tank|group|groups|organi[sz]ations?|company|firm|network|channel|station|app|website|blog|tweet|caption|banner|slogan|headline|article|brief|briefing|verdict|ruling|judgement|judgment|judge|judges|jury|inquiry|investigation|count|figure|figures|estimate|estimates|analysis|analyses|assessment|account|accounts|version|rumou?rs?|things?|times|years?|days?|weeks?|months?|hours?|percent|thirds?|lines?|words?|sentences?|paragraphs?|cases?|countries|country|nations?|states?|parties|party|cities|city|experts?|analysts?|economists?|historians?|scholars?|critics?|commentators?|professors?|ministers?|ambassadors?|envoys?|lawmakers?|senators?|legislators?|deputies|parliamentarians?|mps?|congressm[ae]n|politicians?|spokes\w+|presidents?|chairm[ae]n|mayors?|governors?|rapporteurs?|commissioners?|columnists?|observers?|academics?|researchers?|scientists?|forecasters?|meteorologists?|authors?|editors?|readers?|novelists?|coach|coaches|players?|umpires?|referees?|singers?|actors?|actress|director|directors|lawyers?|attorneys?|pollsters?|bankers?|strategists?|investors?|brokerages?|texts?|proverbs?|legends?|versions?|scripts?|sources?)$/

/** Nouns that fit any person. */
const vagueHead =
  /^(?:resident|residents|source|sources|person|people|persons|woman|women|man|men|official|officials|citizen|citizens|local|locals|individual|individuals|others|koreans?|one|them|us|defectors?|escapees?|officers?|villagers?|informant|informants|insiders?|witness|witnesses)$/

const vagueComplement =
  /^,? ?(?:in (?:his|her|their|my) |(?:in|inside|within|from|of|across|around) (?:the |this |that )?(?:country|north|area|region|south|province|city|capital|town|north korea|china|south korea|state|nation|world|public|past|west|east)$|of middle age|with knowledge of the matter$|who (?:asked not to be|spoke on condition|declined))/

const onRecord =
  /^.{0,12}?(?:reporters|journalists|parliament|lawmakers|the court|a court|the commission|the panel|the hearing|a conference|the conference|congress|state media|kcna|xinhua|reuters|afp|the associated press|yonhap|cnn|bbc|the assembly|the council|the forum|shareholders|investors|delegates|the audience|viewers|fans)\b/

/** True where the words, from the article on, identify a person by more than the vaguest noun. */
const tellsWho = (np: string): boolean => {
  if (/^(?:somebody|someone|those) (?:who|in|at|from|inside|close|with|on|near) \S+ \S+/.test(np))
    return true
  const oneOf =
    /^(?:one|two|three|four|five|six|several|some|many|a few) of (?:the|our|his|her|their|my|those|these) /.exec(
      np,
    )
  const rest = np.slice(
    oneOf?.[0].length ??
      /^(?:an?|one|another|two|three|four|five|six|seven|several|some|many|a few|both|a pair of|a group of|a number of|a couple of|half a dozen) /.exec(
        np,
      )?.[0].length ??
      0,
  )
  const list = rest
    .replaceAll(/,/g, ' ,')
    .split(' ')
    .filter((word) => word !== '')
  let stop = list.findIndex((word, index) => index > 0 && after.test(word))
  if (stop < 0) stop = list.length
  const core = list.slice(0, stop)
  const head = core.at(-1) ?? ''
  if (core.length > 5 || noSpeaker.test(head) || /^(?:in|of|at|to)$/.test(core[0] ?? ''))
    return false
  if (core.some((word) => /^(?:the|his|her|their|and|was|were|is|are|had|has)$/.test(word))) {
    return false
  }
  if (!isPerson(head)) return false
  if (/ (?:he|she|they|it|we|i|who|which|not|be|to|and|media|sources|police|that|there)$/.test(np))
    return false
  if (/, (?:then|and|but|moved|at different|in the)\b/.test(np)) return false
  const complement = list.slice(stop).join(' ').replace(/ ,/g, ',')
  const vague = vagueHead.test(head)
  if (
    /^who \S+$|^(?:in|from|at|of|across) (?:many|most|all|several|some|other|different|various|both) /.test(
      complement,
    )
  ) {
    return false
  }
  if (complement !== '' && complement !== ',') return !(vague && vagueComplement.test(complement))
  if (oneOf !== null) return !vague
  return !vague
}

const boundary =
  /(?:^|[,;:"'(\n-] ?|\b(?:that|and|but|while|because|as|when|where|then|so|though|to|by|from) )((?:somebody|someone|those|an?|one|another|two|three|four|five|six|seven|several|some|many|a few|a pair of|a group of|a number of|a couple of|half a dozen) )/g

/** The start of the subject before a verb of saying, if it is an unnamed person. */
const subject = ({ folded, context, start, end }: Hit): number | undefined => {
  const from = Math.max(context.sentence(start).start, end - 190)
  const before = folded.lower.slice(from, end)
  const starts = [...before.matchAll(boundary)].map(
    (match) => match.index + match[0].length - (match[1] ?? '').length,
  )
  for (const at of starts.reverse()) {
    const np = before.slice(at)
    if (np.split(' ').length > 24 || /[";:]/.test(np)) return undefined
    if (/^(?:one|many|some|several)$/.test(np)) continue
    if (tellsWho(np)) return from + at
  }
  // A plural subject at the start of a sentence has no article.
  const bare =
    /^["' ]*([a-z-]+(?: [a-z-]+)?? (?:in|from|at|near|inside|of|along|who|with|working|based|living|serving|trading|waiting) )/.exec(
      before,
    )
  if (bare === null || from !== context.sentence(start).start) return undefined
  const at = bare[0].length - (bare[1] ?? '').length
  const np = before.slice(at)
  const head = (bare[1] ?? '').split(' ').at(-3) ?? ''
  return /(?:[^s]s|men|women|people)$/.test(head) &&
    !/^(?:officials|leaders|states|[a-z]*(?:ties|ries))$/.test(head) &&
    !/["';:]/.test(np) &&
    np.split(' ').length < 14 &&
    !/,/.test(np) &&
    tellsWho(`some ${np}`)
    ? from + at
    : undefined
}

/** `Hwang, a party secretary in …`: named. `In Musan, a trader …` is not. */
const isNamed = ({ folded, start }: Hit): boolean => {
  const before = folded.cased.slice(Math.max(0, start - 40), start)
  return (
    /[A-Z][a-z-]+,? ?$/.test(before) &&
    /,? ?$/.test(before) &&
    !/\b(?:in|at|from|near|of|to|outside|around|across|by|on|inside|[Ii]n|[Aa]t|[Ff]rom|[Nn]ear)(?: [A-Z][\w-]+)*,? ?$/.test(
      before,
    ) &&
    !/(?:And|But|Then|When|While|As|That|Because|To|So|According to) ?$/i.test(before)
  )
}

const isPrintable = (hit: Hit): boolean => {
  const { folded, context, start, end, text } = hit
  if (isNamed(hit)) return false
  if (/\b(?:spokes\w+|minister|ambassador|envoy|lawmaker|rapporteur|professor)\b/.test(text)) {
    return false
  }
  const next = folded.lower.slice(end, end + 60).replace(/^[^a-z]*[a-z]+ /, '')
  if (onRecord.test(next)) return false
  return !(context.has('office', start, end, 12) && !context.has('source', start, end, 60))
}

const verb = new RegExp(` (?:(?:also|later|has|had|have) )?${any(saying)}\\b`)

/**
 * True where the words hold a whole attribution, which a rule of this table marks up to its verb.
 */
export const endsAtVerb = (hit: Hit): boolean => {
  const at = hit.text.search(verb)
  return at > 0 && tellsWho(hit.text.slice(0, at)) && isPrintable({ ...hit, end: hit.start + at })
}

export const englishAttributions: readonly Rule[] = [
  {
    id: 'en-somebody-said',
    family: 'phrase',
    triggers: saying,
    pattern: `([a-z0-9'-]+),? (?:(?:also|later|has|had|have|then|once|only|quietly|privately|bitterly|since|there|in turn|simply|flatly|never|still|who|would) ){0,2}${any(saying)}`,
    span: 1,
    begin: subject,
    accept: isPrintable,
    hits: [
      [
        'Two people familiar with the deliveries said there were no plates.',
        'Two people familiar with the deliveries',
      ],
      ['One of the drivers confided that he was paid in cigarettes.', 'One of the drivers'],
      ['Residents of a county near Musan reported loudspeakers.', 'Residents of a county'],
    ],
    misses: ['One woman said so.', 'A report on prices said so.', 'An expert at a bank said so.'],
  },
  {
    id: 'en-said-somebody',
    family: 'phrase',
    triggers: saying,
    pattern: `[,"'?!-] ?${any(saying)},? (?:us )?(${article} [a-z0-9'-]+(?: [a-z0-9'-]+){0,8})`,
    span: 1,
    alone: false,
    accept: (hit) => tellsWho(hit.text) && isPrintable(hit),
    hits: [
      ['"It is over," laughed a stallholder near the bridge.', 'a stallholder near the bridge'],
    ],
    misses: [
      '"It is over," said a spokesman for the bank.',
      'He came, told a few jokes, and left.',
    ],
  },
  {
    id: 'en-according-to',
    family: 'phrase',
    triggers: words(
      'according to, in the words of, as told by, in the account of, from the account of, words of',
    ),
    pattern: `(?:according to|in the words of|as told by|in the account of|words of) ((?:${article} )?[a-z0-9'-]+(?: [a-z0-9'-]+){0,9})`,
    span: 1,
    accept: (hit) =>
      (/^(?:an?|one|another|two|three|four|five|six|several|some|many|a few|a couple|a group|a pair|half a) /.test(
        hit.text,
      ) ||
        /^(?:[a-z-]+ )?[a-z]+(?:s|men|women|people) (?:in|from|at|near|inside|of|along|who|with|familiar|close|working|based|living|briefed) /.test(
          hit.text,
        )) &&
      tellsWho(hit.text) &&
      isPrintable(hit),
    hits: [
      ['According to one retired railwayman, the carriages were sealed.', 'retired railwayman'],
    ],
    misses: [
      'According to a report by the bank, prices fell.',
      'According to one source, it fell.',
    ],
  },
]
