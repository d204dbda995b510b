import { type ComponentProps, useState } from 'react'
import * as t from '../words/words'
import { Input } from './Field'

/** A password can be looked at before it is sent: a typing mistake is found, not guessed. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  const [isShown, show] = useState(false)
  return (
    <span className="relative">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        autoCapitalize="off"
        spellCheck={false}
        dir="ltr"
        className="w-full pe-20"
      />
      <button
        type="button"
        aria-pressed={isShown}
        onClick={() => show(!isShown)}
        className="absolute inset-y-0 end-1 my-auto h-7 rounded-sm px-2 text-small font-medium text-soft hover:bg-hover hover:text-ink max-md:h-9"
      >
        {isShown ? t.ui.hide : t.ui.show}
        <span className="sr-only"> {t.ui.password}</span>
      </button>
    </span>
  )
}
