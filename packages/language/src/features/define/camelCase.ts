/** A kind as a name without a hyphen: `request-response` is `requestResponse`. */
export function camelCase(kind: string): string {
  return kind.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
