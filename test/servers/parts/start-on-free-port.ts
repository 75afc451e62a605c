import { freePort } from './free-port.ts';

/** Calls `start` with a free port, and again with another one where somebody took it in between. */
export async function startOnFreePort<Running>(start: (port: number) => Promise<Running>): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
