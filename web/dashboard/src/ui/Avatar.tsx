import { UserRound } from 'lucide-react'
import { classes } from './classes'

const TINTS = [
  'bg-accent-soft text-accent-text',
  'bg-waiting-soft text-waiting',
  'bg-active-soft text-active',
  'bg-done-soft text-done',
  'bg-problem-soft text-problem',
  'bg-ai text-on-ai',
]

type AvatarProps = {
  name: string | null
  seed: string | number
  size?: 'small' | 'medium' | 'large'
}

const ICON_PX = { small: 14, medium: 16, large: 22 }

const SIZES = {
  small: 'size-6 text-caption',
  medium: 'size-8 text-small',
  large: 'size-12 text-title',
}

/** Initials on a tint that stays the same for the same person; a figure for somebody without a name. */
export function Avatar({ name, seed, size = 'medium' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        'inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none',
        SIZES[size],
        TINTS[tintOf(String(seed))],
      )}
    >
      {name === null ? <UserRound size={ICON_PX[size]} /> : initials(name)}
    </span>
  )
}

export function initials(name: string): string {
  const words = name
    .replace(/[#@.]/g, ' ')
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word))
  const first = firstLetter(words[0])
  const last = words.length > 1 ? firstLetter(words.at(-1)) : ''
  return (first + last).toLocaleUpperCase() || '?'
}

function firstLetter(word: string | undefined): string {
  return [...(word ?? '')].find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? ''
}

function tintOf(seed: string): number {
  let sum = 0
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % TINTS.length
}
