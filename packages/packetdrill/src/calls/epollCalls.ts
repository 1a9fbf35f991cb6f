// The calls of epoll(7).
import { eventsText } from './constants.js';
import { Epoll } from './epoll.js';
import { BLOCKED, done, failed } from './outcome.js';
import type { Attempt, PreparedCall } from './systemCalls.js';

const US_PER_MS = 1000;

export function epollCreate({ world, args, action }: PreparedCall): Attempt {
  const { result } = action;
  const fd =
    result.kind === 'number' ? result.value : args.unsupported('this result of epoll_create');
  return () => {
    world.descriptors.set(fd, { kind: 'epoll', epoll: new Epoll() });
    return done(fd);
  };
}

export function epollCtl({ world, args }: PreparedCall): Attempt {
  const [epollFd, fd] = [args.number(0), args.number(2)];
  const operation = args.word(1);
  const wanted = args.field(args.at(3), 'events');
  const events = wanted === undefined ? 0 : args.numberOf(wanted);
  return () => {
    const owner = world.descriptors.get(epollFd);
    const descriptor = world.descriptors.get(fd);
    if (owner === undefined || descriptor === undefined) return failed('EBADF');
    if (owner.kind !== 'epoll' || descriptor.kind !== 'tcp') return failed('EINVAL');
    const { epoll } = owner;
    if (operation === 'EPOLL_CTL_ADD')
      return epoll.add(fd, descriptor, events) ? done(0) : failed('EEXIST');
    const found = operation === 'EPOLL_CTL_MOD' ? epoll.modify(fd, events) : epoll.remove(fd);
    return found ? done(0) : failed('ENOENT');
  };
}

export function epollWait({ world, args }: PreparedCall): Attempt {
  const epollFd = args.number(0);
  const list = args.at(1);
  const entries = list.kind === 'list' ? list.items : [list];
  const most = args.number(2);
  const timeoutMs = args.number(3);
  const startUs = world.clock.nowUs;
  let isArmed = false;
  return () => {
    const owner = world.descriptors.get(epollFd);
    if (owner?.kind !== 'epoll') return failed(owner === undefined ? 'EBADF' : 'EINVAL');
    const reported = owner.epoll.wait(most);
    const isOver = timeoutMs >= 0 && world.clock.nowUs >= startUs + timeoutMs * US_PER_MS;
    if (reported.length === 0 && !isOver) {
      if (!isArmed && timeoutMs > 0)
        world.clock.schedule(timeoutMs * 1e6, { fire: () => undefined });
      isArmed = true;
      return BLOCKED;
    }
    for (const [index, { fd, events }] of reported.entries()) {
      const entry = entries[index];
      if (entry === undefined || entry.kind === 'ellipsis') continue;
      const wantedEvents = args.field(entry, 'events');
      const wantedFd = args.field(entry, 'fd');
      const bits = wantedEvents === undefined ? 0 : args.numberOf(wantedEvents);
      if (bits !== events) {
        return done(
          reported.length,
          `events: expected ${eventsText(bits)}, came ${eventsText(events)}`,
        );
      }
      if (wantedFd !== undefined && args.numberOf(wantedFd) !== fd) {
        return done(reported.length, `fd: expected ${args.numberOf(wantedFd)}, came ${fd}`);
      }
    }
    return done(reported.length);
  };
}
