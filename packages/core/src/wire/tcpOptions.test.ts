import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../test/octets.js';
import {
  readTcpOptions,
  TcpOptionFields,
  writeMss,
  writeSackBlock,
  writeSackHead,
  writeTimestamps,
  writeWindowScale,
} from './tcpOptions.js';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

function optionsIn(octets: Uint8Array): TcpOptionFields {
  // Octets around them must not be looked at.
  const among = new Uint8Array(octets.length + 2).fill(0xff);
  among.set(octets, 1);
  const fields = new TcpOptionFields();
  readTcpOptions(new DataView(among.buffer), 1, octets.length, fields);
  return fields;
}

describe('options of a TCP header', () => {
  it('come apart as Linux sends them on a SYN', () => {
    const fields = optionsIn(fromHex('020405b40402080a00000001000000020103030a'));
    expect(fields).toMatchObject({
      mss: 1460,
      sackPermitted: true,
      hasTimestamps: true,
      timestampValue: 1,
      timestampEcho: 2,
      windowScale: 10,
    });
  });

  it('are read back as they were written', () => {
    const block = fc.tuple(uint32, uint32);
    fc.assert(
      fc.property(uint32, uint32, fc.array(block, { maxLength: 3 }), (value, echo, blocks) => {
        const octets = new Uint8Array(40);
        const view = new DataView(octets.buffer);
        let end = writeTimestamps(view, 0, value, echo, false);
        if (blocks.length > 0) end = writeSackHead(view, end, blocks.length);
        for (const [left, right] of blocks) end = writeSackBlock(view, end, left, right);
        const fields = optionsIn(octets.subarray(0, end));
        expect(fields).toMatchObject({ hasTimestamps: true, timestampValue: value });
        expect(fields.timestampEcho).toBe(echo);
        expect(fields.sackCount).toBe(blocks.length);
        expect([...fields.sackEdges].slice(0, 2 * blocks.length)).toEqual(blocks.flat());
      }),
    );
  });

  it('of a SYN are read back too', () => {
    const octets = new Uint8Array(40);
    const view = new DataView(octets.buffer);
    const end = writeWindowScale(view, writeMss(view, 0, 536), 14);
    expect(optionsIn(octets.subarray(0, end))).toMatchObject({ mss: 536, windowScale: 14 });
  });

  it('say nothing where their length is wrong, and end where one reaches too far', () => {
    expect(optionsIn(fromHex('0203ff03030a'))).toMatchObject({ mss: 0, windowScale: 10 });
    expect(optionsIn(fromHex('080a0000'))).toMatchObject({ hasTimestamps: false });
    expect(optionsIn(fromHex('0300030307'))).toMatchObject({ windowScale: -1 });
  });

  it('may be any octets: nothing beyond them is read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        expect(() => optionsIn(octets)).not.toThrow();
      }),
    );
  });
});
