// What every place has where this package runs, Node and browsers, and the library of ECMAScript does not name.

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array<ArrayBuffer>;
};

declare const TextDecoder: new (
  encoding?: string,
  options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
) => {
  decode(octets: Uint8Array): string;
};

interface ErrorConstructor {
  /** Of V8. */
  stackTraceLimit?: number | undefined;
}
