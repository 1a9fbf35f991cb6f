import { readFileSync } from 'node:fs';
import { SIMULATION_EVENT_TYPES } from '@packetloom/sim';
import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('outputs that cannot be', () => {
    expect(diagnosticsOf('outputs that cannot be')).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { events: { kinds: [droped], node: [h1] }, series: {} }
      => x.yaml:7:30: 'droped' is not one of 'originated', 'received', 'transmitted', 'forwarded', 'fragment-held', 'reassembled', 'fragmented', 'delivered' and 22 more; did you mean dropped?
      x.yaml:7:39: unknown key 'node' in an event file; did you mean nodes?
      x.yaml:7:53: a time series needs the key 'every'
      x.yaml:7:53: a time series needs the key 'of'

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { events: { nodes: [h1, h3], file: ../x } }
      => x.yaml:7:34: there is no node 'h3'; did you mean h1?
      x.yaml:7:45: '../x' is no file name: letters, digits, dot, _ and -, at most 100; the folder is that of --out

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { series: { every: 0s, of: [link.tial.forward.queue, link.tail.foward.queue, link.tail, node.h1.drops.los, app.x.sent] } }
      => x.yaml:7:29: no time would pass between two rows
      x.yaml:7:43: there is no link 'tial'; did you mean tail?
      x.yaml:7:73: a link has no 'foward'; did you mean forward?
      x.yaml:7:87: 'link.tail' is no single value: name a part of it, such as 'forward', 'reverse'
      x.yaml:7:112: there is no reason for a drop 'los'; did you mean loss?
      x.yaml:7:121: there is no app 'x': there are none at all

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { series: { every: 100, of: ['link tail', run, '*.tail', link.tail.forward.queue.packets.x, lnk.tail] } }
      => x.yaml:7:29: a bare number, 100, where a unit belongs: expected a duration with its unit, such as 20ms; did you mean 100ms?
      x.yaml:7:39: 'link tail' names no value: expected names with dots between them
      x.yaml:7:52: 'run' names no value: expected names with dots between them

      schema: 1
      name: a
      nodes: { h1: { kind: host }, h2: { kind: host } }
      links:
        - name: tail
          endpoints: ['h1:eth0', 'h2:eth0']
      outputs: { series: { every: 1s, of: [link.*.forward.*, link.*.*.queu, node.h1.igmp.groups] }, comments: 1 }
      => x.yaml:7:53: '*' does not stand for everything here: name one of 'sent', 'sentBytes', 'delivered', 'deliveredBytes', 'drops', 'marked', 'duplicated', 'corrupted' and 8 more
      x.yaml:7:65: a direction of a link has no 'queu'; did you mean queue?
      x.yaml:7:71: 'node.h1.igmp.groups' is a list, not a number
      x.yaml:7:105: expected true or false, found 1"
    `);
  });
});

it('the schema knows every kind of event', () => {
  const file = new URL('../../schema/document.schema.json', import.meta.url);
  const { definitions } = JSON.parse(readFileSync(file, 'utf8'));
  const { kinds } = definitions.eventStream.anyOf[1].properties;
  expect(kinds.items.enum).toEqual(SIMULATION_EVENT_TYPES);
});
