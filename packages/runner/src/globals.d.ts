// What every place has where this package runs, Node and browsers, and the library of ECMAScript does not name.

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array<ArrayBuffer>;
};

declare function structuredClone<Data>(data: Data): Data;
