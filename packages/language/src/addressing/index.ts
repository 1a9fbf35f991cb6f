// Which NIC gets which address.
export { type AddressNames, addressNames } from './addressNames.js';
export { ownerOf } from './addressOwners.js';
export {
  type AddressPlan,
  addressesByNode,
  mainAddressOf,
  type NodeAddresses,
} from './addressPlan.js';
export {
  type AddressedNetwork,
  type AddressingFault,
  planAddresses,
} from './planAddresses.js';
export { lastOf } from './subnetPool.js';
