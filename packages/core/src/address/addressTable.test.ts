import { beforeEach, describe, expect, it } from 'vitest';
import { addressOf as ip } from '../testing/testHost.js';
import { AddressTable, NO_ADDRESS } from './addressTable.js';

const A = ip('10.0.0.1');
const B = ip('10.0.1.1');

let table: AddressTable;
let isEnabled: boolean;
let changes: number;

/** The table of a NIC. */
function tableOf(isLoopback = false): AddressTable {
  return new AddressTable({
    isEnabled: () => isEnabled,
    isLoopback,
    addressesChanged: () => void changes++,
  });
}

beforeEach(() => {
  isEnabled = true;
  changes = 0;
  table = tableOf();
});

describe('a table of addresses', () => {
  it('has each permanent address once, and tells of changes', () => {
    expect([table.add(A, 24), table.add(A, 16), table.remove(A), table.remove(A)]).toEqual([
      null,
      'duplicate-address',
      null,
      'bad-local-address',
    ]);
    expect(table.entries).toEqual([]);
    expect(changes).toBeGreaterThanOrEqual(2);
  });

  it('sends from the first address that is not deprecated', () => {
    table.add(A, 24, { deprecated: true });
    expect(table.selectSource(false)?.address).toBe(A);
    table.add(B, 24);
    expect(table.selectSource(false)?.address).toBe(B);
    table.add(ip('10.0.2.1'), 24, { primary: 'first' });
    expect(table.main()?.address).toBe(ip('10.0.2.1'));
    table.add(ip('10.0.3.1'), 24, { primary: 'never' });
    expect(table.primary.map(({ address }) => address)).not.toContain(ip('10.0.3.1'));
  });

  it('sends from none while it is disabled', () => {
    table.add(A, 24);
    isEnabled = false;
    expect([table.selectSource(false), table.findLocal(A, false)]).toEqual([null, null]);
    expect(table.main()?.address).toBe(A);
  });

  it('knows directed broadcasts, but not of /31 and /32 (RFC 3021)', () => {
    table.add(A, 24);
    table.add(B, 31);
    expect(table.findLocal(ip('10.0.0.255'), false)?.address).toBe(A);
    expect(table.entries.map(({ broadcast }) => broadcast)).toEqual([ip('10.0.0.255'), NO_ADDRESS]);
    expect([table.isOnLink(ip('10.0.1.0')), table.isOnLink(ip('10.0.1.2'))]).toEqual([true, false]);
  });

  it('owns whole subnets on a loopback NIC', () => {
    expect(table.findLocal(ip('10.0.0.9'), false)).toBeNull();
    table = tableOf(true);
    table.add(ip('127.0.0.1'), 8);
    expect(table.findLocal(ip('127.9.9.9'), false)?.address).toBe(ip('127.0.0.1'));
  });

  it('keeps a removed address for those who hold it, and gives it to nobody else', () => {
    table.add(A, 24);
    const entry = table.findLocal(A, false);
    if (entry === null) expect.unreachable();
    table.hold(entry);
    table.remove(A);
    expect(table.entries).toEqual([entry]);
    expect([table.findLocal(A, false), table.findLocal(A, true)]).toEqual([null, entry]);
    table.release(entry);
    expect(table.entries).toEqual([]);
  });

  it('makes a removed address that is held permanent again', () => {
    table.add(A, 24);
    const entry = table.findLocal(A, false);
    if (entry === null) expect.unreachable();
    table.hold(entry);
    table.remove(A);
    expect(table.add(A, 16)).toBeNull();
    expect(table.findLocal(A, false)).toBe(entry);
    table.release(entry);
    expect([entry.kind, entry.prefixLength]).toEqual(['permanent', 24]);
  });

  it('has a temporary address only while it is held', () => {
    const entry = table.findLocal(B, true);
    if (entry === null) expect.unreachable();
    expect([entry.kind, table.entries]).toEqual(['temporary', []]);
    table.hold(entry);
    expect(table.entries).toEqual([entry]);
    table.release(entry);
    expect(table.entries).toEqual([]);
  });
});
