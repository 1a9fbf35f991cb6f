// Multicast groups: what a host tells about them, and what a router asks.
export type {
  HostMembership,
  HostMembershipFactory,
  MembershipProtocol,
} from './hostMembership.js';
export { type IgmpRouterSettings, IgmpSettingsError } from './igmpRouterSettings.js';
