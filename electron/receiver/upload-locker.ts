import type { Lock, Locker, RequestRelease } from '@tus/server';
import { ERRORS } from '@tus/server';

interface Holder {
  readonly requestRelease: RequestRelease;
}

/**
 * One request at a time for each upload. Who comes later asks the holder to let go: a client that asks again has given its
 * earlier request up. The tus server's own locker asks in a loop without a pause and makes timers for every request.
 */
export class UploadLocker implements Locker {
  readonly #holders = new Map<string, Holder>();
  readonly #waiting = new Map<string, (() => void)[]>();

  newLock(id: string): Lock {
    return {
      lock: (stopSignal, requestRelease) => this.#lock(id, stopSignal, requestRelease),
      unlock: async () => this.#unlock(id),
    };
  }

  async #lock(id: string, stopSignal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    for (let holder = this.#holders.get(id); holder !== undefined; holder = this.#holders.get(id)) {
      await holder.requestRelease();
      if (this.#holders.get(id) === holder) await this.#nextUnlock(id, stopSignal);
    }
    this.#holders.set(id, { requestRelease });
  }

  #nextUnlock(id: string, stopSignal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiters = this.#waiting.get(id) ?? [];
      this.#waiting.set(id, waiters);
      const stop = () => reject(Object.assign(new Error('the request ended while it waited for the upload'), ERRORS.ERR_LOCK_TIMEOUT));
      const goOn = () => {
        stopSignal.removeEventListener('abort', stop);
        resolve();
      };
      if (stopSignal.aborted) return stop();
      waiters.push(goOn);
      stopSignal.addEventListener('abort', stop, { once: true });
    });
  }

  #unlock(id: string): void {
    this.#holders.delete(id);
    const waiters = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    for (const goOn of waiters) goOn();
  }
}
