import { pluralsOf } from '../grammar/plurals'

export const plural = pluralsOf('en')
