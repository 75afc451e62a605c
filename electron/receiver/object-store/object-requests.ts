import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locker, Server } from '@tus/server';
import { answer } from '../answer.ts';
import { answerCreated, answerFinishedHead, answerFinishedPatch, locationHeader } from '../answer-finished.ts';
import { passOn } from '../pass-on.ts';
import { Refusal } from '../refusal.ts';
import { routeUploadRequest } from '../route-upload-request.ts';
import type { UploadDescription } from '../upload-description.ts';
import { describeUpload } from '../upload-description.ts';
import type { IncomingObjects } from './incoming-objects.ts';
import { refusalForStore } from './refusal-for-store.ts';

export interface ObjectRequestsOptions {
  readonly store: IncomingObjects;
  readonly tus: Server;
  readonly locker: Locker;
}

const octets = 'application/offset+octet-stream';
const nothing = () => undefined;

/**
 * Stands in front of the tus server (tus 1.0) as `UploadRequests` does for a folder: names that are refused, a create that is repeated,
 * and uploads that are finished. All else goes on to it.
 */
export class ObjectRequests {
  readonly #options: ObjectRequestsOptions;
  readonly #idsOfRequests = new WeakMap<object, string>();
  /** Creates that are choosing a name: a second one for the same upload waits for the first. */
  readonly #choosing = new Map<string, Promise<unknown>>();

  constructor(options: ObjectRequestsOptions) {
    this.#options = options;
  }

  /** For the tus server's `namingFunction`. */
  idOf(request: object | undefined): string {
    const id = request === undefined ? undefined : this.#idsOfRequests.get(request);
    if (id === undefined) throw new Refusal(500, 'The receiver lost that upload.');
    return id;
  }

  /** `allowBody` tells a client that asked first (`Expect: 100-continue`) to send its body. */
  handle(request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void> {
    return routeUploadRequest(request, response, allowBody, {
      extensions: this.#options.store.extensions,
      create: (...given) => this.#create(...given),
      head: (...given) => this.#head(...given),
      patch: (...given) => this.#patch(...given),
      remove: (...given) => this.#remove(...given),
      refusalFor: refusalForStore,
    });
  }

  async #create(request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void> {
    const { store, tus } = this.#options;
    const announced = request.headers['upload-length'];
    // What is not a length, or comes later, the tus server refuses itself.
    if (typeof announced !== 'string' || !Number.isSafeInteger(Number(announced)) || !/^\d+$/.test(announced)) {
      return passOn(tus, request, response, allowBody);
    }
    const metadata = request.headers['upload-metadata'];
    // A key is the same everywhere, so what the receiver runs on does not matter.
    const description = describeUpload(typeof metadata === 'string' ? metadata : undefined, Number(announced), 'linux');
    const { id, length } = description;
    if (length > store.maxUploadSize) throw new Refusal(413, 'No object store takes a file as large as that.');
    await this.#choosing.get(id);
    if (await this.#answerKnown(response, description)) return;
    const choosing = this.#chooseName(response, description, request.headers['content-type'] === octets);
    this.#choosing.set(
      id,
      choosing.catch(nothing).finally(() => this.#choosing.delete(id)),
    );
    if (!(await choosing)) return;
    this.#idsOfRequests.set(request, id);
    try {
      await passOn(tus, request, response, allowBody);
    } finally {
      await store.finisher.settled(id);
      await store.forgetUnlessStored(id);
    }
  }

  /** True: the upload has a name, and waits for its bytes. False: it was answered. */
  async #chooseName(response: ServerResponse, description: UploadDescription, comesWithBody: boolean): Promise<boolean> {
    const { store } = this.#options;
    const { id, length } = description;
    await store.giveUpEarlierVersions(id);
    const place = await store.names.choose(description);
    if (place.kind === 'exists') {
      answer(response, 409, { 'Gantry-Conflict': 'exists' }, 'A file of that name and size is there already.\n');
      return false;
    }
    if (place.kind === 'finished') {
      const finished = { id, length, segments: place.segments };
      store.known.remember(finished);
      answerCreated(response, id, length, locationHeader(finished));
      return false;
    }
    store.adopt(description, place, comesWithBody);
    return true;
  }

  /** A repeated create is told what the first one came to; its body is not read. False when it is not repeated. */
  async #answerKnown(response: ServerResponse, { id, length }: UploadDescription): Promise<boolean> {
    const { store } = this.#options;
    if (store.known.finishedOf(id) === undefined && store.known.has(id)) {
      const offset = await this.#offsetOf(id);
      // Nothing of it is stored: it begins anew.
      if (offset === null) return false;
      if (offset < length) {
        answerCreated(response, id, offset, {});
        return true;
      }
      await store.finisher.finish(id);
    }
    const done = store.known.finishedOf(id);
    if (done === undefined) return false;
    answerCreated(response, id, length, locationHeader(done));
    return true;
  }

  async #head(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const { store, tus } = this.#options;
    // An upload that has all its bytes must not be told complete before it is in its place; who only asks does not put it there.
    if (request.headers['gantry-only-ask'] === undefined && store.known.has(id)) {
      const upload = await store.load(id);
      if (upload !== null && (await this.#offsetOf(id)) === upload.length) await store.finisher.finish(id);
    }
    const done = store.known.finishedOf(id);
    if (done === undefined) return passOn(tus, request, response, nothing);
    answerFinishedHead(response, done);
  }

  async #patch(request: IncomingMessage, response: ServerResponse, id: string, allowBody: () => void): Promise<void> {
    const done = this.#options.store.known.finishedOf(id);
    if (done === undefined) return passOn(this.#options.tus, request, response, allowBody);
    answerFinishedPatch(response, done, request.headers['upload-offset']);
  }

  async #remove(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const { store, tus } = this.#options;
    await store.finisher.settled(id);
    if (store.known.finishedOf(id) === undefined) return passOn(tus, request, response, nothing);
    answer(response, 410, {}, 'The upload is finished; the file stays where it is.\n');
  }

  /** What is stored of it, after an earlier request for it has ended; null where nothing is. */
  async #offsetOf(id: string): Promise<number | null> {
    const { store, locker } = this.#options;
    const lock = locker.newLock(id);
    await lock.lock(new AbortController().signal, nothing);
    try {
      await store.finisher.settled(id);
      const done = store.known.finishedOf(id);
      if (done !== undefined) return done.length;
      const upload = await store.load(id);
      if (upload === null || upload.isSmall) return null;
      return (await store.getUpload(id)).offset;
    } catch (error) {
      if (refusalForStore(error).status_code !== 404) throw error;
      return null;
    } finally {
      await lock.unlock();
    }
  }
}
