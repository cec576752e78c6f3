import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'

const objects = words(
  'package, parcel, bag, phone, sim, sim card, card, memory card, sd card, usb, usb stick, drive, flash drive, stick, money, cash, envelope, documents, papers, letter, note, notes, photos, pictures, film, recording, notebook, file, files, list, box, goods, medicine, radio, key, keys, recorder, camera, video, message, bundle, sack, rest, payment, password, ticket, passport, clothes, coat, boat, car, truck',
)

const keepers = words(
  'pharmacist, barber, tailor, cook, shopkeeper, waitress, innkeeper, landlady, landlord, priest, pastor, monk, doctor, nurse, driver, conductor, watchman, porter, guard, caretaker, janitor, baker, butcher, fishmonger, cobbler, cousin, sister, brother, aunt, uncle, mother, neighbour, neighbor, friend, woman, man, boy, girl, old man, old woman, vendor, seller, trader, merchant, clerk, teacher, smuggler, broker, courier, guide, ferryman, boatman, owner, receptionist, cashier, librarian, taxi driver, bus driver',
)

const spots = words(
  'stall, pier, dock, bridge, station, stop, shop, counter, gate, wall, tree, well, bench, corner, market, church, temple, pagoda, mosque, clinic, bathhouse, sauna, kiosk, bus stop, bus station, depot, yard, warehouse, timber yard, sawmill, ferry, crossing, ford, hotel, lobby, restaurant, tea house, teahouse, noodle shop, café, cafe, bar, park, cemetery, grave, statue, monument, toilet, cloakroom, locker, platform, ticket office, back door, rear door, side door, entrance, roof, cellar, basement, garage, workshop, mill, dam, weir, bend, embankment, willow, poplar, chimney, kiln, water tower, pump, crossroads, junction, underpass, tunnel, stairwell, barber, tailor, pharmacy, library, post office',
)

const spot = `(?:at|by|in|under|behind|outside|inside|near|beside|opposite|on|in front of|next to|across from|to|from) (?:the |a |an |my |our |his |her |that )?(?:[a-z'-]+ ){0,2}?${any(spots)}(?:'s)?`

const isArranged = ({ context, start, end }: Hit): boolean =>
  !context.isPublic(start, end) &&
  !(context.has('office', start, end) && !context.has('private', start, end))

/** A command opens its sentence or its clause. */
const opens = ({ folded, start, context }: Hit): boolean => {
  const before = folded.lower.slice(Math.max(context.sentence(start).start, start - 14), start)
  return (
    /^[\s"'(:;,-]*$/.test(before) || /(?:[:;,"(-]|\bthen|\band|\bplease|\bjust) ?$/.test(before)
  )
}

const object = new RegExp(any(objects))

export const englishAppointments: readonly Rule[] = [
  {
    id: 'en-sign-of-sound',
    family: 'meeting',
    triggers: words(
      'knock, knocks, rings, taps, flashes, whistles, coughs, honks, beeps, blinks, will be taped, will be left, will be hidden, will be buried, will be handed, will be passed, will be waiting, will be under, will be behind, will be in the, will be inside, will be with',
    ),
    pattern: `(?:one|two|three|four|five|1|2|3|4) (?:short |long |quick |slow )?(?:knocks?|rings?|taps?|flashes|flash|whistles?|coughs?|honks?|beeps?|blinks?)(?:,? (?:a pause|then|and)(?: [a-z]+){0,3})?|(?:the |a |your |his |her )?${any(objects)} will be (?:taped|left|hidden|buried|handed|passed|waiting|under|behind|inside|in|with|sewn|tied|put|placed)(?: [a-z]+){0,5}`,
    accept: isArranged,
    hits: [
      ['Two knocks, a pause, then one means it is safe.', 'Two knocks, a pause'],
      ['The money will be taped under the sink.', 'The money will be taped under the sink'],
    ],
    misses: ['The money will be spent on roads, the ministry said.'],
  },
  {
    id: 'en-be-there',
    family: 'meeting',
    triggers: [
      'be ',
      'go ',
      'come ',
      'wait ',
      'ask ',
      'look ',
      'stand ',
      'turn up',
      'show up',
      'walk ',
      'sit ',
      'keep ',
    ],
    pattern: `(?:be|go|come|wait|stand|turn up|show up|sit|look for (?:me|him|her|us)|stay|arrive|walk) (?:back |alone |early |straight |quietly )?${spot}(?: (?:and|at|before|after|when|with|until) [a-z]+(?: [a-z]+){0,3})?|(?:ask|look) for (?:the |a |some |old |uncle |aunt )?[a-z]+(?: [a-z]+)?(?: at| by| in| with)?|(?:walk|drive|ride|keep walking|keep going) (?:on|past)(?: [a-z]+)? and (?:come|go|return|try)(?: back)?(?: [a-z]+){0,3}`,
    accept: (hit) => opens(hit) && isArranged(hit),
    hits: [
      ['Be at the fish stall by the pier and ask for squid.', 'Be at the fish stall'],
      ['Stand under the willow and wait.', 'Stand under the willow'],
    ],
    misses: ['He likes to be at the market.'],
  },
  {
    id: 'en-left-with',
    family: 'meeting',
    triggers: [' with the ', ' with a ', ' with my ', ' with our ', ' with his ', ' with her '],
    pattern: `(?:leave|leaves|left|leaving|deposit|deposited|store|stored|keep|keeps|kept|put|hid|hide|entrust|entrusted) (?:the |a |an |it|them|his |her |my |our |their |your )?(?:[a-z-]+ ){0,2}?(?:${any(objects)} )?with (?:the|a|an|my|our|his|her) (?:[a-z-]+ )?${any(keepers)}(?: [a-z]+){0,3}`,
    accept: (hit) =>
      isArranged(hit) &&
      (object.test(hit.text) || /\b(?:it|them)\b/.test(hit.text)) &&
      !/^(?:leave|left) (?:with|the (?:country|city|village|house))/.test(hit.text),
    hits: [
      ['I will leave the envelope with the pharmacist.', 'leave the envelope with the pharmacist'],
    ],
    misses: ['She left with her brother.'],
  },
  {
    id: 'en-picked-up-at',
    family: 'meeting',
    triggers: [
      'pick',
      'collect',
      'fetch',
      'drop ',
      'dropped',
      'drops',
      'meet',
      'waiting',
      'waits',
      'wait for',
      'be there',
      'expects',
      'swap',
      'change ',
      'board',
      'gets on',
      'gets off',
    ],
    pattern: `(?:pick|picks|picked|collect|collects|collected|fetch|fetches|fetched|drop|drops|dropped|meet|meets|met|expect|expects|put|puts) (?:me|him|her|us|them|you|it|people|everyone|everybody|somebody|someone|passengers|families|children|defectors|refugees|goods|clients|customers|the (?:woman|man|women|men|girl|boy|group|family|two|three|passengers?|bag|parcel|letter|money|cash|others|rest)) (?:up |off )?${spot}|(?:will|would|'ll|is going to|are going to|should|must) (?:be )?(?:wait|waiting|standing|sitting|there|meet|come|pass|stop|pull up|moor|land)(?: for (?:me|him|her|us|them|you))? ${spot}|(?:swap|swaps|swapped|change|changes|changed|exchange|exchanged) (?:cars|bags|boats|coats|phones|vehicles|trains|buses|clothes|seats) ${spot}`,
    accept: isArranged,
    hits: [
      ['The guide will pick them up at the timber yard.', 'pick them up at the timber yard'],
      ['She would be waiting by the ticket office.', 'would be waiting by the ticket office'],
    ],
    misses: ['Ministers will meet at the hotel, state media announced.'],
  },
]
