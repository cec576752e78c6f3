import { table } from 'virtual:geonames'
import { timeSlice } from '../data/time-slice.ts'
import { gazetteerSteps } from './gazetteer.ts'
import type { Gazetteer } from './gazetteer.ts'

/** No start-up code may import this file: it contains the table. */
export const gazetteer: Promise<Gazetteer> = timeSlice(gazetteerSteps(table))
