// Which NIC gets which address.
export { type AddressNames, addressNames } from './addressNames.js';
export {
  type AddressedNetwork,
  type AddressingFault,
  type AddressPlan,
  mainAddressOf,
  planAddresses,
} from './planAddresses.js';
export { lastOf } from './subnetPool.js';
