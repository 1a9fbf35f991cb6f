// All benchmarks, in the order in which they are run.
import type { BenchmarkFamily } from '../benchmark.js';
import { chain } from './chain.js';
import { fragment } from './fragment.js';
import { grid } from './grid.js';
import { lossy } from './lossy.js';
import { multicast } from './multicast.js';
import { observed } from './observed.js';
import { queue } from './queue.js';
import { star } from './star.js';
import { tcp } from './tcp.js';
import { tcpIdle } from './tcpIdle.js';
import { timerQueue } from './timerQueue.js';
import { timers } from './timers.js';

export const families: readonly BenchmarkFamily[] = [
  chain,
  lossy,
  star,
  grid,
  fragment,
  multicast,
  tcp,
  tcpIdle,
  timers,
  timerQueue,
  queue,
  observed,
];
