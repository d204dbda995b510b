import { HttpError } from '@frontdesk/client'
import { expect, test } from 'vitest'
import { errorMessage } from '../src/api/http'

const refused = (code: string, reason: string) =>
  new HttpError(409, { code, reason, message: 'As the server says it.' } as never, null)

test('a known reason is said in our own words', () => {
  expect(errorMessage(refused('conflict', 'finished'))).toBe(
    'This conversation is finished. Reopen it first.',
  )
})

test('an unknown reason is said by its code', () => {
  expect(errorMessage(refused('unavailable', 'moon_is_full'))).toBe(
    'The server cannot do this right now. Please try again.',
  )
})

test('where the server knows more, its sentence stays', () => {
  expect(errorMessage(refused('conflict', 'held_by_another'))).toBe('As the server says it.')
})
