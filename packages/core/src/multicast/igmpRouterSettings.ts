const SECOND_NS = 1_000_000_000;

/** Timers and counters of a multicast router (RFC 2236 8); each with its default there. */
export interface IgmpRouterSettings {
  /** Losses in a row that the link may have; default 2, at least 1 (8.1). */
  readonly robustness?: number;
  /** Time between general queries; default 125 s (8.2). */
  readonly queryIntervalNs?: number;
  /** Hosts answer general queries within this time; default 10 s, at most 25.5 s (8.3). */
  readonly queryResponseIntervalNs?: number;
  /** Time between queries after a leave, and in which they are answered; default 1 s (8.8). */
  readonly lastMemberQueryIntervalNs?: number;
}

/** All timers and counters of RFC 2236 8, those that follow from others included. */
export interface IgmpRouterTimes extends Required<IgmpRouterSettings> {
  /** A group without reports for so long has no members; 260 s (8.4). */
  readonly groupMembershipIntervalNs: number;
  /** A querier that is silent for so long is gone; 255 s (8.5). */
  readonly otherQuerierPresentIntervalNs: number;
  /** Time between the queries at start; a quarter of the query interval (8.6). */
  readonly startupQueryIntervalNs: number;
  /** Queries at start; the robustness (8.7). */
  readonly startupQueryCount: number;
  /** Queries after a leave; the robustness (8.9). */
  readonly lastMemberQueryCount: number;
  /** From the leave of the last member to the end of the group: 2 s (3, 8.8, 8.9). */
  readonly lastMemberQueryTimeNs: number;
}

/** Settings of a multicast router that cannot be. */
export class IgmpSettingsError extends RangeError {
  override readonly name = 'IgmpSettingsError';
  readonly code = 'impossible-igmp-settings';
}

/** The largest response time that a query can name: 255 tenths of a second (RFC 2236 2.2). */
const MAX_RESPONSE_NS = 25_500_000_000;
/** Response times are told in tenths of a second. */
export const RESPONSE_UNIT_NS = 100_000_000;

/** Works out all timers; throws an {@link IgmpSettingsError} that names what is impossible. */
export function igmpRouterTimes(settings: IgmpRouterSettings = {}): IgmpRouterTimes {
  const {
    robustness = 2,
    queryIntervalNs = 125 * SECOND_NS,
    queryResponseIntervalNs = 10 * SECOND_NS,
    lastMemberQueryIntervalNs = SECOND_NS,
  } = settings;
  if (!Number.isInteger(robustness) || robustness < 1) {
    throw new IgmpSettingsError(`a robustness of ${robustness}: expected an integer from 1`);
  }
  assertResponse('query response interval', queryResponseIntervalNs);
  assertResponse('last member query interval', lastMemberQueryIntervalNs);
  // RFC 2236 8.3: hosts must have answered before the next query.
  if (!Number.isInteger(queryIntervalNs) || queryIntervalNs <= queryResponseIntervalNs) {
    throw new IgmpSettingsError(
      `a query interval of ${queryIntervalNs} ns: expected an integer above the query response interval`,
    );
  }
  return {
    robustness,
    queryIntervalNs,
    queryResponseIntervalNs,
    lastMemberQueryIntervalNs,
    groupMembershipIntervalNs: robustness * queryIntervalNs + queryResponseIntervalNs,
    otherQuerierPresentIntervalNs:
      robustness * queryIntervalNs + Math.round(queryResponseIntervalNs / 2),
    startupQueryIntervalNs: Math.round(queryIntervalNs / 4),
    startupQueryCount: robustness,
    lastMemberQueryCount: robustness,
    lastMemberQueryTimeNs: robustness * lastMemberQueryIntervalNs,
  };
}

function assertResponse(name: string, valueNs: number): void {
  const valid =
    valueNs >= RESPONSE_UNIT_NS && valueNs <= MAX_RESPONSE_NS && valueNs % RESPONSE_UNIT_NS === 0;
  if (valid) return;
  throw new IgmpSettingsError(
    `a ${name} of ${valueNs} ns: expected whole tenths of a second from 0.1 s to 25.5 s`,
  );
}
