// Deliberate faults in what is reported of a run: see `list.mjs`.

/** @type {readonly import('./list.mjs').Fault[]} */
export const RESULT_FAULTS = [
  {
    name: 'what an app lost is said to be in flight',
    file: 'sim/src/apps/flowMeter.ts',
    find: 'sent === received ? 0 : this.#countInFlight();',
    replace: 'sent - received;',
    breaks: ['apps-add-up'],
  },
  {
    name: 'sends that fail are not in the fingerprint',
    file: 'sim/src/network/fingerprintRecorder.ts',
    find: '    hash.block(eventNumberOf(event.type), packet === null ? 0 : 1, 0, 0);',
    replace:
      "    if (event.type === 'send-failed') return;\n    hash.block(eventNumberOf(event.type), packet === null ? 0 : 1, 0, 0);",
    breaks: ['fingerprint-sees-all'],
  },
  {
    name: 'names are looked for among the properties of every object',
    file: 'runner/src/views/lazyView.ts',
    find: 'return read === undefined ? this.#record?.read(name) : read();',
    replace:
      'return read === undefined ? (this.#record?.read(name) ?? Reflect.get({}, name)) : read();',
    breaks: ['expectations-are-judged'],
  },
  {
    name: 'aggregates go through reasons for which nothing was dropped',
    file: 'runner/src/views/lazyView.ts',
    find: '(this.#zerosCount || value !== 0n)',
    replace: '(this.#zerosCount || value !== 1n)',
    breaks: ['expectations-are-judged'],
  },
  {
    name: 'the limit of what is in flight lets one packet more pass',
    file: 'sim/src/impairment/impairedPath.ts',
    find: 'return this.#arrivals.size >= this.#limitPackets;',
    replace: 'return this.#arrivals.size > this.#limitPackets;',
    breaks: ['links-keep-time'],
  },
  {
    name: 'paths are counted in hops where delays should decide',
    file: 'runner/src/network/computedRoutes.ts',
    find: "if (this.#by === 'delay') return delayNs;",
    replace: "if (this.#by === 'delay') return Math.min(delayNs, 1);",
    breaks: ['shortest-paths-to-routers'],
  },
  {
    name: 'packets may take a slab more than the limit',
    file: 'core/src/packet/packetPool.ts',
    find: 'if (this.#bytes + slots * size > this.#maxBytes) throw',
    replace: 'if (this.#bytes > this.#maxBytes) throw',
    breaks: ['packet-memory-is-bounded'],
  },
];
