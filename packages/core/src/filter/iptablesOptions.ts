// Options of a rule in a command line of iptables(8), and what each is about.

/** What an option is about; its short and long names lead here. */
export type Subject =
  | 'protocol'
  | 'source'
  | 'destination'
  | 'inInterface'
  | 'outInterface'
  | 'sourcePorts'
  | 'destinationPorts'
  | 'icmpType'
  | 'states'
  | 'extension'
  | 'target'
  | 'toPorts'
  | 'toSource'
  | 'toDestination'
  | 'sourcePortList'
  | 'destinationPortList'
  | 'portList'
  | 'tcpFlags'
  | 'syn'
  | 'rejectWith';

export const OPTIONS: ReadonlyMap<string, Subject> = new Map([
  ['-p', 'protocol'],
  ['--protocol', 'protocol'],
  ['--proto', 'protocol'],
  ['-s', 'source'],
  ['--source', 'source'],
  ['--src', 'source'],
  ['-d', 'destination'],
  ['--destination', 'destination'],
  ['--dst', 'destination'],
  ['-i', 'inInterface'],
  ['--in-interface', 'inInterface'],
  ['-o', 'outInterface'],
  ['--out-interface', 'outInterface'],
  ['--sport', 'sourcePorts'],
  ['--source-port', 'sourcePorts'],
  ['--dport', 'destinationPorts'],
  ['--destination-port', 'destinationPorts'],
  ['--icmp-type', 'icmpType'],
  ['--ctstate', 'states'],
  ['--state', 'states'],
  ['-m', 'extension'],
  ['--match', 'extension'],
  ['-j', 'target'],
  ['--jump', 'target'],
  ['--to-ports', 'toPorts'],
  ['--to-port', 'toPorts'],
  ['--to-source', 'toSource'],
  ['--to-destination', 'toDestination'],
  ['--sports', 'sourcePortList'],
  ['--source-ports', 'sourcePortList'],
  ['--dports', 'destinationPortList'],
  ['--destination-ports', 'destinationPortList'],
  ['--ports', 'portList'],
  ['--tcp-flags', 'tcpFlags'],
  ['--syn', 'syn'],
  ['--reject-with', 'rejectWith'],
]);
