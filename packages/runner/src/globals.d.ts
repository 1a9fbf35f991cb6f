// What every place has where this package runs, Node and browsers, and the library of ECMAScript does not name.

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array<ArrayBuffer>;
};

declare function structuredClone<Data>(data: Data): Data;

declare const TextDecoder: new () => {
  decode(octets: Uint8Array): string;
};

/** Characters up to U+00FF in base64, and back. */
declare function btoa(characters: string): string;
declare function atob(base64: string): string;
