import type { ScriptContext } from '@packetloom/scenarios';
import { firstValueFrom, timeout } from 'rxjs';

/** Bytes of data of the largest UDP datagram that an Ethernet frame holds. */
const LARGEST = 1472;

/** Finds the largest datagram that gets from h1 to h2 in one piece. */
export async function search({ send, arrivals, log }: ScriptContext): Promise<void> {
  const arrived = arrivals('h2', 5004).pipe(timeout(100));
  let fits = 0;
  let tooLarge = LARGEST + 1;
  while (tooLarge - fits > 1) {
    const size = (fits + tooLarge) >> 1;
    const answer = firstValueFrom(arrived);
    send({ from: 'h1', to: 'h2', port: 5004, payload: size, df: true });
    const came = await answer.then(
      () => true,
      () => false,
    );
    if (came) fits = size;
    else tooLarge = size;
  }
  log(`${fits} bytes arrive, ${tooLarge} do not`);
}
