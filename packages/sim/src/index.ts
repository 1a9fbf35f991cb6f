// The simulated world: time, links, hosts, programs, and what is recorded of them. A map; nothing else
// stands here.

export * from './apps/index.js'; // ping, traceroute, UDP flows
export * from './bus/index.js'; // everything that happens, as one stream
export * from './capture/index.js'; // pcapng
export * from './composition/index.js'; // how the parts are put together
export * from './impairment/index.js'; // what links do to packets besides taking time
export * from './link/index.js'; // links between NICs
export * from './multicast/index.js'; // multicast between routers
export * from './network/index.js'; // hosts and links in simulated time
export * from './observe/index.js'; // reasons, lives, time series
export * from './queue/index.js'; // queues in front of the rate stage
export * from './random/index.js'; // named random streams
export * from './record/index.js'; // fingerprint and accounting
export * from './routing/index.js'; // shortest paths
export * from './segment/index.js'; // hubs and switches
export * from './time/index.js'; // event queue, clocks, timers
