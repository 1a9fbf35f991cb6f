// What the arguments of calls stand for.
import { type Ipv4Address, ipv4Address, parseIpv4Address } from '@packetloom/core';
import { NotSupported } from '../language/faults.js';
import type { CallAction, Expression } from '../language/script.js';
import { constantOf } from './constants.js';

const ELLIPSIS: Expression = { kind: 'ellipsis' };

/** The arguments of one call, at its line of the script. */
export class Arguments {
  readonly line: number;
  readonly name: string;
  readonly #items: readonly Expression[];

  constructor(call: CallAction, line: number) {
    this.line = line;
    this.name = call.name;
    this.#items = call.arguments;
  }

  /** The argument at a place; those that a script leaves out are `...`. */
  at(index: number): Expression {
    return this.#items[index] ?? ELLIPSIS;
  }

  number(index: number, otherwise?: number): number {
    const item = this.at(index);
    if (item.kind === 'ellipsis' && otherwise !== undefined) return otherwise;
    return this.numberOf(item);
  }

  word(index: number): string {
    const item = this.at(index);
    return item.kind === 'word'
      ? item.name
      : this.unsupported(`argument ${index + 1} of ${this.name}`);
  }

  /** @throws {NotSupported} for a name that is not known, or what is no number */
  numberOf(item: Expression): number {
    switch (item.kind) {
      case 'number':
        return item.value;
      case 'word':
        return constantOf(item.name) ?? this.unsupported(item.name);
      case 'or':
        return item.parts.reduce((bits, part) => (bits | this.numberOf(part)) >>> 0, 0);
      case 'list': {
        const [only] = item.items;
        if (only !== undefined && item.items.length === 1) return this.numberOf(only);
        break;
      }
      case 'call':
        return this.#function(item.name, item.arguments);
      default:
        break;
    }
    return this.unsupported(`this kind of argument of ${this.name}`);
  }

  #function(name: string, args: readonly Expression[]): number {
    const [first] = args;
    if (name === 'htons' && first !== undefined) return this.numberOf(first);
    if (name === 'inet_addr' && first?.kind === 'string') {
      const address = parseIpv4Address(first.text);
      if (address !== undefined) return address;
    }
    return this.unsupported(`${name}(…)`);
  }

  /** A field of a structure; undefined where there is none. */
  field(item: Expression, name: string): Expression | undefined {
    if (item.kind !== 'struct') return undefined;
    return item.fields.find((field) => field.name === name)?.value;
  }

  /** An address and port; null for `...`. */
  address(index: number): { address: Ipv4Address; port: number } | null {
    const item = this.at(index);
    if (item.kind === 'ellipsis') return null;
    const family = this.field(item, 'sa_family');
    const port = this.field(item, 'sin_port');
    const address = this.field(item, 'sin_addr');
    if (family?.kind === 'word' && family.name !== 'AF_INET') this.unsupported(family.name);
    if (port === undefined || address === undefined)
      this.unsupported('this kind of socket address');
    return { address: ipv4Address(this.numberOf(address)), port: this.numberOf(port) };
  }

  /** Octets of the buffers of an iovec array: `[{..., 1000}]`. */
  vectorLength(item: Expression): number {
    if (item.kind !== 'list') return this.unsupported('this kind of iovec');
    let sum = 0;
    for (const entry of item.items) {
      const length = entry.kind === 'tuple' ? entry.items[1] : undefined;
      sum += length === undefined ? this.unsupported('this kind of iovec') : this.numberOf(length);
    }
    return sum;
  }

  unsupported(construct: string): never {
    throw new NotSupported(this.line, construct);
  }
}
