/** Where the program writes. */
export interface Output {
  out(text: string): void;
  error(text: string): void;
}
