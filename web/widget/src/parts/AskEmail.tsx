import { meaning, type Refusal } from '@frontdesk/client'
import { useState } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { isAway } from '../look/header-line.ts'

type Asking = 'ready' | 'sending' | 'invalid' | 'failed'

// Something before the sign and something behind it: the server knows the rest.
const ADDRESS = /^[^\s@]+@[^\s@]+$/u

/** Whether to ask where an answer can be sent: only while nobody is here to give it. */
export function isAskingForEmail({ settings, visitor, skipped }: Chat): boolean {
  const { conversation, hasEmail } = visitor.value
  const isWaiting = conversation?.status === 'open' || conversation?.status === 'pending'
  const wants = settings.value.asksForEmail && isAway(settings.value)
  return wants && isWaiting && !hasEmail && !skipped.value
}

/** A line of the conversation, not a window in front of it. */
export function AskEmail({ chat }: { chat: Chat }) {
  const [email, setEmail] = useState('')
  const [asking, setAsking] = useState<Asking>('ready')
  const { words } = chat.language.value
  const problem =
    (asking === 'invalid' && words.emailInvalid) || (asking === 'failed' && words.tryAgain) || ''
  const leave = async () => {
    if (asking === 'sending') return
    if (!ADDRESS.test(email.trim())) return setAsking('invalid')
    setAsking('sending')
    const refusal = await chat.session.leaveContact(email.trim())
    if (refusal) setAsking(reasonOf(refusal))
    else chat.hasThanked.value = true
  }
  return (
    <form
      class="ask"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void leave()
      }}
    >
      <label for="email">{words.askEmail}</label>
      <input
        id="email"
        type="email"
        autoComplete="email"
        dir={email ? 'ltr' : undefined}
        maxLength={254}
        placeholder={words.email}
        value={email}
        aria-invalid={asking === 'invalid'}
        aria-describedby="email-problem"
        onInput={(event) => {
          setEmail(event.currentTarget.value)
          setAsking('ready')
        }}
      />
      <p id="email-problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="save" aria-disabled={asking === 'sending'}>
        {asking === 'sending' ? words.sending : words.emailSave}
      </button>
      <button type="button" class="skip" onClick={chat.skip}>
        {words.emailSkip}
      </button>
    </form>
  )
}

function reasonOf(refusal: Refusal): Asking {
  return meaning<Asking>(refusal, { invalid_email: 'invalid' }, (code) =>
    code === 'invalid' ? 'invalid' : 'failed',
  )
}
