/**
 * Words of a person, made safe to say back: what stands before an `@` and holds a colon may be a user with a password, in an address or
 * in what was meant to be one.
 */
export function withoutSecret(text: string): string {
  return text.replace(/^.*:.*@/su, '…@');
}
