import { accountingAddsUp } from './accounting.js';
import { deliveredToOwner, sourcesAreOwn } from './addresses.js';
import { appsAddUp } from './apps.js';
import { checksumsStayRight } from './checksums.js';
import { countersMatchEvents, countersNeverFall } from './counters.js';
import { datagramsHaveASize } from './datagramSize.js';
import { emittedPacketsAreValid } from './emittedPackets.js';
import { rulesDecide } from './filterRules.js';
import { longestPrefixWins, standardForwarding } from './forwarding.js';
import { headersAreTheirOwn } from './headers.js';
import { noErrorAboutError } from './icmpErrors.js';
import { version1IsUnderstood } from './igmpVersion1.js';
import type { RunInvariant } from './invariant.js';
import { linksKeepOrder, linksKeepTime } from './links.js';
import { memoryIsBounded } from './memory.js';
import { multicastComesOnce, multicastKeepsToTree } from './multicast.js';
import { neighboursAreBelieved } from './neighbours.js';
import { queriersGiveWay } from './queriers.js';
import { onlyErrorsAreLimited } from './rateLimit.js';
import { fragmentsKeepTheirPlace, payloadArrivesWhole } from './reassembly.js';
import { recordedAddressLeadsOn } from './recordedAddresses.js';
import { reservedAddressesStayOut } from './reservedAddresses.js';
import { shortestWaysToRouters } from './shortestPaths.js';
import { acknowledgmentsAreTrue } from './tcp/acknowledgments.js';
import { cleanTransfersEnd } from './tcp/cleanTransfers.js';
import { connectionsEnd, endsAgree } from './tcp/ends.js';
import { streamsArriveWhole } from './tcp/streams.js';
import { segmentsAreWellFormed } from './tcp/wellFormed.js';
import { congestionWindowsAreKept, windowsAreKept } from './tcp/windows.js';
import { noException, runsEnd, timeGoesOn } from './termination.js';
import { ttlFalls } from './timeToLive.js';
import { udpChecksumsAreSent } from './zeroChecksums.js';

export type { RunInvariant, Violation } from './invariant.js';

/** What is true of every TCP connection. */
export const TCP_INVARIANTS: readonly RunInvariant[] = [
  segmentsAreWellFormed,
  streamsArriveWhole,
  windowsAreKept,
  congestionWindowsAreKept,
  acknowledgmentsAreTrue,
  endsAgree,
  cleanTransfersEnd,
  connectionsEnd,
];

/** What is true of every run; the first come first, as the others say little of a broken run. */
export const RUN_INVARIANTS: readonly RunInvariant[] = [
  noException,
  runsEnd,
  timeGoesOn,
  accountingAddsUp,
  ttlFalls,
  emittedPacketsAreValid,
  payloadArrivesWhole,
  fragmentsKeepTheirPlace,
  noErrorAboutError,
  deliveredToOwner,
  sourcesAreOwn,
  countersNeverFall,
  countersMatchEvents,
  memoryIsBounded,
  linksKeepOrder,
  linksKeepTime,
  longestPrefixWins,
  standardForwarding,
  multicastKeepsToTree,
  multicastComesOnce,
  queriersGiveWay,
  rulesDecide,
  checksumsStayRight,
  headersAreTheirOwn,
  onlyErrorsAreLimited,
  datagramsHaveASize,
  recordedAddressLeadsOn,
  version1IsUnderstood,
  udpChecksumsAreSent,
  neighboursAreBelieved,
  appsAddUp,
  reservedAddressesStayOut,
  shortestWaysToRouters,
  ...TCP_INVARIANTS,
];
