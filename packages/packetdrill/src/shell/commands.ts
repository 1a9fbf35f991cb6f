// The shell commands of scripts, of which there is no shell here: those that are understood by name.

/** What the lines of a command ask for. */
export type Command =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'defaults' }
  | { readonly kind: 'sysctl'; readonly name: string; readonly value: string }
  | { readonly kind: 'mtu'; readonly value: number }
  | { readonly kind: 'segmentation'; readonly on: boolean }
  | { readonly kind: 'unknown'; readonly text: string };

const NOTHING: Command = { kind: 'nothing' };

/** Commands that only prepare the machine that a script usually runs on. */
const WITHOUT_EFFECT: readonly RegExp[] = [
  /^ip tcp_metrics flush\b/,
  /^tc qdisc (?:add|replace|change) dev tun0 root (?:pfifo|fq|fq_codel|noqueue)$/,
  /^\S*sysctl_restore_\S*$/,
  /^(?:sync|true|:|clear|nstat -n|nstat|echo)$/,
  /^(?:sudo )?(?:modprobe|echo) [\w.\s]*$/,
  /^exit 0$/,
  /^echo 3 > \/sys\/module\/tcp_cubic\/parameters\/hystart_detect$/,
  /^ip link set dev tun0 up$/,
];
const ASSIGNMENT = /([\w./-]+)\s*=\s*("[^"]*"|'[^']*'|\$\(\([^)]*\)\)|\S+)/g;

export function commandsOf(text: string): Command[] {
  const lines = text
    .replaceAll(/\\\n/g, ' ')
    .split(/\n|;|&&/)
    .map((line) => line.replace(/#.*$/, '').trim());
  return lines.filter((line) => line !== '').flatMap(commandsOfLine);
}

function commandsOfLine(line: string): Command[] {
  const bare = line
    .replaceAll(/\s*(?:[12]?>|&>)\s*(?:\/dev\/null|&1)/g, '')
    .replace(/\|\|\s*true$/, '')
    .trim();
  if (WITHOUT_EFFECT.some((pattern) => pattern.test(bare))) return [NOTHING];
  if (/(?:^|\/)defaults\.sh$/.test(bare)) return [{ kind: 'defaults' }];
  if (/(?:^|\/)set_sysctls\.py\s/.test(bare) || /^(?:sudo )?sysctl\s/.test(bare))
    return sysctlsIn(bare, line);
  const echo = /^echo\s+("[^"]*"|'[^']*'|[^>]*?)\s*>\s*\/proc\/sys\/(\S+)$/.exec(bare);
  if (echo !== null) return [sysctl(echo[2] ?? '', echo[1] ?? '')];
  const mtu = /^(?:ip link set (?:dev )?tun0 mtu|ifconfig tun0 mtu) (\d+)$/.exec(bare);
  if (mtu !== null) return [{ kind: 'mtu', value: Number(mtu[1]) }];
  if (/^ethtool -K tun0\b/.test(bare)) return ethtool(bare);
  return [{ kind: 'unknown', text: line }];
}

function sysctlsIn(bare: string, line: string): Command[] {
  const commands: Command[] = [];
  for (const [, name = '', value = ''] of bare.matchAll(ASSIGNMENT))
    commands.push(sysctl(name, value));
  return commands.length > 0 ? commands : [{ kind: 'unknown', text: line }];
}

function sysctl(path: string, value: string): Command {
  const name = path
    .replace(/^\/?proc\/sys\//, '')
    .replaceAll('/', '.')
    .replace(/^net\./, '')
    .replace(/^ipv4\./, '');
  return { kind: 'sysctl', name, value: value.replaceAll(/^["']|["']$/g, '').trim() };
}

/** Only segmentation by the device shows in what it sends. */
function ethtool(bare: string): Command[] {
  const words = bare.split(/\s+/).slice(3);
  const commands: Command[] = [];
  for (let at = 0; at + 1 < words.length; at += 2) {
    const isSegmentation = words[at] === 'tso' || words[at] === 'gso';
    commands.push(isSegmentation ? { kind: 'segmentation', on: words[at + 1] === 'on' } : NOTHING);
  }
  return commands;
}
