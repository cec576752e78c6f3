import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { ranks } from './lists.ts'
import { isPerson } from './nouns.ts'

const grade =
  "(?:deputy|vice|first|second|third|assistant|acting|chief|head|senior|junior|leading|political|party|county|provincial|city|district|section|department|bureau|division|unit|team|shift|brigade|battalion|company|platoon|squad|regiment|regimental|workshop|work-team|workteam|ward|office|branch|station|plant|factory|farm|mine|camp|prison|warehouse|store|depot|kitchen|transport|supply|personnel|finance|security|guard|border|customs|railway|police|management|planning|procurement|propaganda|organisation|organization|women's union|youth league|committee|cell|village|inminban|neighbourhood|neighborhood)"
const office =
  '(?:secretary|director|chair|chairman|chairwoman|chairperson|head|chief|manager|commander|commandant|leader|engineer|accountant|bookkeeper|nurse|inspector|instructor|keeper|surgeon|cook|mechanic|prosecutor|interpreter|translator|statistician|foreman|forewoman|supervisor|superintendent|commissar|registrar|librarian|teacher|headmaster|master|overseer|dispatcher|cashier|treasurer|controller|auditor|archivist|censor|adjutant|quartermaster|paymaster|governor|warden|jailer|guard|clerk|physician|doctor|editor|attache|consul|counsellor|representative|delegate|investigator|interrogator|lecturer|steward|storeman|storekeeper|technician|operator)'

/** A capitalised name beside it: an office holder on the record. */
const named = ({ folded, start, end }: Hit): boolean =>
  /^,? (?:of [A-Z][\w-]+(?: [a-z]+)?,? )?[A-Z][a-z]+(?: [A-Z]|-[a-z])/.test(
    folded.cased.slice(end, end + 40),
  ) ||
  /[A-Z][a-z]+ [A-Z][a-z-]+(?: [A-Z][a-z]+)?,? (?:the |a |then |as |was |is |became )?(?:\w+ ){0,2}$/.test(
    folded.cased.slice(Math.max(0, start - 30), start),
  )

const isPrivate = (hit: Hit): boolean => {
  const { context, start, end } = hit
  return (
    !named(hit) &&
    !context.isPublic(start, end) &&
    !(context.has('office', start, end) && !context.has('private', start, end))
  )
}

export const englishPosts: readonly Rule[] = [
  {
    id: 'en-head-of',
    family: 'rank',
    triggers: [
      'head of ',
      'chief of ',
      'boss of ',
      'director of ',
      'manager of ',
      'chairman of ',
      'chairwoman of ',
      'secretary of ',
      'leader of ',
      'commander of ',
      'supervisor of ',
      'in charge of ',
      'warden of ',
      'captain of ',
    ],
    pattern: `(?:deputy |acting |assistant |vice )?(?:head|chief|boss|director|manager|chairman|chairwoman|secretary|leader|commander|supervisor|warden|captain|officer in charge|man in charge|woman in charge) of (?:the |a |an |his |her |our |its |their |that )?(?:[a-z-]+ ){0,3}?(?:desk|section|department|bureau|office|unit|branch|division|team|brigade|battalion|company|platoon|regiment|squad|post|station|ward|camp|prison|lockup|kitchen|warehouse|depot|mine|pit|plant|factory|mill|farm|cooperative|workshop|archive|registry|canteen|laboratory|lab|clinic|hospital|school|market|port|harbour|guard|guards|patrol|shift|cell|women's union|youth league|trawler|boat|ship|train|crew|village|commune|neighbourhood watch)`,
    accept: ({ context, start, end, folded }) =>
      !context.isPublic(start, end) &&
      !(context.has('office', start, end) && !context.has('private', start, end)) &&
      !/[A-Z][a-z]+(?: [A-Z][a-z-]+)+,? (?:the |then |now )?$/.test(
        folded.cased.slice(Math.max(0, start - 40), start),
      ) &&
      !/^,? [A-Z][a-z]+ [A-Z]/.test(folded.cased.slice(end, end + 24)),
    replace: () => 'an official',
    hits: [['He was head of the passport desk until last year.', 'head of the passport desk']],
    misses: ['He is the head of the family.'],
  },
  {
    id: 'en-head-of-what',
    family: 'rank',
    triggers: words(
      'head of, chief of, director of, deputy head of, dean of, rector of, principal of, headmaster of, matron of, -star general, -star admiral, undersecretary, under-secretary, permanent secretary',
    ),
    pattern: `(?:the |a |an |our |their |his |her |its )?(?:deputy |acting |assistant |former )?(?:head|chief|director) of (?:nursing|security|personnel|finance|supply|supplies|logistics|transport|operations|intelligence|propaganda|planning|research|surgery|medicine|training|communications|signals|procurement|accounts|accounting|administration|maintenance|production|records|discipline|construction|radiology|pharmacy|paediatrics|pediatrics|obstetrics|engineering|sales|studies|music|protocol|translation|education|investigation|investigations|interrogation|rations|guards?)|(?:dean|rector|principal|headmaster|headmistress|matron|abbot|prior) of (?:the|a|an|our|his|her) [a-z'-]+(?: [a-z'-]+)?|(?:a |the |one )?(?:one|two|three|four)-star (?:general|admiral)|(?:an? |the )?(?:undersecretary|under-secretary|permanent secretary)`,
    accept: isPrivate,
    replace: () => 'an official',
    hits: [
      ['She is the head of nursing at the hospital.', 'the head of nursing'],
      ['A two-star general signed it.', 'A two-star general'],
    ],
    misses: [
      'The head of research at the ministry, Kim Song Nam, is the head of research, state media said.',
    ],
  },
  {
    id: 'en-post',
    family: 'rank',
    triggers: words(
      'deputy, vice, first, second, third, assistant, acting, chief, head, senior, political, section, department, bureau, division, unit, team, shift, brigade, battalion, company, platoon, squad, workshop, warehouse, store, party, county, committee, cell, plant, farm, mine, station, branch, union, league, office, guard, ward, kitchen, finance, personnel, prison, camp, management',
    ),
    pattern: `${grade}(?:[ -]${grade}){0,3}[ -]${office}(?: (?:of|at|in|for) (?:the |a |an |his |her |their )?[a-z'-]+(?: [a-z'-]+){0,3})?|(?:head|chief|director|deputy head|deputy chief|deputy director|secretary|chair|chairman|vice-chair|vice chair|leader|commander|keeper|captain|foreman|manager) (?:of|at) (?:the |a |an |his |her |their |our )?(?:[a-z'-]+ ){0,3}?(?:section|department|bureau|office|unit|team|brigade|platoon|squad|company|workshop|ward|branch|committee|cell|post|station|camp|prison|plant|mine|farm|school|hospital|warehouse|kitchen|shift|depot|checkpoint|guard|union|league|village|inminban|lockup|garrison|battalion|regiment|division|clinic|store|shop|embassy|consulate|delegation|mission)`,
    accept: (hit) =>
      (isPrivate(hit) &&
        !/(?:party|first|second|third|head|chief|senior|political) (?:guard|teacher|doctor|operator|delegate|editor|cook|clerk)$/.test(
          hit.text.replace(/^(?:party|county) /, ''),
        )) ||
      (isPrivate(hit) &&
        /^(?:head|chief|senior) (?:nurse|cook|clerk|guard|doctor|teacher)/.test(hit.text)),
    replace: () => 'an official',
    hits: [
      [
        "As vice-chair of the women's union branch she kept the book.",
        "vice-chair of the women's union branch",
      ],
      ['He was made farm management committee chairman.', 'farm management committee chairman'],
      ['The warehouse keeper was blamed.', 'warehouse keeper'],
      ['She was the deputy head of the planning section.', 'deputy head of the planning section'],
    ],
    misses: [
      'Kim Song Nam, head of the international department, arrived.',
      'The second guard post was empty.',
    ],
  },
  {
    id: 'en-rank-held',
    family: 'rank',
    triggers: ranks,
    pattern: `(?:as|become|became|made|him|her|himself as|herself as|been|was|were|is|to|from|of|promoted to|demoted to|rank of|retired as|served as|worked as|posing as|called|like|with|by|'s|a|an|the|another|two|three|his|her|our|my|old|young|former|ex) (?:the |a |an |his |her |its |their )?(?:[a-z'-]+ ){0,2}?${any(ranks.filter((rank) => !/^(?:general|major|private|principal|captain|dean|head of a|chief of a|commander|ensign|inspector|director of the|chief of the)$/.test(rank)))}(?: of the [a-z'-]+(?: [a-z'-]+){0,3})?`,
    accept: isPrivate,
    replace: () => 'an official',
    hits: [
      ['The man who drew the plan had been the brigade’s chief of staff.', 'chief of staff'],
      ['A 24-year-old private first class froze on watch.', 'private first class'],
      ['They demoted the witness from colonel to private.', 'from colonel'],
    ],
    misses: ['Ri Son Gwon was chief of staff to the minister, state media announced.'],
  },
  {
    id: 'en-plain-rank',
    family: 'rank',
    triggers: [
      'captain',
      'major',
      'private',
      'general',
      'commander',
      'inspector',
      'principal',
      'ensign',
      'corporal',
      'sergeant',
    ],
    pattern: `(?:a|an|the|one|another|this|that|our|his|her|young|old|from|as|to|rank of|retired|former|by|made|promoted) (?:army |navy |border guard |police |security |camp |prison |retired |young |company |local |colonel to |post |ship's |boat's |team |guard |battalion )?(?:captain|major|private|general|commander|inspector|principal|ensign|corporal|sergeant)`,
    accept: (hit) =>
      isPrivate(hit) &&
      (/rank of |^(?:made|promoted)|promoted to /.test(hit.text) ||
        /promoted (?:to )?$/.test(hit.folded.lower.slice(Math.max(0, hit.start - 12), hit.start)) ||
        /^(?:$|[.,;:)"]| (?:who|in|at|of|from|with|and|told|said|says|had|was|is|has|himself|serving|attached|stationed|assigned|by|to|took|gave|came|went|on|did|never|could|would|kept|ordered|signed|drove|read|shot|beat|let|asked|wanted|whose|or|then|wrote|stood|sat|left|made))/.test(
          hit.folded.lower.slice(hit.end, hit.end + 10),
        )) &&
      !/(?:in|the) general$|(?:the|a|his|her) (?:private|major) $/.test(hit.text) &&
      !hit.folded.lower.startsWith(' in chief', hit.end) &&
      !/\b(?:that|those|pay) of $/.test(hit.folded.lower.slice(hit.start - 8, hit.start)),
    hits: [['The captain who signed the book has gone.', 'The captain']],
    misses: ['A major problem was fuel.', 'In general, prices rose.'],
  },
  {
    id: 'en-chief-of-trade',
    family: 'rank',
    triggers: words(
      'chief , head , deputy , vice , vice-, assistant , acting , principal , leading , lead , second-, first-, under-, sub-',
    ),
    pattern: `(?:(?:the|a|an|our|my|his|her|their|its|one|[a-z]+'s) )?(?:chief|head|deputy|vice|assistant|acting|principal|lead|junior|under|sub)[ -](?:[a-z]+ )?[a-z-]+`,
    accept: (hit) => {
      const titles = hit.text
        .replace(
          /^.*?(?:chief|head|deputy|vice|assistant|acting|principal|lead|junior|under|sub)[ -]/,
          '',
        )
        .split(' ')
      const last = titles.find((word) => isPerson(word)) ?? ''
      return (
        isPrivate(hit) &&
        last !== '' &&
        !/^(?:officials?|officers?|members?|sources?|leaders?|ministers?|people|men|women|citizens?|executives?|economists?|analysts?|reporters?|editors?|negotiators?|concern|master|other|over|under)$/.test(
          last,
        ) &&
        !last.endsWith('s') &&
        !/(?:school|head) (?:teacher|office)$/.test(hit.text) &&
        !/^(?:the |a |an |[a-z]+'s )?(?:lead|head|chief) (?:to|in|for|of|the|over)/.test(hit.text)
      )
    },
    replace: () => 'an official',
    hits: [["The brigade's chief veterinarian falsified the counts.", 'chief veterinarian']],
    misses: ['A chief concern was water.', 'The head of the river is near.'],
  },
]
