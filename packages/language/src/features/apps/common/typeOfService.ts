/** The TOS octet with a DSCP in its upper six bits, not capable of ECN (RFC 2474 3, RFC 3168 5). */
export function typeOfService({ dscp }: { readonly dscp: number }): number {
  return dscp << 2;
}
