/** A place in a script; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The script is not in the language: what was expected, and where. */
export class SyntaxFault extends Error {
  readonly position: Position;

  constructor(position: Position, message: string) {
    super(message);
    this.position = position;
  }
}

/** The script is well formed, and needs what does not exist here. */
export class NotSupported extends Error {
  readonly line: number;
  /** The construct that is missing, by name. */
  readonly construct: string;

  constructor(line: number, construct: string) {
    super(construct);
    this.line = line;
    this.construct = construct;
  }
}
