import * as icmp from '../wire/icmpv4.js';

/** An ICMP type, and a code of it if only that is meant. */
export interface IcmpTypeAndCode {
  readonly icmpType: number;
  readonly icmpCode?: number;
}

const type = (icmpType: number): IcmpTypeAndCode => ({ icmpType });
const unreachable = (icmpCode: number): IcmpTypeAndCode => ({
  icmpType: icmp.ICMP_DESTINATION_UNREACHABLE,
  icmpCode,
});
const redirect = (icmpCode: number): IcmpTypeAndCode => ({
  icmpType: icmp.ICMP_REDIRECT,
  icmpCode,
});
const timeExceeded = (icmpCode: number): IcmpTypeAndCode => ({
  icmpType: icmp.ICMP_TIME_EXCEEDED,
  icmpCode,
});
const parameterProblem = (icmpCode: number): IcmpTypeAndCode => ({
  icmpType: icmp.ICMP_PARAMETER_PROBLEM,
  icmpCode,
});

/** The names by which iptables knows ICMP types and codes. */
export const ICMP_TYPE_NAMES: ReadonlyMap<string, IcmpTypeAndCode> = new Map([
  ['echo-reply', type(icmp.ICMP_ECHO_REPLY)],
  ['pong', type(icmp.ICMP_ECHO_REPLY)],
  ['destination-unreachable', type(icmp.ICMP_DESTINATION_UNREACHABLE)],
  ['network-unreachable', unreachable(icmp.ICMP_CODE_NET_UNREACHABLE)],
  ['host-unreachable', unreachable(icmp.ICMP_CODE_HOST_UNREACHABLE)],
  ['protocol-unreachable', unreachable(icmp.ICMP_CODE_PROTOCOL_UNREACHABLE)],
  ['port-unreachable', unreachable(icmp.ICMP_CODE_PORT_UNREACHABLE)],
  ['fragmentation-needed', unreachable(icmp.ICMP_CODE_FRAGMENTATION_NEEDED)],
  ['source-route-failed', unreachable(icmp.ICMP_CODE_SOURCE_ROUTE_FAILED)],
  ['network-unknown', unreachable(icmp.ICMP_CODE_DESTINATION_NETWORK_UNKNOWN)],
  ['host-unknown', unreachable(icmp.ICMP_CODE_DESTINATION_HOST_UNKNOWN)],
  ['network-prohibited', unreachable(icmp.ICMP_CODE_NETWORK_PROHIBITED)],
  ['host-prohibited', unreachable(icmp.ICMP_CODE_HOST_PROHIBITED)],
  ['TOS-network-unreachable', unreachable(icmp.ICMP_CODE_NETWORK_UNREACHABLE_FOR_TOS)],
  ['TOS-host-unreachable', unreachable(icmp.ICMP_CODE_HOST_UNREACHABLE_FOR_TOS)],
  ['communication-prohibited', unreachable(icmp.ICMP_CODE_COMMUNICATION_PROHIBITED)],
  ['host-precedence-violation', unreachable(icmp.ICMP_CODE_HOST_PRECEDENCE_VIOLATION)],
  ['precedence-cutoff', unreachable(icmp.ICMP_CODE_PRECEDENCE_CUTOFF)],
  ['source-quench', type(icmp.ICMP_SOURCE_QUENCH)],
  ['redirect', type(icmp.ICMP_REDIRECT)],
  ['network-redirect', redirect(icmp.ICMP_CODE_REDIRECT_NETWORK)],
  ['host-redirect', redirect(icmp.ICMP_CODE_REDIRECT_HOST)],
  ['TOS-network-redirect', redirect(icmp.ICMP_CODE_REDIRECT_TOS_AND_NETWORK)],
  ['TOS-host-redirect', redirect(icmp.ICMP_CODE_REDIRECT_TOS_AND_HOST)],
  ['echo-request', type(icmp.ICMP_ECHO)],
  ['ping', type(icmp.ICMP_ECHO)],
  ['router-advertisement', type(icmp.ICMP_ROUTER_ADVERTISEMENT)],
  ['router-solicitation', type(icmp.ICMP_ROUTER_SOLICITATION)],
  ['time-exceeded', type(icmp.ICMP_TIME_EXCEEDED)],
  ['ttl-exceeded', type(icmp.ICMP_TIME_EXCEEDED)],
  ['ttl-zero-during-transit', timeExceeded(icmp.ICMP_CODE_TTL_EXCEEDED)],
  ['ttl-zero-during-reassembly', timeExceeded(icmp.ICMP_CODE_REASSEMBLY_TIME_EXCEEDED)],
  ['parameter-problem', type(icmp.ICMP_PARAMETER_PROBLEM)],
  ['ip-header-bad', parameterProblem(icmp.ICMP_CODE_POINTER_INDICATES_ERROR)],
  ['required-option-missing', parameterProblem(icmp.ICMP_CODE_REQUIRED_OPTION_MISSING)],
  ['timestamp-request', type(icmp.ICMP_TIMESTAMP)],
  ['timestamp-reply', type(icmp.ICMP_TIMESTAMP_REPLY)],
  ['address-mask-request', type(icmp.ICMP_ADDRESS_MASK_REQUEST)],
  ['address-mask-reply', type(icmp.ICMP_ADDRESS_MASK_REPLY)],
]);
