import type { Definitions } from '../../features/define/jsonSchema.js';

/** Expectations. */
export const EXPECTATION_DEFINITIONS: Definitions = {
  expectation: {
    type: 'object',
    additionalProperties: false,
    oneOf: [{ required: ['that'] }, { required: ['never'] }, { required: ['eventually'] }],
    dependencies: { at: ['that'], within: ['eventually'] },
    properties: {
      that: {
        description:
          'A CEL expression that must be true at the end of the run, or at the time that `at` names.',
        type: 'string',
        examples: ['app.probe.received == 20'],
      },
      at: {
        description:
          'With `that`: the scenario time at which it is looked at, after all that happens at that time. Default: the end of the run.',
        $ref: '#/definitions/duration',
        examples: ['4s'],
      },
      never: {
        description: 'A CEL expression that must not be true at any time of the run.',
        type: 'string',
        examples: ['link.tail.forward.queue.packets > 100'],
      },
      eventually: {
        description: 'A CEL expression that must be true at some time of the run.',
        type: 'string',
        examples: ['app.probe.received >= 1'],
      },
      within: {
        description:
          'With `eventually`: the scenario time until which it must have been true. Default: the end of the run.',
        $ref: '#/definitions/duration',
        examples: ['8s'],
      },
      because: {
        description: 'Why this is expected: shown beside the outcome.',
        type: 'string',
        examples: ['the error that would have lowered the MTU never leaves r2'],
      },
    },
  },
};
