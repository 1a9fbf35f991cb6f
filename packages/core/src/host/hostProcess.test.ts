import { describe, expect, it } from 'vitest';
import type { HostProcess } from '../ports/hostProcess.js';
import { testHost } from '../testing/testHost.js';

function hostWithProcess() {
  const test = testHost([{ addresses: ['10.0.0.1/24'] }, { addresses: ['10.0.1.1/24'] }]);
  const notified: string[] = [];
  const process: HostProcess = {
    up: () => notified.push(`up ${test.host.nics.map(({ enabled }) => enabled)}`),
    down: () => notified.push(`down ${test.host.nics.map(({ enabled }) => enabled)}`),
    interfaceChanged: ({ name, enabled, hasCarrier }) => {
      notified.push(
        `${name} ${enabled ? 'enabled' : 'disabled'} ${hasCarrier ? 'carrier' : 'none'}`,
      );
    },
  };
  const take = () => notified.splice(0);
  return { ...test, process, take };
}

describe('a program on a host', () => {
  it('begins at once on a host that is up', () => {
    const { host, process, take } = hostWithProcess();
    host.addProcess(process);
    expect(take()).toEqual(['up true,true']);
  });

  it('is told of the host once, when all of its NICs have followed', () => {
    const { host, process, take } = hostWithProcess();
    host.addProcess(process);
    take();
    host.power.setUp(false);
    host.power.setUp(true);
    expect(take()).toEqual(['down false,false', 'up true,true']);
  });

  it('begins when the host comes up, if that is down', () => {
    const { host, process, take } = hostWithProcess();
    host.power.setUp(false);
    host.addProcess(process);
    expect(take()).toEqual([]);
    host.power.setUp(true);
    expect(take()).toEqual(['up true,true']);
  });

  it('is told of NICs that are disabled and enabled, each time once', () => {
    const { host, nics, process, take } = hostWithProcess();
    host.addProcess(process);
    take();
    for (const enabled of [false, false, true, true]) {
      if (enabled) nics[1]?.enable();
      else nics[1]?.disable();
    }
    expect(take()).toEqual(['eth1 disabled carrier', 'eth1 enabled carrier']);
  });

  it('is told of a carrier that is lost and comes back', () => {
    const { host, links, process, take } = hostWithProcess();
    host.addProcess(process);
    take();
    links[0]?.setUp(false);
    links[0]?.setUp(true);
    expect(take()).toEqual(['eth0 enabled none', 'eth0 enabled carrier']);
  });

  it('hears nothing of NICs while the host is down, nor once it is taken off', () => {
    const { host, links, process, take } = hostWithProcess();
    const remove = host.addProcess(process);
    host.power.setUp(false);
    take();
    links[0]?.setUp(false);
    host.power.setNicUp(host.nics[0] as (typeof host.nics)[0], true);
    expect(take()).toEqual([]);
    host.power.setUp(true);
    take();
    remove();
    host.nics[1]?.disable();
    expect(take()).toEqual([]);
  });
});
