// The simulated machine: its TCP, its device, and the settings that commands change.
import { CONGESTION_CONTROLS, LINUX_TCP, Tcp, type TcpBehaviour } from '@packetloom/core';
import { NamedRandom } from '../host/namedRandom.js';
import type { ScriptClock } from '../host/scriptClock.js';
import type { Settings } from '../host/settings.js';
import { TunDevice } from '../host/tunDevice.js';
import { NotSupported } from '../language/faults.js';
import { type Command, commandsOf } from '../shell/commands.js';
import { COMMON_DEFAULTS } from '../shell/defaults.js';
import { changeSysctl, type SysctlSettings } from '../shell/sysctls.js';

/** Linux's, with timers that fire when they are due: scripts know nothing of ticks. */
const BEHAVIOUR: TcpBehaviour = {
  ...LINUX_TCP,
  tickMs: 1,
  timerWheel: false,
  segmentationOffload: true,
};

export class Machine {
  readonly device: TunDevice;
  readonly tcp: Tcp;
  /** Whether the device takes many segments as one. */
  joinsSegments = true;
  #sysctls: SysctlSettings = { behaviour: BEHAVIOUR, notsentLowat: 0xffffffff };

  constructor(clock: ScriptClock, settings: Settings) {
    this.device = new TunDevice(clock, settings);
    this.tcp = new Tcp({
      clock,
      random: new NamedRandom(),
      network: this.device,
      behaviour: BEHAVIOUR,
      congestionControls: CONGESTION_CONTROLS,
    });
  }

  get notsentLowat(): number {
    return this.#sysctls.notsentLowat;
  }

  /** @throws {NotSupported} for a command or a sysctl that does not exist here */
  shell(text: string, line: number): void {
    for (const command of commandsOf(text)) this.#obey(command, line);
  }

  #obey(command: Command, line: number): void {
    switch (command.kind) {
      case 'nothing':
        break;
      case 'defaults':
        this.#set({
          ...this.#sysctls,
          behaviour: { ...this.#sysctls.behaviour, ...COMMON_DEFAULTS },
        });
        break;
      case 'sysctl': {
        const changed = changeSysctl(this.#sysctls, command.name, command.value);
        if (typeof changed === 'string') throw new NotSupported(line, changed);
        this.#set(changed);
        break;
      }
      case 'mtu':
        this.device.mtu = command.value;
        break;
      case 'segmentation':
        this.joinsSegments = command.on;
        this.#set({
          ...this.#sysctls,
          behaviour: { ...this.#sysctls.behaviour, segmentationOffload: command.on },
        });
        break;
      case 'unknown':
        throw new NotSupported(line, `the command ${command.text}`);
    }
  }

  #set(sysctls: SysctlSettings): void {
    this.#sysctls = sysctls;
    this.tcp.behaviour = sysctls.behaviour;
  }
}
