/** Vectors of a kind, and why they do not pass. */
interface KnownFailures {
  readonly reason: string;
  /** Names of vectors. */
  readonly vectors: readonly string[];
}

/**
 * IPv4 vectors recorded from Linux that do not pass under profile `linux` yet. A test asserts that exactly these
 * fail: what is mended leaves the list, and nothing may join it.
 */
export const KNOWN_LINUX_FAILURES: readonly KnownFailures[] = [
  {
    reason: 'What is learnt of a path (RFC 1191) is not used to fragment what has no DF.',
    vectors: ['linux-pmtu/dont-learn-0', 'linux-pmtu/dont-learn-500', 'linux-pmtu/dont-learn-620'],
  },
  {
    reason: 'IP_MTU_DISCOVER: what does not fit is refused by the kernel for interface and probe.',
    vectors: [
      'linux-fragoutput/discover-interface-payload-1000',
      'linux-fragoutput/discover-interface-payload-273',
    ],
  },
  {
    reason:
      'There is no implicit lo: 127/8 and 0.0.0.0 reach no socket of the host, and 127/8 is no own address.',
    vectors: [
      'linux-udp/send-to-0.0.0.0',
      'linux-udp/send-to-0.0.0.0-port-4000',
      'linux-udp/send-to-127.1.2.3-port-4000',
      'linux-validation/route-localnet-10.0.0.2-127.0.0.1',
      'linux-validation/route-localnet-10.0.0.2-127.5.5.5',
      'linux-validation/route-localnet-127.0.0.1-10.0.0.1',
      'linux-validation/route-localnet-echo-10.0.0.2-127.0.0.1',
      'linux-validation/route-localnet-echo-10.0.0.2-127.5.5.5',
    ],
  },
  {
    reason: 'Without an address a NIC takes no IPv4, and its routes go.',
    vectors: ['linux-forward/removed-address'],
  },
  {
    reason: 'Raw sends of a header of another version pass.',
    vectors: ['linux-fragoutput/raw-version-5'],
  },
  {
    reason: 'IGMP version 1 cannot be forced (force_igmp_version).',
    vectors: ['linux-igmp/v1-join-leave'],
  },
  {
    reason: 'A NIC that goes down still says goodbye to its groups.',
    vectors: ['linux-igmp/v2-nic-down-up'],
  },
  {
    reason: 'ipfrag_max_dist: after 64 other fragments of a source a datagram is begun anew.',
    vectors: ['linux-reassembly/max-dist-70'],
  },
];
