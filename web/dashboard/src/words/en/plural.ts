import { pluralsOf } from '@frontdesk/client'

export const plural = pluralsOf('en')
