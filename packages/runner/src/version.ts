/** The version of Packetloom: that of the package, which a test compares. */
export const VERSION = '0.1.0';
