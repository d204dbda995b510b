type Part = string | false | null | undefined

/** Join the class names that apply. */
export function classes(...parts: Part[]): string {
  return parts.filter(Boolean).join(' ')
}
