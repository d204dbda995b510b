import { useState } from 'react'
import { Field, Input } from '../../ui/Field'
import * as t from '../../words/words'
import { readableOn } from './colour'

type ColourFieldProps = {
  colour: string
  error: string | undefined
  onChange: (colour: string) => void
}

const WHOLE = /^#[0-9a-f]{6}$/i

export function ColourField({ colour, error, onChange }: ColourFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const write = (text: string) => {
    const whole = text.startsWith('#') ? text : `#${text}`
    setTyped(text)
    if (WHOLE.test(whole)) onChange(whole.toLowerCase())
  }
  return (
    <Field
      label={t.widget.colour}
      error={
        error ??
        (typed !== null && !WHOLE.test(typed.startsWith('#') ? typed : `#${typed}`)
          ? t.widget.sixDigitsSuchAs0f766e
          : undefined)
      }
      hint={readableOn(colour) === '#ffffff' ? t.widget.textIsWhite : t.widget.textIsDark}
    >
      {(control) => (
        <span className="flex items-center gap-2">
          <input
            type="color"
            aria-label={t.widget.pickAColour}
            value={colour}
            onChange={(event) => {
              setTyped(null)
              onChange(event.target.value)
            }}
            className="size-9 shrink-0 cursor-pointer rounded-md border border-line bg-surface p-1 max-md:size-11"
          />
          <Input
            {...control}
            dir="ltr"
            className="w-32 font-mono"
            maxLength={7}
            value={typed ?? colour}
            onChange={(event) => write(event.target.value)}
            onBlur={() => setTyped(null)}
          />
        </span>
      )}
    </Field>
  )
}
