import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Locker, Server } from '@tus/server';
import type { AnswerHeaders } from './answer.ts';
import { answer } from './answer.ts';
import { answerCreated, answerFinishedHead, answerFinishedPatch, locationHeader } from './answer-finished.ts';
import { answerList } from './answer-list.ts';
import { expectedChecksumOf } from './expected-checksum.ts';
import type { FinishedUpload, FinishedUploads } from './finished-uploads.ts';
import type { Finisher } from './finisher.ts';
import { freeBytesOf } from './free-bytes-of.ts';
import type { IncomingStore } from './incoming-store.ts';
import { passOn } from './pass-on.ts';
import { rangeChecksum } from './range-checksum.ts';
import { Refusal } from './refusal.ts';
import { refusalFor } from './refusal-for.ts';
import { routeUploadRequest } from './route-upload-request.ts';
import type { TargetFolders } from './target-folders.ts';
import type { UploadDescription } from './upload-description.ts';
import { describeUpload } from './upload-description.ts';

export interface UploadRequestsOptions {
  readonly store: IncomingStore;
  readonly finished: FinishedUploads;
  readonly finisher: Finisher;
  readonly folders: TargetFolders;
  readonly tus: Server;
  readonly locker: Locker;
  /** The folder that receives. */
  readonly root: string;
}

// Below it, asking for free space costs more than it saves.
const worthAskingBytes = 1024 * 1024;
const octets = 'application/offset+octet-stream';

/**
 * Stands in front of the tus server (tus 1.0) and answers what it cannot know: names that are refused, a create that is
 * repeated, and uploads that are finished and in their place. All else goes on to it.
 */
export class UploadRequests {
  readonly #options: UploadRequestsOptions;
  readonly #idsOfRequests = new WeakMap<object, string>();
  readonly #creating = new Set<string>();

  constructor(options: UploadRequestsOptions) {
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
      list: (...given) => answerList(this.#options.root, ...given),
      refusalFor,
    });
  }

  async #create(request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void> {
    const { store, folders } = this.#options;
    const announced = request.headers['upload-length'];
    // What is not a length, or comes later, the tus server refuses itself.
    if (typeof announced !== 'string' || !Number.isSafeInteger(Number(announced)) || !/^\d+$/.test(announced)) {
      return this.#passOn(request, response, allowBody);
    }
    const metadata = request.headers['upload-metadata'];
    const description = describeUpload(typeof metadata === 'string' ? metadata : undefined, Number(announced), process.platform);
    if (await this.#answerKnown(response, description)) return;
    this.#creating.add(description.id);
    try {
      await folders.check(description.segments);
      const there = description.conflict === 'skip' ? await folders.whatIsAt(description.segments) : null;
      if (there?.isFile() && there.size === description.length) {
        return answer(response, 409, { 'Gantry-Conflict': 'exists' }, 'A file of that name and size is there already.\n');
      }
      await this.#checkSpace(description.length);
      store.adopt(description, { isFresh: true, comesWithBody: request.headers['content-type'] === octets });
      this.#idsOfRequests.set(request, description.id);
      this.#expect(request, description.id);
      await this.#passOn(request, response, allowBody);
      if (response.statusCode >= 400 || !response.headersSent) await store.forgetUnlessStored(description.id);
    } finally {
      this.#creating.delete(description.id);
    }
  }

  /** A repeated create is told what the first one came to; its body is not read. False when it is not repeated. */
  async #answerKnown(response: ServerResponse, description: UploadDescription): Promise<boolean> {
    const { store, finished, finisher } = this.#options;
    const { id, length } = description;
    const done = finished.get(id) ?? (await finisher.recoverMoved(id, length));
    if (done !== null) {
      answerCreated(response, id, length, locationHeader(done));
      return true;
    }
    if (!store.mayHave(id)) return false;
    await this.#endEarlierRequest(id);
    const meanwhile = finished.get(id);
    const stats = await store.dataStats(id);
    if (meanwhile !== undefined) {
      answerCreated(response, id, length, locationHeader(meanwhile));
      return true;
    }
    if (stats === null) return false;
    if ((await store.load(id)) === null) store.adopt(description, { isFresh: false, comesWithBody: false });
    if (stats.size === length) answerCreated(response, id, length, locationHeader(await finisher.finish(id)));
    else answerCreated(response, id, stats.size, {});
    return true;
  }

  async #head(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const isOnlyAsked = request.headers['gantry-only-ask'] !== undefined;
    const done = isOnlyAsked ? (this.#options.finished.get(id) ?? null) : await this.#finishedOrComplete(id);
    if (done === null) {
      const checksum = await this.#storedChecksum(request, id);
      if (checksum !== null) for (const [header, value] of Object.entries(checksum)) response.setHeader(header, value);
      return this.#passOn(request, response, () => undefined);
    }
    answerFinishedHead(response, done);
  }

  async #patch(request: IncomingMessage, response: ServerResponse, id: string, allowBody: () => void): Promise<void> {
    const done = this.#options.finished.get(id);
    if (done === undefined) {
      this.#expect(request, id);
      return this.#passOn(request, response, allowBody);
    }
    answerFinishedPatch(response, done, request.headers['upload-offset']);
  }

  async #remove(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    await this.#options.finisher.settled(id);
    if (this.#options.finished.get(id) === undefined) return this.#passOn(request, response, () => undefined);
    answer(response, 410, {}, 'The upload is finished; the file stays where it is.\n');
  }

  /** An upload that has all its bytes must not be told complete before it is in its place. */
  async #finishedOrComplete(id: string): Promise<FinishedUpload | null> {
    const { store, finished, finisher } = this.#options;
    const done = finished.get(id);
    if (done !== undefined) return done;
    const upload = await store.load(id);
    if (upload === null) return null;
    const recovered = await finisher.recoverMoved(id, upload.length);
    if (recovered !== null) return recovered;
    return (await store.dataStats(id))?.size === upload.length ? finisher.finish(id) : null;
  }

  #expect(request: IncomingMessage, id: string): void {
    const checksum = request.headers['upload-checksum'];
    const bodyBytes = Number(request.headers['content-length'] ?? Number.NaN);
    this.#options.store.expect(id, expectedChecksumOf(typeof checksum === 'string' ? checksum : undefined, bodyBytes));
  }

  /** What a client asks for that has to know whether the end of what is here is its file's. */
  async #storedChecksum(request: IncomingMessage, id: string): Promise<AnswerHeaders | null> {
    const from = request.headers['gantry-checksum-from'];
    if (typeof from !== 'string' || !/^\d{1,15}$/.test(from)) return null;
    await this.#endEarlierRequest(id);
    const size = (await this.#options.store.dataStats(id))?.size ?? 0;
    return Number(from) <= size ? await rangeChecksum(this.#options.store.dataPath(id), Number(from), size) : null;
  }

  async #checkSpace(length: number): Promise<void> {
    if (length < worthAskingBytes) return;
    const free = await freeBytesOf(this.#options.root);
    if (free !== null && free < length)
      throw new Refusal(507, `The disk of the receiver has ${free} bytes left, and the file has ${length}.`);
  }

  /** A request whose connection is dead but not yet known to be still holds the lock; what it brought counts. */
  async #endEarlierRequest(id: string): Promise<void> {
    const lock = this.#options.locker.newLock(id);
    await lock.lock(new AbortController().signal, () => undefined);
    await lock.unlock();
    await this.#options.finisher.settled(id);
  }

  #passOn(request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void> {
    return passOn(this.#options.tus, request, response, allowBody);
  }
}
