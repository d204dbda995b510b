import { describe, expect, test } from 'vitest'
import { isAnswerUnseen, solvedNote } from '../src/words/solving'

describe('what solving means', () => {
  test('is said by what the project decided', () => {
    const said = (historyVisibility: 'forever' | 'limit_to_active', reopenDays: number) =>
      solvedNote({ historyVisibility, reopenDays })

    expect(said('forever', 7)).toBe('Done; a new message within 7 days reopens it')
    expect(said('forever', 1)).toBe('Done; a new message within a day reopens it')
    expect(said('forever', 0)).toBe('Done; a new message starts a new conversation')
    expect(said('limit_to_active', 7)).toBe('Done; a new message starts a new conversation')
    expect(solvedNote(undefined)).toBe('Done')
  })

  test('an answer is unseen until the visitor has had it on screen', () => {
    const answered = { chatState: 'waiting_real_user_reply', lastSeq: 2 } as const

    expect(isAnswerUnseen({ ...answered, visitorReadSeq: 1 })).toBe(true)
    expect(isAnswerUnseen({ ...answered, visitorReadSeq: 2 })).toBe(false)
    expect(isAnswerUnseen({ chatState: 'assigned', lastSeq: 2, visitorReadSeq: 1 })).toBe(false)
  })
})
