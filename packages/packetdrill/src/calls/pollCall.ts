// poll(2) over a list of descriptors.
import type { Expression } from '../language/script.js';
import { eventsText } from './constants.js';
import { pollBits } from './descriptors.js';
import { BLOCKED, done } from './outcome.js';
import type { Attempt, PreparedCall } from './systemCalls.js';

const ALWAYS = 0x18;
const INVALID = 0x20;
const US_PER_MS = 1000;

export function poll({ world, args }: PreparedCall): Attempt {
  const list = args.at(0);
  const entries =
    list.kind === 'list' ? list.items : args.unsupported('this kind of argument of poll');
  const timeoutMs = args.number(2);
  const startUs = world.clock.nowUs;
  let isArmed = false;
  const number = (entry: Expression, name: string) => {
    const value = args.field(entry, name);
    return value === undefined ? 0 : args.numberOf(value);
  };
  return () => {
    const found = entries.map((entry) => {
      const descriptor = world.descriptors.get(number(entry, 'fd'));
      if (descriptor?.kind !== 'tcp') return INVALID;
      return pollBits(descriptor.socket) & (number(entry, 'events') | ALWAYS);
    });
    const count = found.filter((bits) => bits !== 0).length;
    const isOver = timeoutMs >= 0 && world.clock.nowUs >= startUs + timeoutMs * US_PER_MS;
    if (count === 0 && !isOver) {
      if (!isArmed && timeoutMs > 0)
        world.clock.schedule(timeoutMs * 1e6, { fire: () => undefined });
      isArmed = true;
      return BLOCKED;
    }
    for (const [index, entry] of entries.entries()) {
      const wanted = number(entry, 'revents');
      const came = found[index] ?? 0;
      if (wanted === came) continue;
      return done(count, `revents: expected ${eventsText(wanted)}, came ${eventsText(came)}`);
    }
    return done(count);
  };
}
