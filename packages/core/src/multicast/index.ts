// Multicast groups: what a router tells and asks about them.
export { type IgmpRouterSettings, IgmpSettingsError } from './igmpRouterSettings.js';
