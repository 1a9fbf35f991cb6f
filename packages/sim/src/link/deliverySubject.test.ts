import type { PacketBuffer } from '@packetloom/core';
import { filter, map, Subject, take } from 'rxjs';
import { expect, it } from 'vitest';
import { pairs } from '../../test/pairs.js';
import { DeliverySubject } from './deliverySubject.js';

it('wires a link by RxJS: the NIC is the first subscriber, operators see what it got', () => {
  const order: string[] = [];
  const receiver = { receiveFromLink: () => void order.push('nic') };
  const subject = new DeliverySubject(receiver);
  expect(subject).toBeInstanceOf(Subject);
  subject
    .pipe(
      filter(({ length }) => length > 40),
      map(({ length }) => `${length} octets`),
      take(1),
    )
    .subscribe((text) => order.push(text));
  for (const length of [20, 50, 60]) subject.receiveFromLink({ length } as PacketBuffer);
  expect(order).toEqual(['nic', 'nic', '50 octets', 'nic']);
});

it('lets what a NIC throws stop the run, and not some timer of RxJS', () => {
  const subject = new DeliverySubject({
    receiveFromLink: () => {
      throw new Error('a bug');
    },
  });
  expect(() => subject.receiveFromLink({ length: 20 } as PacketBuffer)).toThrow('a bug');
});

it('changes nothing in a run: looked at or not, it has the same fingerprint', () => {
  const specs = [
    { delayNs: 3_000_000 },
    { loss: { kind: 'independent', probability: 0.2 } },
  ] as const;
  const looked = pairs(specs, { seed: 7 });
  expect(looked.arrivals.map(({ length }) => length)).toEqual(
    looked.flows.map(({ report }) => report.received),
  );
  expect(pairs(specs, { seed: 7 }, false).digest).toBe(looked.digest);
});
