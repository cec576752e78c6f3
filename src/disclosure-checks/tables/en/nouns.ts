import { words } from '../../rule.ts'
import { kin, persons, ranks } from './lists.ts'

const jobs = new Set([
  ...persons,
  ...ranks,
  ...kin,
  ...words(
    'household, households, family, families, couple, crew, passengers, nun, monk, priest, abbot, imam, vicar, deacon, novice, chef, cook, clerk, crew, crewman, guide, pilot, cadet, coach, smith, tailor, baker, butcher, cobbler, potter, tutor, usher, valet, nanny, maid, thief, addict, child, twin, widow, orphan, guest, host, ally, aide, agent, tout, fence, mule, scout, spy, mole, lookout, sentry, chief, boss, head, deputy, comrade, partner, chum, pal, mate, lad, lass, kid, kids, bride, groom, bachelor, spinster, hermit, peasant, refugee, migrant, exile, veteran, invalid, patient, addict, athlete, wrestler, boxer, nurse, midwife, medic, vet, dentist, druggist, chemist, alchemist, artisan, mason, joiner, plumber, glazier, chauffeur, cyclist, rower, punter, bargee, lighterman, deckhand, farmhand, stagehand, stable boy, errand boy, shop girl, salesman, saleswoman, saleslady, hostess, steward, stewardess, attendant, accountant, assistant, sergeant, servant, tenant, lieutenant, informant, merchant, peddler, pedlar, hawker, go-between, old-timer, passer-by, stranger, newcomer, buyer, seller, vendor, trainee, employee, returnee, escapee, detainee, evacuee, nominee, internee, conscript, recruit, student, pupil, undergraduate, graduate, freshman, apprentice, intern, colleague, classmate, schoolmate, bunkmate, cellmate, roommate, workmate, flatmate, shipmate, housemate, playmate, teammate, neighbour, neighbor, acquaintance, friend, girlfriend, boyfriend, lover, mistress, sweetheart, somebody, someone, stallholder, shareholder, leaseholder, householder, smallholder, volunteer, engineer, overseer, profiteer, charioteer, puppeteer, musician, technician, electrician, physician, politician, librarian, magician, optician, guardian, custodian, comedian, mechanic, critic, cleric, paramedic, alcoholic',
  ),
])

/** Things with the ending of a word for people. */
const things = new Set(
  words(
    'paper, newspaper, letter, number, order, matter, river, border, winter, summer, water, poster, computer, power, center, quarter, manner, chapter, offer, corner, former, other, another, danger, hunger, silver, copper, rubber, butter, finger, shoulder, weather, leather, register, counter, shelter, trailer, trawler, tractor, motor, door, floor, error, terror, mirror, factor, sector, color, harbor, labor, honor, rumor, humor, corridor, reactor, monitor, generator, elevator, freezer, cooler, heater, boiler, locker, drawer, container, lighter, tower, flower, shower, layer, paper, timber, lumber, chamber, member state, october, september, november, december, never, ever, over, under, after, later, however, whether, together, rather, either, neither, her, per, restaurant, plant, grant, warrant, elephant, committee, coffee, guarantee, degree, list, mist, process, address, access, success, business, illness, darkness, dinner, supper, folder, binder, ladder, bladder, cover, recorder, printer, scanner, transmitter, speaker phone, charger, adapter, lantern, freighter, steamer, cruiser, tanker, helicopter, bunker, barrier, pier, terrier, cellar, altar, jar, car, bar, war, floor, manor, anchor, tremor, meter, liter, kilometer, perimeter, theater, filter, cluster, disaster, master key, semester, charter, fever, cancer, liver, tiger, hammer, trigger, pepper, ginger, lever, gutter, litter, shutter, sweater, slipper, zipper, diaper, wafer, cracker, sticker, marker, blanket',
  ),
)

const suffix =
  /(?:man|woman|men|women|person|people|folk|ist|ian|eer|monger|smith|wright|keeper|holder|mate|hand|boy|girl|wife|er|or|ee)s?$/

/** True for a word that identifies a person by an act or a role. */
export const isPerson = (word: string): boolean => {
  const single = word.replace(/'s$/, '')
  if (jobs.has(single) || jobs.has(single.replace(/s$/, ''))) return true
  return suffix.test(single) && !things.has(single.replace(/s$/, '')) && single.length > 4
}

/** Small places where people wait or objects are left. */
export const spots: readonly string[] = words(
  'pew, aisle, pulpit, floor, collar, cuff, sleeve, pocket, waistband, belt, sock, shoe, hat, cap, wig, bra, corset, shawl, turban, diaper, nappy, plait, bandage, cast, crutch, handlebar, pram, toy, doll, cane, walking stick, lunchbox, lunch box, flask, thermos, portrait, painting, frame, calendar, mirror, seat, hook, furrow, row, bed, hollow, slot, hatch, grille, grating, peephole, studio, barber, tailor, spring, brook, ridge, hilltop, summit, clearing, footpath, towpath, level crossing, sluice, lock, winch, anchor, buoy, raft, dinghy, sampan, stall, pier, dock, quay, jetty, wharf, slipway, bridge, footbridge, flyover, overpass, station, stop, shop, counter, gate, gatepost, wall, tree, stump, well, bench, corner, market, church, chapel, temple, shrine, pagoda, mosque, clinic, pharmacy, bathhouse, sauna, kiosk, depot, yard, warehouse, sawmill, ferry, crossing, ford, hotel, hostel, lobby, restaurant, canteen, diner, teahouse, café, cafe, bar, pub, tavern, park, playground, cemetery, graveyard, grave, tomb, statue, monument, fountain, toilet, toilets, restroom, washroom, cloakroom, locker, platform, office, door, doorway, entrance, exit, roof, attic, loft, cellar, basement, garage, workshop, mill, dam, weir, bend, embankment, bank, willow, poplar, pine, oak, elm, ginkgo, persimmon, chimney, kiln, tower, pump, crossroads, junction, roundabout, underpass, tunnel, culvert, ditch, stairwell, staircase, stairs, landing, library, school, schoolyard, hospital, ward, bakery, laundry, barn, shed, hut, cabin, stable, sty, coop, henhouse, woodpile, haystack, stack, field, orchard, greenhouse, allotment, clock, lamp, lamppost, lamp-post, post, pole, signpost, milestone, stone, rock, boulder, cairn, brick, tile, floorboard, board, beam, pipe, drainpipe, drain, manhole, cistern, tank, barrel, bin, dustbin, crate, basket, drawer, desk, cupboard, wardrobe, stove, oven, fridge, mattress, pillow, mat, carpet, rug, curtain, window, windowsill, sill, ledge, shelf, shutter, mailbox, letterbox, letter box, phone box, booth, phone booth, car park, parking lot, lay-by, layby, kerb, curb, bus, train, carriage, compartment, boat, tram, taxi, lift, elevator, escalator, arcade, mall, stadium, cinema, theatre, pool, pond, reservoir, island, islet, cove, beach, cave, quarry, grove, thicket, bush, hedge, fence, hollow, ravine, gully, path, trail, track, terminal, harbour, harbor, store, department store, house, farmhouse, flat, apartment, guesthouse, inn, kitchen, porch, veranda, courtyard, alley, lane, square, roof, turnstile, ticket office, ticket hall, waiting room, news stand, newsstand, newspaper stand, noodle shop, tea house, tyre shop, gas station, petrol station, filling station, vending machine, lining, hem, seam, sole, heel, cover, spine, sack, jar, tin, can, flask, loaf, dumpling, melon, cabbage, pumpkin, coffin, altar, hive, beehive, nest, kennel, saddle, boot, bonnet, wheel, axle, tyre, exhaust',
)

/** Objects that are handed over and hidden. */
export const objects: readonly string[] = words(
  'film, films, roll of film, negatives, delivery, deliveries, consignment, cargo, lists, maps, sketches, memory sticks, sticks, drives, cards, phones, parcels, packages, bags, fee, fees, sum, reward, bribe, share, rent, spare, antenna, aerial, cable, lens, microphone, bug, pistol, weapon, ammunition, badge, sheets, exercise book, textbook, umbrella, umbrellas, suitcase, suitcases, briefcase, satchel, rucksack, backpack, basket, bucket, crate, jar, pouch, wallet, purse, toolbox, package, packet, parcel, bag, phone, handset, mobile, sim, card, usb, stick, drive, disk, disc, hard disk, chip, money, cash, won, yuan, dollars, banknotes, bills, envelope, document, documents, paper, papers, page, pages, letter, note, notes, slip, scrap, photo, photos, photograph, photographs, picture, pictures, print, prints, negative, negatives, film, films, reel, roll, canister, cassette, tape, tapes, recording, recordings, notebook, diary, ledger, register, logbook, file, files, folder, list, map, sketch, plan, plans, box, tin, goods, medicine, pills, insulin, antibiotics, radio, transmitter, key, keys, recorder, camera, laptop, tablet, computer, video, videos, clip, footage, message, bundle, sack, payment, deposit, password, ticket, tickets, passport, passports, visa, permit, clothes, coat, uniform, bible, bibles, book, books, leaflet, leaflets, manuscript, copy, copies, printout, printouts, transcript, testimony, statement, samples, sample, vial, vials, ring, gold, antenna, battery, batteries, charger, receipt, invoice, stamp, seal, blueprint, blueprints, drawings, evidence, material, materials, data, records, cipher, codebook, code book, one-time pad, pad, backup, half',
)

const spotSet = new Set(spots)
const objectSet = new Set(objects)

const bare = (word: string): string => word.replace(/(?:'s|s')$/, '')

export const isSpot = (word: string): boolean =>
  spotSet.has(bare(word)) || spotSet.has(bare(word).replace(/s$/, ''))

export const isObject = (word: string): boolean =>
  objectSet.has(bare(word)) || objectSet.has(bare(word).replace(/s$/, ''))
