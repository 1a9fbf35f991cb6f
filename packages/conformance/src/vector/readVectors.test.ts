import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleVector } from '../testing/exampleVector.js';
import { parseVectors, readVectors } from './readVectors.js';
import { hexOf, octetsOf } from './vector.js';

const line = JSON.stringify(exampleVector());

function messageOf(content: string): string {
  const read = parseVectors(content, 'some.jsonl');
  return 'code' in read ? read.message : 'no fault';
}

/** The message about the example after a change to it. */
function faultOf(change: (vector: never) => void): string {
  const value = JSON.parse(line) as never;
  change(value);
  return messageOf(`${line}\n${JSON.stringify(value)}\n`);
}

describe('parsing vectors', () => {
  it('gives each vector its line; empty lines count but hold none', () => {
    const read = parseVectors(`${line}\n\n${line}\n`, 'some.jsonl');
    expect(read).toMatchObject({ vectors: [{ line: 1 }, { line: 3 }], warnings: [] });
  });

  it('takes a byte order mark, and both kinds of line ends', () => {
    const read = parseVectors(`\ufeff${line}\r\n${line}\r\n`, 'some.jsonl');
    expect(read).toMatchObject({ vectors: [{ line: 1 }, { line: 2 }], warnings: [] });
  });

  it('names the line of broken JSON', () => {
    expect(messageOf(`${line}\n{"name": \n`)).toMatch(/^some\.jsonl:2: no valid JSON: /);
  });

  it.each<[string, (vector: never) => void, string]>([
    [
      'a step that it does not know',
      (v: { steps: { do: string }[] }) => {
        (v.steps[0] as { do: string }).do = 'explode';
      },
      'steps[0].do: expected one of inject, sendUdp, sendRaw, joinGroup, leaveGroup, ' +
        'setForwarding, enableNic, disableNic, addAddress, removeAddress, setDefaultTtl, ' +
        'setPromiscuous, advance, found "explode"',
    ],
    [
      'half an octet',
      (v: { steps: { packet: string }[] }) => {
        (v.steps[0] as { packet: string }).packet = '450';
      },
      'steps[0].packet: expected octets in hexadecimal, found "450"',
    ],
    [
      'a missing field',
      (v: { host: { nics?: unknown } }) => {
        delete v.host.nics;
      },
      'host.nics: expected a list, found nothing',
    ],
    [
      'an address with an octet too large',
      (v: { host: { nics: { addresses: string[] }[] } }) => {
        v.host.nics[0]!.addresses = ['10.0.0.256/24'];
      },
      'host.nics[0].addresses[0]: expected an IPv4 prefix a.b.c.d/length, found "10.0.0.256/24"',
    ],
    [
      'a number beyond its range',
      (v: { host: { defaultTtl: number } }) => {
        v.host.defaultTtl = 256;
      },
      'host.defaultTtl: expected an integer from 0 to 255, found 256',
    ],
    [
      'another source',
      (v: { source: string }) => {
        v.source = 'plan9';
      },
      'source: expected one of gvisor-2021-05-11, linux-6.18, found "plan9"',
    ],
    [
      'time that runs backwards',
      (v: { steps: { at: number; do: string }[] }) => {
        v.steps.push({ at: 4, do: 'advance' });
      },
      'steps[1].at: 4 is before the previous step',
    ],
    [
      'a NIC that is not there',
      (v: { steps: { nic: number }[] }) => {
        (v.steps[0] as { nic: number }).nic = 2;
      },
      'steps[0].nic: no NIC 2 in host.nics',
    ],
    [
      'two NICs of one id',
      (v: { host: { nics: unknown[] } }) => {
        v.host.nics.push(v.host.nics[0]);
      },
      'host.nics: two have the same id',
    ],
    [
      'a socket that is not there',
      (v: { steps: unknown[] }) => {
        v.steps.push({ at: 6, do: 'sendUdp', socket: 2, payload: '' });
      },
      'steps[1].socket: no socket 2 in host.udp',
    ],
    [
      'an error of a step that is not there',
      (v: { expect: { errors?: unknown } }) => {
        v.expect.errors = [{ step: 1, errno: 'EINVAL' }];
      },
      'expect.errors: there is no step 1',
    ],
  ])('refuses %s', (_, change, message) => {
    expect(faultOf(change)).toBe(`some.jsonl:2: ${message}`);
  });

  it.each(['[]', '"text"', 'null', '7'])('refuses %s in place of a vector', (text) => {
    expect(messageOf(text)).toMatch(/^some\.jsonl:1: expected an object, found /);
  });

  it('warns of fields that the format does not know', () => {
    const value = JSON.parse(line);
    value.expect.sent[0].colour = 'red';
    const read = parseVectors(JSON.stringify(value), 'some.jsonl');
    expect(read).toMatchObject({
      vectors: [{ line: 1 }],
      warnings: ['some.jsonl:1: expect.sent[0].colour: unknown field, ignored'],
    });
  });
});

describe('reading vector files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packetloom-vectors-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['plain', 'a.jsonl', Buffer.from(line)],
    ['gzip', 'a.jsonl.gz', gzipSync(line)],
    ['gzip under another name', 'a.jsonl', gzipSync(line)],
    ['brotli', 'a.jsonl.br', brotliCompressSync(line)],
  ])('reads %s files', async (_, name, content) => {
    const path = join(folder, name);
    await writeFile(path, content);
    expect(await readVectors(path)).toMatchObject({
      vectors: [{ file: path, line: 1, vector: { name: 'example/echo' } }],
    });
  });

  it.each([
    ['is not there', 'missing.jsonl', null],
    ['is cut short', 'cut.jsonl.gz', gzipSync(line).subarray(0, 20)],
    ['is no brotli', 'wrong.jsonl.br', Buffer.from(line)],
  ])('tells why a file that %s cannot be read', async (_, name, content) => {
    const path = join(folder, name);
    if (content !== null) await writeFile(path, content);
    const read = await readVectors(path);
    expect(read).toMatchObject({ code: 'unreadable-file' });
    expect('message' in read && read.message.startsWith(`${path}: cannot be read: `)).toBe(true);
  });
});

describe('octets in hexadecimal', () => {
  it('are read with the zeros that were left out', () => {
    expect(octetsOf('45fF', 2)).toEqual(Uint8Array.of(0x45, 0xff, 0, 0));
    expect(hexOf(Uint8Array.of(0x45, 0xff, 0))).toBe('45ff00');
  });
});
