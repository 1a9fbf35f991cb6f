import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../testing/brokenDocuments.js';

describe('a broken document is answered with all that is wrong, at its place:', () => {
  it('texts that are no YAML', () => {
    expect(diagnosticsOf('texts that are no YAML')).toMatchInlineSnapshot(`
      "schema: 1
      	name: a
      => x.yaml:2:1: a tab is used to indent: YAML is indented with spaces; did you mean two spaces for each level?

      schema: 1
      name: a
      nodes:
        h1: { kind: host
      => x.yaml:4:19: a '}' is missing before this point

      schema: 1
      name: 'a
      => x.yaml:2:9: this text in quotes has no end

      schema: 1
      schema: 1
      name: a
      => x.yaml:2:1: the key 'schema' stands here a second time

      schema: 1
      name: a
      ---
      schema: 1
      => x.yaml:3:1: a second document begins here: a scenario file holds one

      a: b: c
      => x.yaml:1:4: a "key: value" inside of a plain value: is a line indented too far, or do two keys stand on one line?

      - 1
      => x.yaml:1:1: expected a mapping, found a list

      just text
      => x.yaml:1:1: expected a mapping, found 'just text'

      null
      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"

      # nothing
      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"


      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"

        
      => x.yaml:1:1: the file says nothing: a scenario begins with "schema: 1"

      {
      => x.yaml:1:2: a '}' is missing before this point

      schema: 1
      name: !!js/function 'x'
      => x.yaml:2:21: tags (!!js/function) are not part of the scenario language

      schema: 1
      name: *a
      => x.yaml:2:7: the alias *a has no anchor before it
      x.yaml:2:7: expected a name, found nothing

      a: &a [*a]
      => x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:1: the scenario needs the key 'name'
      x.yaml:1:1: unknown key 'a' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing', 'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs'
      x.yaml:1:8: the alias *a contains itself

      <<: { schema: 1 }
      => x.yaml:1:1: merge keys (<<) are not part of the scenario language; write the keys out, or use an alias (*name) for the whole value
      x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:1: the scenario needs the key 'name'

      ? [x]
      : 1
      => x.yaml:1:1: the scenario needs the key 'schema'
      x.yaml:1:1: the scenario needs the key 'name'
      x.yaml:1:3: a key must be a plain word

      schema: 1
      name: a
        nodes: {}
      => x.yaml:2:7: a "key: value" inside of a plain value: is a line indented too far, or do two keys stand on one line?"
    `);
  });

  it("names of Object's own", () => {
    expect(diagnosticsOf("names of Object's own")).toMatchInlineSnapshot(`
      "schema: 1
      name: a
      __proto__: { x: 1 }
      constructor: 1
      toString: 1
      nodes: { __proto__: { kind: host }, constructor: { kind: host, hasOwnProperty: 1 } }
      => x.yaml:3:1: unknown key '__proto__' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing', 'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs'
      x.yaml:4:1: unknown key 'constructor' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing', 'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs'
      x.yaml:5:1: unknown key 'toString' in the scenario; it may have 'schema', 'name', 'description', 'seed', 'stop', 'epoch', 'defaults', 'addressing', 'import', 'include', 'parameters', 'templates', 'groups', 'generate', 'nodes', 'links', 'segments', 'routing', 'events', 'expect', 'outputs'
      x.yaml:6:10: '__proto__' is no name: names begin with a letter and hold letters, digits, _ and -, at most 63; did you mean proto__?
      x.yaml:6:64: unknown key 'hasOwnProperty' in a node; it may have 'kind', 'profile', 'ttl', 'tcp', 'iptables', 'multicast', 'addresses', 'routes', 'groups'"
    `);
  });
});
