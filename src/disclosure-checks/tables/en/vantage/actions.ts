import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'

/** Acts of a newsroom: no vantage. */
const editorial =
  /\b(?:said|asked|thought|think|published|received|agreed|decided|wrote to|interviewed|translated it|suggested|recommended|noted|changed|removed|left out|edited|checked|believed|hoped|wanted|wished|needed|felt|learned|learnt|understood|heard nothing|met the (?:deadline|criteria|target|demand|minister|editor)|heard from|heard that|heard of|heard about|told|spoke to|spoke with|met our|meet|print|printed|cited|quoted|redacted|withheld|compared|confirmed|verified|corrected|apologi[sz]ed|promised|called for|used(?! to)|tried|began|started|decided|agreed|planned|expected|assumed|doubted|remembered|recalled|forgot|knew|liked|loved|hated|lived|grew|liked|learned|studied|rounded|estimated|calculated|launched|asked|thanked|credited|adjusted|marked|reviewed|collected data|surveyed|subscribe|subscribed|welcomed|regretted|included|omitted|listed|shortened|kept his|kept her|replaced|blurred|paid for|bought|read about|read in|have read|read the three|cut the|was sent|were sent|lost the signal|topped up|logged in|no further|read the (?:book|report|article|paper|novel))\b/

const irregular = any(
  words(
    'was, were, saw, sat, stood, drove, carried, took, gave, brought, held, kept, ran, hid, lay, dug, went, came, got, rode, slept, ate, woke, wore, tied, threw, cut, shut, swept, fed, led, left, put, sent, sewed, sewed, wrote, read, bought, sold, built, broke, caught, felt, fought, found, hung, knelt, lit, lost, made, paid, rang, set, shook, shot, sang, sank, spoke, stuck, swam, taught, wound, bound, bore, drew, had been, had to, begged, began, bent, bit, blew, crept, dealt, drank, fell, fled, froze, ground, heard, knew him, knew her, leapt, leant, let, met, overheard, rose, sought, slid, slung, spat, split, spread, sprang, stole, strode, struck, swung, swore, tore, thrust, trod, wept, had my, had our, had a view, had a clear, had the, dressed, could see, could hear, could smell, could not look, used to',
  ),
)

const firstPerson = ({ text, context, start, end, folded }: Hit): boolean => {
  if (editorial.test(text) || context.has('office', start, end) || context.isPublic(start, end))
    return false
  const sentence = context.sentence(start)
  return !/(?:television|newspaper|readers|website|subscribers|editor|book fair|archive|interview|fieldwork|this paper|this article|this report|methodology|respondents)/.test(
    folded.lower.slice(sentence.start, sentence.end),
  )
}

const scene =
  '(?:in|inside|at|on|behind|beside|next to|under|among|near|outside|there|present|by|opposite|above|below|within|one of|in charge|on duty|on shift|holding|standing|sitting|driving|carrying|waiting|watching|hiding|kneeling|lying|loading|cleaning|sweeping|serving|ironing|working)'

export const englishActions: readonly Rule[] = [
  {
    id: 'en-i-did',
    family: 'vantage',
    triggers: words('i , we , myself, ourselves'),
    pattern: `(?:i|we)(?: (?:myself|ourselves|personally|also|then|only|still|just|once|even|always|often|later|never|really|had|have|had already|have since|both|all|first|only ever|all but|nearly|almost|did not|didn't|physically|actually|simply|quietly|secretly))? (?:${irregular}|[a-z]{2,12}ed|seen|done|driven|taken|given|gone to|slept|stood|sat|held|kept|written|worn|eaten|dug|swept|torn|hidden|been (?:in|inside|at|on|there|to|near|under|down))(?: [a-z'-]+){1,3}`,
    accept: (hit) =>
      firstPerson(hit) &&
      !/^(?:i|we) need/.test(hit.text) &&
      !/^(?:i|we) (?:was|were|had been) (?:told|born|asked|surprised|able|happy|sorry|glad|sure|afraid|hungry|young|poor|married|right|wrong|not)\b/.test(
        hit.text,
      ),
    hits: [
      ['We drove past the checkpoint as they were painting it.', 'We drove past the checkpoint'],
      ['I typed the report myself, so I know the figure.', 'I typed the report myself'],
      ['I carried the body out with a neighbour.', 'I carried the body out'],
    ],
    misses: [
      'We asked the ministry for comment.',
      'I thought it was over.',
      'We removed the name before printing.',
    ],
  },
  {
    id: 'en-my-post',
    family: 'vantage',
    triggers: words(
      'my own, my shift, our shift, my post, our post, my unit, our unit, my squad, our squad, my team, our team, my watch, my turn, our turn, my cell, our cell, my handwriting, my writing, my desk, my signature, in my hand, my office, our office, my truck, my window, our window, my ward, my eyes, our eyes, my hands',
    ),
    pattern: `(?:my|our) (?:own )?(?:shift|post|unit|squad|team|watch|turn|crew|platoon|ward|truck|office|cell|desk) (?:was|were|had|got|did|took|stood|guarded|brought|loaded|carried|counted|escorted|searched)(?: [a-z]+){0,3}|(?:in|is in|was in) (?:my|our) (?:own )?(?:hand|handwriting|writing)|(?:my|our) own (?:eyes|ears|hands|signature|handwriting)|(?:with|under|in) (?:my|our) (?:own )?(?:eyes|ears|hands|signature|feet|nose)`,
    accept: ({ context, start, end, text }) =>
      !context.isPublic(start, end) && !/founded|established/.test(text),
    hits: [['My own shift was on duty that night.', 'My own shift was on duty']],
    misses: ['Our team was founded in Seoul and announced its rules.'],
  },
  {
    id: 'en-they-were-there',
    family: 'vantage',
    triggers: words(
      'he , she , source, writer, himself, herself, man , woman, person who, whoever, those who, witness, informant, author, caller, speaker, clerk, driver, guard',
    ),
    pattern: `(?:he|she|they|the (?:source|writer|man|woman|witness|informant|author|caller|speaker|clerk|driver|guard|person|one|boy|girl|nurse|officer|soldier|prisoner)|who|source|gave us this) (?:[a-z]+ ){0,3}?(?:himself |herself |personally |also |then |only |just |still |once |really |had |has |have |actually )*(?:(?:was|were|been) (?:himself |herself |personally |also |then |only |just |still |made to |among those |one of those )?(?:${scene})(?: [a-z'-]+){1,3}|(?:took part in|sat (?:beside|behind|in|at|near|next|through|opposite|with|on)|stood (?:beside|behind|in|at|near|next|guard|on|among|opposite|by)|attended|overheard|witnessed|eavesdropped|listened|watched|saw (?:it|him|her|them|the|two|three|four|a|how|what|with)|heard (?:it|him|her|them|the|a) (?:[a-z]+ )?|helped (?:to )?(?:carry|load|bury|dig|move|lift|wash|write|type|print)|loaded|unloaded|escorted|buried|typed|drove (?:the|him|her|them|past)|carried (?:the|him|her|them)|counted (?:the|them)|signed (?:for|the)|shared (?:a|the) (?:cell|room|bunk|car|carriage)|took the minutes|kept the (?:log|register|minutes|book)|was present|lay (?:in|on|under|next|beside)|hid (?:in|behind|under))(?: [a-z'-]+){0,3})`,
    accept: ({ context, start, end, folded, text }) => {
      if (context.isPublic(start, end) || context.has('office', start, end)) return false
      if (
        /\b(?:was|been) (?:in|at|on) (?:prison|school|hospital|charge of|trouble|love|fact|order|the market|the army|debt|good|bad|favou?r|power|office|china|exile|his|her|the (?:same|news|country|north|south))\b|was (?:one of|in) (?:the few|many|several)/.test(
          text,
        )
      )
        return false
      return (
        !/^(?:they|who)\b/.test(text) ||
        context.has('source', start, end) ||
        /witness|present|attended|overheard|took part/.test(folded.lower.slice(start, end))
      )
    },
    hits: [
      [
        'He described the ceiling because he had been inside the building.',
        'he had been inside the building',
      ],
      [
        'The man sat beside the interrogator and took the minutes.',
        'The man sat beside the interrogator',
      ],
      ['The person who gave us this took part in the meeting.', 'took part in the meeting'],
    ],
    misses: ['The ambassador sat beside the minister.', 'She was in the army.'],
  },
  {
    id: 'en-himself',
    family: 'vantage',
    triggers: ['himself', 'herself', 'in person', 'own eyes'],
    pattern: `(?:he|she|source|writer|man|woman|witness|informant|author|caller|driver|clerk|guard) [a-z]+(?: (?:it|them|the [a-z]+|him|her|that|this|both))? (?:himself|herself|in person)|(?:witnessed|saw|heard|counted|carried|watched|buried|typed|signed|loaded|climbed|opened|delivered)(?: (?:the|it|a|them|him|her|every|all|both|two|three))?(?: [a-z]+){0,2} (?:himself|herself|themselves)`,
    accept: ({ context, start, end, text }) =>
      !context.isPublic(start, end) &&
      !context.has('office', start, end) &&
      !/(?:killed|hanged|hung|called|considered|found|described|introduced|thought|said|blamed|taught|supported|styled|burned|burnt|shot|made|proved|threw|told) (?:himself|herself)/.test(
        text,
      ),
    hits: [
      ['The writer climbed it himself on the night of the feast.', 'writer climbed it himself'],
    ],
    misses: ['He killed himself.'],
  },
  {
    id: 'en-i-do',
    family: 'vantage',
    triggers: words(
      'i , we , my hands, my eyes, my ears, my feet, my shoulders, our hands, our eyes',
    ),
    pattern: `(?:i|we) (?:still |often |always |usually |also |sometimes |only |myself |personally )?(?:see|hear|watch|carry|drive|wash|clean|cook|serve|guard|count|load|unload|type|copy|sign|stamp|lock|unlock|feed|deliver|sweep|sit|stand|process|register|translate|interpret|escort|patrol|repair|mend|sew|weigh|search|treat|bandage|bury|dig|fetch|pour|iron|shave) (?:the|his|her|their|them|every|at|in|on|by|behind|next|those|these|for (?:the|a|them))(?: [a-z'-]+){1,3}|(?:i|we) (?:work|live|sleep|serve) (?:in|at|on|near|next to|opposite|behind|beside|under|for|as|with)(?: [a-z'-]+){1,3}|(?:my|our) (?:own )?(?:two )?(?:hands|eyes|ears|feet|shoulders|fingers|knees|signature) (?:met|fell on|could|carried|held|touched|saw|heard|signed|stood|shook|washed|dug|buried|typed|wrote|went|bore|lifted|drove|passed|took)(?: [a-z'-]+){1,3}`,
    accept: (hit) =>
      firstPerson(hit) &&
      !/^(?:i|we) (?:live|work) (?:in (?:a (?:free|democratic|world|time)|the (?:south|north|world|city|capital))|with (?:many|several|partners|experts))|see (?:the|no|every) (?:need|point|reason|problem|difference)|\b(?:treat|process) (?:every|all|the|their) (?:data|information|testimon|interview|name|source|message|file)/.test(
        hit.text,
      ),
    hits: [
      ['My hands carried that stretcher, and I can say so.', 'My hands carried that stretcher'],
      ['I wash the uniforms of the whole company.', 'I wash the uniforms'],
    ],
    misses: ['We work with experts from the university.', 'We see the need for care.'],
  },
  {
    id: 'en-was-beside',
    family: 'vantage',
    triggers: words(
      'who stood, who sat, who lay, who knelt, who watched, who heard, who saw, who was in, who was there, who carried, who shared, who served, having watched, having seen, having heard, having been, having stood, having carried, having served, having sat, for himself, for herself, for themselves, for myself, for ourselves, from the next, from behind, from a window, from the window, from the roof, stood between, sat between, through a crack, through the crack, through a hole, through the keyhole, through the wall, through a wall, through the door, through the curtain, through a gap, through the window, over the wall, over the fence, within , close enough, near enough, he counted, she counted, he saw, she saw, i saw, we saw, he watched, she watched, he heard, she heard, he could see, she could see, he could hear, she could hear',
    ),
    pattern: `who (?:had |has )?(?:also )?(?:stood|sat|lay|knelt|crouched|waited|slept) (?:in|at|by|between|near|behind|beside|under|among|on|outside|inside|next|opposite|across|through|guard)(?: [a-z'-]+){1,3}|having (?:personally |himself |herself |once )?(?:watched|seen|heard|been|stood|carried|served|sat|walked|worked|shared|touched|smelled|counted|witnessed|overheard)(?: [a-z'-]+){1,3}|(?:saw|seen|heard|watched|checked|counted|tasted|felt|smelled|see|hear)(?: [a-z'-]+){0,3}? for (?:himself|herself|themselves|myself|ourselves)|(?:saw|seen|heard|watched|listened|listening|looked|looking|watching|peered|peering|followed|counted|filmed|photographed|see|hear)(?: [a-z'-]+){0,6}? (?:from (?:the|a|his|her|my|our|their|behind|under|inside|across|above)|through (?:a|the|his|her|my|our)|over (?:the|a)) (?:the |a |an )?(?:[a-z-]+ )?(?:cell|window|roof|rooftop|attic|loft|tower|balcony|hill|hillside|ridge|bank|boat|truck|cart|car|cab|wall|door|doorway|crack|hole|keyhole|gap|curtain|fence|pipe|partition|hatch|slit|bush|bushes|tree|ditch|corridor|stairs|staircase|bunk|bed|kitchen|next room|next cell|floorboards|shutters|shutter|blinds|hedge|bench|stand|back row|front row)|from (?:the|a|his|her|my|our|their) [a-z]+(?: [a-z]+)??(?: of (?:the |a )?[a-z]+(?: [a-z]+)?)?,? (?:he|she|i|we|they|the source) (?:could |also |had )?(?:counted|count|seen|see|saw|watched|watch|heard|hear|filmed|film|photographed|followed|noted)(?: [a-z'-]+){0,2}|(?:close|near) enough (?:to|that) (?:see|hear|smell|touch|read|count|feel|recogni[sz]e|i|he|she|we)(?: [a-z'-]+){0,3}|within (?:earshot|arm's length|touching distance)`,
    accept: ({ context, start, end, folded }) =>
      !context.isPublic(start, end) &&
      !context.has('office', start, end) &&
      (context.has('source', start, end) ||
        context.has('private', start, end) ||
        context.has('speech', start, end)) &&
      !/^ (?:television|tv)/.test(folded.lower.slice(end, end + 12)),
    hits: [
      ['He told it twice, having watched from the water tower.', 'having watched from the water'],
      ['The interpreter who stood between the two men says so.', 'who stood between the two men'],
    ],
    misses: ['The delegates who sat in parliament voted.'],
  },
  {
    id: 'en-made-me',
    family: 'vantage',
    triggers: words(
      "made me, made us, forced me, forced us, ordered me, ordered us, had me, had us, let me, let us, i'd been, i've been, we'd been, we've been, i had been, we had been, i have been, we have been, crossed my, crossed our, passed my, reached my, landed on my, through my hands, through our hands, was there, were there, been there",
    ),
    pattern: `(?:made|forced|ordered|told|had|let|saw|watched) (?:me|us) (?:to )?(?:sign|watch|carry|dig|clean|stand|kneel|hold|write|type|bury|wash|count|lift|sit|look|listen|read|march|undress|strip|translate|interpret|copy|load|unload|drive|cook|sing|clap|confess|see|hear)(?: [a-z'-]+){0,3}|(?:i|we)(?:'d|'ve| had| have)(?: already| only| just)? been [a-z]+ing(?: [a-z'-]+){1,3}|(?:crossed|passed across|passed through|reached|landed on|came across|went through|lay on|fell into|left) (?:my|our) (?:desk|hands|table|counter|office|window|inbox|station|ward|bench)|(?:he|she|who|i|we|they|source|witness|one) (?:was|were|had been) (?:actually |really |himself |herself |also |still |right )?there(?:[.,;]| (?:when|that|and|at|on|as|the)[^a-z0-9])`,
    alone: false,
    accept: (hit) =>
      !/[a-z]/.test(hit.folded.lower[hit.start - 1] ?? ' ') &&
      firstPerson(hit) &&
      !/been (?:working (?:on|with|to)|trying|asking|calling|following|reporting|looking|hoping|thinking|wondering|publishing|covering|told|using|able)/.test(
        hit.text,
      ),
    hits: [
      ['They made me sign it twice.', 'made me sign it twice'],
      ['I had been standing next to him.', 'I had been standing next to him'],
    ],
    misses: ['We have been trying to reach the ministry.', 'The rain made me late.'],
  },
  {
    id: 'en-did-it-himself',
    family: 'vantage',
    triggers: ['himself', 'herself', 'themselves', 'myself', 'ourselves'],
    pattern: `(?:he|she|they|i|we|source|writer|witness|informant|caller|[a-z]+er) (?:had |has |have |'d )?[a-z]+(?: [a-z'-]+){1,9}? (?:himself|herself|themselves|myself|ourselves)`,
    accept: ({ context, start, end, text, folded }) =>
      !context.isPublic(start, end) &&
      !context.has('office', start, end) &&
      /^(?:$|[.,;:)!?"]| (?:and|but|before|after|when|that|on|at|in) )/.test(
        folded.lower.slice(end, end + 8),
      ) &&
      // A thing was done to something else, not to oneself.
      !/\b(?:to|for|of|by|with|about|on|at|upon|into|from|like|than|as|at|over|[a-z]{2,}(?:ed|ing)|kill|hang|call|find|make|hurt|teach|save|see|prove|feed|defend|blame|shoot|drown|burn|help|let|give|gave|taught|found|made|hurt|fed|threw|shot|hung|cut|told|set|keep|kept|saw|drank|bought|hid) (?:himself|herself|themselves|myself|ourselves)$/.test(
        text,
      ),
    hits: [
      [
        'He had driven the body to the crematorium himself.',
        'driven the body to the crematorium himself',
      ],
    ],
    misses: ['He taught himself.', 'She kept the news to herself.'],
  },
]
