/** A file beside the scenario, or why there is none. */
export type Sibling =
  | { readonly file: string; readonly bytes: Uint8Array }
  | { readonly message: string };
