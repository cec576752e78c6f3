import { table } from 'virtual:geonames'
import { timeSlice } from '../data/time-slice.ts'
import { gazetteerSteps } from './gazetteer.ts'
import type { Gazetteer } from './gazetteer.ts'

/** Nothing at start-up imports this file: the table comes with it. */
export const gazetteer: Promise<Gazetteer> = timeSlice(gazetteerSteps(table))
