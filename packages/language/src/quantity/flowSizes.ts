import { DATA_MINING, type SizePoint, WEB_SEARCH } from '@packetloom/sim';

/** Distributions of flow sizes that have a name. */
export const FLOW_SIZES: Readonly<Record<string, readonly SizePoint[]>> = {
  'web-search': WEB_SEARCH,
  'data-mining': DATA_MINING,
};
