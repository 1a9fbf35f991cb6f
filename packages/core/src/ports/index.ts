// What a stack needs from outside, and what it tells.
export type { Clock, Timer, TimerId } from './clock.js';
export type { HostProcess } from './hostProcess.js';
export type { LinkEndpoint, LinkError, LinkReceiver } from './link.js';
export type { MulticastRoute, MulticastRouteSource } from './multicastRoutes.js';
export type { FastPath, NetworkInterface, NetworkLayer } from './networkInterface.js';
export type {
  ObservedNic,
  OtherStackEvent,
  PassingType,
  StackEvent,
  StackObserver,
} from './observer.js';
export type { RandomSource, RandomStream } from './random.js';
export type { StackContext } from './stackContext.js';
export type {
  ArrivalInterface,
  ControlMessage,
  TransportDisposition,
  TransportLayer,
  TransportProtocol,
} from './transportProtocol.js';
