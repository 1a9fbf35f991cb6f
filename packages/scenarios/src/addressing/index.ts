// Which NIC gets which address.
export {
  type AddressedNetwork,
  type AddressingFault,
  type AddressPlan,
  mainAddressOf,
  planAddresses,
} from './planAddresses.js';
