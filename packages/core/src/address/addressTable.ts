import type { NetError } from '../error/netError.js';
import { type Ipv4Address, ipv4Address } from './ipv4Address.js';
import { maskOf } from './prefix.js';

/** Stands for "no address given" where every 32-bit value is an address. */
export const NO_ADDRESS = -1 as Ipv4Address;

/**
 * Life of an address. `permanent`: assigned until removed. `permanent-expired`: removed, but routes
 * still use it. `temporary`: made for a packet or a socket on a promiscuous or spoofing NIC.
 */
export type AddressKind = 'permanent' | 'permanent-expired' | 'temporary';

/** Place of a new address in the list from which source addresses are chosen. */
export type PrimaryPosition = 'can-be' | 'first' | 'never';

/** How an address is to be added. */
export interface AddressOptions {
  readonly primary?: PrimaryPosition;
  /** A deprecated address is the source of new datagrams only where no other one is left. */
  readonly deprecated?: boolean;
}

/** An address of a NIC, with its subnet. */
export class AddressEntry {
  readonly address: Ipv4Address;
  readonly prefixLength: number;
  /** Directed broadcast of the subnet; `NO_ADDRESS` for /31 and /32 (RFC 3021). */
  readonly broadcast: Ipv4Address;
  kind: AddressKind;
  deprecated = false;
  /** Routes and packets that keep the address alive beyond its removal. */
  references = 0;

  constructor(address: Ipv4Address, prefixLength: number, kind: AddressKind) {
    this.address = address;
    this.prefixLength = prefixLength;
    this.broadcast = prefixLength > 30 ? NO_ADDRESS : ipv4Address(address | ~maskOf(prefixLength));
    this.kind = kind;
  }

  contains(address: Ipv4Address): boolean {
    return ((address ^ this.address) & maskOf(this.prefixLength)) === 0;
  }
}

const NO_ENTRIES: readonly AddressEntry[] = [];

/** What an address table asks of the endpoint that it belongs to. */
export interface AddressTableOwner {
  /** Both NIC and endpoint are enabled. */
  isEnabled(): boolean;
  /** A loopback NIC owns every address of its subnets. */
  readonly isLoopback: boolean;
  /** Something changed; cached answers are void. */
  addressesChanged(): void;
}

/** The addresses of one NIC: what is assigned, what is ours, which one to send from. */
export class AddressTable {
  readonly #owner: AddressTableOwner;
  // Made anew by `concat` when they change: a list that grows by itself has room for 17, and NICs are many.
  #entries: readonly AddressEntry[] = NO_ENTRIES;
  #primary: readonly AddressEntry[] = NO_ENTRIES;

  constructor(owner: AddressTableOwner) {
    this.#owner = owner;
  }

  /** Every address there is, expired and temporary ones included, in order of addition. */
  get entries(): readonly AddressEntry[] {
    return this.#entries;
  }

  /** Candidates for a source address, first choice first. */
  get primary(): readonly AddressEntry[] {
    return this.#primary;
  }

  /**
   * Adds a permanent address. One that exists is `duplicate-address`; over a temporary or expired one
   * it is promoted, and keeps its old prefix.
   */
  add(address: Ipv4Address, prefixLength: number, options: AddressOptions = {}): NetError | null {
    let entry = this.#exact(address);
    if (entry === undefined) {
      entry = new AddressEntry(address, prefixLength, 'permanent');
      this.#entries = this.#entries.concat(entry);
    } else if (entry.kind === 'permanent') {
      return 'duplicate-address';
    } else {
      entry.kind = 'permanent';
      this.#primary = without(this.#primary, entry);
    }
    entry.references++;
    entry.deprecated = options.deprecated ?? false;
    const position = options.primary ?? 'can-be';
    if (position === 'can-be') this.#primary = this.#primary.concat(entry);
    else if (position === 'first') this.#primary = [entry].concat(this.#primary);
    this.#owner.addressesChanged();
    return null;
  }

  /** Removes a permanent address; it lives on as expired while routes use it. */
  remove(address: Ipv4Address): NetError | null {
    const entry = this.#exact(address);
    if (entry?.kind !== 'permanent') return 'bad-local-address';
    entry.kind = 'permanent-expired';
    this.release(entry);
    this.#owner.addressesChanged();
    return null;
  }

  /** Removes every permanent address. */
  removeAll(): void {
    for (const entry of this.#entries) this.remove(entry.address);
  }

  /** Keeps an address alive for a route; a temporary one enters the table. */
  hold(entry: AddressEntry): void {
    if (entry.references === 0 && entry.kind === 'temporary') {
      this.#entries = this.#entries.concat(entry);
      this.#primary = this.#primary.concat(entry);
      this.#owner.addressesChanged();
    }
    entry.references++;
  }

  /** Ends one `hold`; the last one of an expired or temporary address removes it. */
  release(entry: AddressEntry): void {
    entry.references--;
    if (entry.references > 0) return;
    this.#entries = without(this.#entries, entry);
    this.#primary = without(this.#primary, entry);
    this.#owner.addressesChanged();
  }

  /** First permanent address of the primary list, deprecated ones last; null if there is none. */
  main(): AddressEntry | null {
    let fallback: AddressEntry | null = null;
    for (const entry of this.#primary) {
      if (entry.kind !== 'permanent') continue;
      if (!entry.deprecated) return entry;
      fallback ??= entry;
    }
    return fallback;
  }

  /** The source of new datagrams: the rule of `main` over what is assigned. */
  selectSource(allowExpired: boolean): AddressEntry | null {
    let fallback: AddressEntry | null = null;
    for (const entry of this.#primary) {
      if (!this.isAssigned(entry, allowExpired)) continue;
      if (!entry.deprecated) return entry;
      fallback ??= entry;
    }
    return fallback;
  }

  /** The first source whose subnet has `nextHop`, else that of `selectSource`. */
  selectSourceTowards(nextHop: Ipv4Address, allowExpired: boolean): AddressEntry | null {
    for (const entry of this.#primary) {
      const isChosen = !entry.deprecated && entry.contains(nextHop);
      if (isChosen && this.isAssigned(entry, allowExpired)) return entry;
    }
    return this.selectSource(allowExpired);
  }

  /** Whether packets may be sent from, and received for, this address now. */
  isAssigned(entry: AddressEntry, allowExpired: boolean): boolean {
    return this.#owner.isEnabled() && (entry.kind !== 'permanent-expired' || allowExpired);
  }

  /**
   * The entry that makes `address` ours: the address itself, a subnet of which it is the directed
   * broadcast, a subnet on a loopback NIC, or, where temporary ones are allowed, a new /32 that is in
   * the table only while held.
   */
  findLocal(address: Ipv4Address, allowTemporary: boolean): AddressEntry | null {
    const entries = this.#entries;
    const loopback = this.#owner.isLoopback;
    let bySubnet: AddressEntry | null = null;
    for (let index = 0; index < entries.length; index++) {
      const entry = entries[index] as AddressEntry;
      if (entry.address === address) {
        return this.isAssigned(entry, allowTemporary) ? entry : null;
      }
      if (bySubnet !== null) continue;
      if (entry.broadcast === address || (loopback && entry.contains(address))) {
        if (this.isAssigned(entry, allowTemporary)) bySubnet = entry;
      }
    }
    if (bySubnet !== null || !allowTemporary) return bySubnet;
    return new AddressEntry(address, 32, 'temporary');
  }

  /** Whether a permanent primary address has `address` in its subnet. */
  isOnLink(address: Ipv4Address): boolean {
    return this.#primary.some((entry) => entry.kind === 'permanent' && entry.contains(address));
  }

  #exact(address: Ipv4Address): AddressEntry | undefined {
    return this.#entries.find((entry) => entry.address === address);
  }
}

function without(list: readonly AddressEntry[], entry: AddressEntry): readonly AddressEntry[] {
  return list.filter((other) => other !== entry);
}
