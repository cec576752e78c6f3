import { any, words } from '../../../rule.ts'
import type { Rule } from '../../../rule.ts'

const perceived = words(`
saw, watched, witnessed, heard, overheard, counted, noticed, glimpsed, spotted, observed, smelled, smelt, recognised, recognized, looked on, looked at, looked in, looked through, caught sight, filmed, photographed, recorded, photocopied, copied, typed, drafted, translated, interpreted, signed, stamped, delivered, loaded, unloaded, carried, drove, escorted, guarded, buried, dug, washed, cleaned, cooked for, served, treated, bandaged, examined, weighed, opened the, read the, processed, registered, stood, sat, was standing, was sitting, was seated, was kneeling, was there, was in the, was inside, was present, was at the, was on the, was on duty, was on shift, was among, was one of, was next to, was beside, was behind, was right, was kept in, was held in, was in charge, was with, was told to, was made to, was ordered, was assigned, was posted, was hiding, was working, was waiting, peeked, peered, listened, attended, took part, took the minutes, took notes, took minutes, held the, handed, helped carry, helped load, helped bury, had to carry, had to watch, had to stand, had to bury, walked past, passed by, lay, slept, shared a cell, stayed in, worked in, worked at, worked there, met him, met her, touched, tasted, felt the, could see, could hear, went in, went inside, came in, walked in, entered, found the body, knelt, hid`)

const adverb =
  '(?:(?:personally|myself|actually|clearly|directly|also|then|only|still|just|once|even|always|often|later|never|happened to|really|had|have|have also|had to|could|was able to|was forced to|used to|secretly|quietly|physically|both|all|only just|first) ){0,2}'

export const englishVantage: readonly Rule[] = [
  {
    id: 'en-first-person',
    family: 'vantage',
    triggers: words("i , we , i've, i'd, i'm, we'd, we've, i was"),
    pattern: `(?:i|we|i've|i'd|we've|we'd|i myself|we ourselves) ${adverb}(?:${any(perceived)}|were there|were standing|were sitting|were present|were in the|were inside|were lined|were on the|were made to|were told to|were at the|were kept in|seen|been there|been in the)(?: (?:it|them|him|her|everything|all of it|this|that))?(?: (?:happen|with (?:my|our) own (?:eyes|ears)|in the (?:room|cell|car|truck|office|yard|corridor|hall|back|back row|front row)|when|as|through the|from the|right there|myself|personally|in person|there|next to|beside|behind))?`,
    accept: ({ folded, end, context, start, text }) =>
      !/^ (?:it |the )?(?:on|in) (?:television|tv|the news|the newspaper|state media)|^ (?:the )?(?:film|movie|news|report|documentary|broadcast)|^ no |^ (?:from|about) (?:a|the|many|several|our|other|more|some) (?:friend|rumou?r|readers?|people|listeners|subscribers)/.test(
        folded.lower.slice(end, end + 40),
      ) && !(context.has('office', start, end) && !/eyes|ears/.test(text)),
    replace: () => undefined,
    hits: [
      ['I was in the room when the order was read.', 'I was in the room'],
      ['I saw it with my own eyes, the source said.', 'I saw it with my own eyes'],
      ['We were standing in the corridor.', 'We were standing'],
      ['I personally counted forty sacks.', 'I personally counted'],
    ],
    misses: [
      'I think prices will rise.',
      'We publish every week.',
      'I heard the news on television.',
    ],
  },
  {
    id: 'en-own-eyes',
    family: 'vantage',
    triggers: words(
      'own eyes, own ears, at first hand, first-hand, firsthand, first hand, in person, with my own hands, own hands, my eyes, my face, my hands, in front of me, in front of us, next to me, beside me, behind me, my desk, my presence, right before, eyewitness account, before my, front of my',
    ),
    pattern: `(?:with|by|before|in front of|through|from) (?:my|his|her|their|our) (?:very )?own (?:eyes|ears|hands)|(?:saw|seen|heard|witnessed|know|knows|knew|observed|experienced|learned|account|knowledge)(?: [a-z]+){0,3} (?:first[- ]?hand|at first hand|in person)|first-?hand (?:account|knowledge|witness|observation)|(?:in front of|next to|beside|behind|opposite|above|below|across from|right by|ahead of) (?:me|us)|(?:before|in front of) (?:my|our) (?:eyes|face|window|house|door|desk|gate)|(?:in|to|from) my (?:presence|cell|hands|office|truck|car|desk|window|shift|ward|unit|team|section)|(?:passed|went|came) (?:across|over|through|past|by) (?:my|our) (?:desk|hands|window|counter|gate|post)|on my (?:desk|shift|watch|table)`,
    hits: [
      ['She says she saw the list with her own eyes.', 'with her own eyes'],
      ['They were beaten in front of me.', 'in front of me'],
      ['The order passed across my desk.', 'passed across my desk'],
    ],
    misses: ['He was before the court.', 'The front of the building burned.'],
  },
  {
    id: 'en-was-present',
    family: 'vantage',
    triggers: words(
      'source, who was, who were, who attended, who sat, who witnessed, who saw, who took part, who watched, who drove, who counted, who heard, was present, were present, witnessed, he was, she was, was in the room, who typed, who took, who had seen, sat in, was there, present at, who stood, who loaded, he himself, she herself, herself, himself, personally, eyewitness',
    ),
    pattern: `(?:who|source|informant|trader|he|she|they|driver|guard|official|officer|witness|clerk|interpreter|nurse|doctor) (?:himself |herself |themselves |personally |also |had |has |have |who )?(?:(?:was|were|had been|has been) (?:himself |herself |personally |physically |also |himself )?(?:present|in the room|in the cell|in the hall|in the car|in the truck|on duty|on shift|at the scene|at the meeting|inside the (?:room|cell|building|hall|office)|standing|sitting|seated|among those|in the crowd|in the corridor|in the yard|at the gate|at the site|there (?:when|that|at|on|in|himself|herself)|in attendance|on the (?:bus|truck|train|platform|bridge))|attended the|sat in on|sat (?:in|at|behind|next|beside|through)|witnessed|saw (?:the|it|them|him|her|two|three|several|about|how)|watched|took part in|took the minutes|took notes|overheard|stood (?:in|at|by|next|beside|behind|guard)|drove the|counted|loaded|typed the|signed the|escorted|listened (?:in|from|at|through)|personally|interpreted (?:at|for)|heard (?:it|them|the|him|her) (?:from|through|in|say|scream|read)|shared a cell)|(?:with the|in the) source (?:present|in the room)|eyewitness(?:es)? (?:to|at|of|in)|(?:was|were) (?:personally |himself |herself )?(?:present (?:at|in|when|during|for)|an eyewitness|in the room (?:when|where|as|that))`,
    accept: ({ context, start, end, text, folded }) => {
      const after = folded.lower.slice(end, end + 30)
      if (
        /(?:saw|watched|witnessed)/.test(text) &&
        /^ (?:no |a rise|an increase|growth|little|its|television|tv|a decline|improvement)/.test(
          after,
        )
      )
        return false
      return !context.isPublic(start, end) && !context.has('office', start, end)
    },
    hits: [
      ['The source was present when the lists were burned.', 'source was present'],
      ['The clerk who typed the order has since left.', 'who typed the'],
      ['She sat in on the briefing that evening.', 'She sat in on'],
    ],
    misses: ['The minister was present at the signing ceremony.', 'He saw no need for talks.'],
  },
  {
    id: 'en-and-saw',
    family: 'vantage',
    triggers: words(
      'and heard, and saw, and watched, and counted, then heard, then saw, and could hear, and could see, but heard, but saw, from where i, from where we, where i stood, where we stood, from my bunk, from my cell, from my window, from my seat, from our window, from our cell, from our roof, from our boat, i can still, i remember, we remember, still hear, still smell',
    ),
    pattern: `(?:and|then|but)(?: then| so| even| also| clearly)? (?:heard|saw|watched|counted|could (?:hear|see|smell|count|make out))(?: [a-z'-]+){1,3}|(?:from )?where (?:i|we) (?:stood|sat|lay|was|were|hid|knelt|worked|slept|waited)(?: [a-z]+)?|from (?:my|our) (?:bunk|cell|window|seat|roof|boat|balcony|post|bed|field|door|stall|truck|cab|machine|bench|hiding place)|(?:i|we) (?:can|could) still (?:see|hear|smell|taste|feel)(?: [a-z'-]+){1,2}|(?:i|we) (?:still |clearly |well )?remember (?:the|his|her|their|how|that|seeing|hearing|standing|carrying|looking|counting|watching)(?: [a-z'-]+){1,3}`,
    accept: ({ context, start, end, folded, text }) => {
      if (context.isPublic(start, end) || context.has('office', start, end)) return false
      const sentence = context.sentence(start)
      return (
        !/^(?:and|then|but)/.test(text) ||
        /\b(?:i|we|i'd|we'd|i'm)\b/.test(
          folded.lower.slice(Math.max(sentence.start, start - 90), start),
        )
      )
    },
    hits: [['I stood by the door and heard every word.', 'and heard every word']],
    misses: ['He came and saw no need for it.', 'I remember him.'],
  },
]
