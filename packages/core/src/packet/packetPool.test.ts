import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISPOSITIONS, Disposition, dispositionKind, dispositionName } from './disposition.js';
import { HEADROOM, type PacketBuffer } from './packetBuffer.js';
import { MAX_PACKET_LENGTH, PacketPool } from './packetPool.js';

describe('dispositions', () => {
  it('have a name, a kind and a number each', () => {
    for (const [number, { name, kind }] of DISPOSITIONS.entries()) {
      expect(Disposition[name]).toBe(number);
      expect(dispositionName(number)).toBe(name);
      expect(dispositionKind(number)).toBe(kind);
    }
    expect(() => dispositionName(DISPOSITIONS.length)).toThrow(RangeError);
    expect(() => dispositionKind(-1)).toThrow(RangeError);
  });
});

describe('a packet pool', () => {
  it('refuses to end a packet twice', () => {
    const pool = new PacketPool();
    const packet = pool.allocate(20);
    pool.end(packet, Disposition.delivered);
    expect(() => pool.end(packet, Disposition.delivered)).toThrow('ended twice');
    expect(pool.totals()).toEqual({ created: 1, ended: 1, dispositions: { delivered: 1 } });
  });

  it('has no packet that is too large', () => {
    const pool = new PacketPool();
    expect(pool.allocate(MAX_PACKET_LENGTH).length).toBe(MAX_PACKET_LENGTH);
    expect(() => pool.allocate(MAX_PACKET_LENGTH + 1)).toThrow(RangeError);
  });

  it('knows what is in flight of each datagram, from whenever it is asked on', () => {
    const step = fc.record({
      kind: fc.constantFrom('new', 'copy', 'answer', 'end'),
      which: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(40), (steps, asked) => {
        const pool = new PacketPool();
        const live: PacketBuffer[] = [];
        steps.forEach(({ kind, which }, slot) => {
          if (slot === asked) pool.isInFlight(1);
          const other = live[which % Math.max(1, live.length)];
          if (kind === 'new') live.push(pool.allocate(20));
          else if (other === undefined) return;
          else if (kind === 'copy') live.push(pool.clone(other));
          else if (kind === 'answer') live.push(pool.allocate(20, other.identity));
          else {
            live.splice(live.indexOf(other), 1);
            pool.end(other, Disposition.loss);
          }
        });
        for (let identity = 1; identity < pool.nextIdentity; identity++) {
          const isInFlight = live.some((packet) => packet.identity === identity);
          expect(pool.isInFlight(identity)).toBe(isInFlight);
          const isAnswered = live.some(({ cause }) => cause === identity);
          expect(pool.isReplyInFlight(identity)).toBe(isAnswered);
        }
      }),
    );
  });

  it('copies octets, link header and identity', () => {
    const pool = new PacketPool();
    const packet = pool.from(Uint8Array.of(1, 2, 3, 4, 5, 6));
    packet.start += 2;
    packet.length -= 2;
    packet.linkHeaderLength = 2;
    packet.cause = 7;
    packet.flags = 3;
    const copy = pool.clone(packet);
    expect(copy).toMatchObject({ identity: packet.identity, cause: 7, flags: 3, length: 4 });
    expect([...copy.toBytes()]).toEqual([3, 4, 5, 6]);
    expect(copy.view.getUint16(copy.start - 2)).toBe(0x0102);
    expect(copy.serial).not.toBe(packet.serial);
    expect(pool.nextIdentity).toBe(packet.identity + 1);
  });

  it('never gives two live packets the same octets', () => {
    const step = fc.oneof(
      fc.record({ allocate: fc.integer({ min: 0, max: 12_000 }) }),
      fc.record({ end: fc.nat(1000) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const pool = new PacketPool();
        const live: ReturnType<PacketPool['allocate']>[] = [];
        for (const each of steps) {
          if ('allocate' in each) {
            const packet = pool.allocate(each.allocate);
            packet.bytes.fill(
              live.length & 0xff,
              packet.start - HEADROOM,
              packet.start + packet.length,
            );
            packet.tag = live.length & 0xff;
            live.push(packet);
          } else if (live.length > 0) {
            const [packet] = live.splice(each.end % live.length, 1);
            if (packet !== undefined) pool.end(packet, Disposition.icmp);
          }
          for (const { bytes, start, length, tag } of live) {
            expect(bytes.subarray(start, start + length).every((octet) => octet === tag)).toBe(
              true,
            );
          }
          expect(pool.liveCount).toBe(live.length);
        }
      }),
      { numRuns: 50 },
    );
  });
});
