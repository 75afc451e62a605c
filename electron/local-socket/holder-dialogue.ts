import { z } from 'zod';
import type { RequestArguments, Requests, RequestValue } from '../../shared/contract.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { ChangeBatch } from '../../shared/progress.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Holder, HolderConnection, HolderEnd } from './holder-connection.ts';
import type { Goodbye } from './socket-protocol.ts';
import { goodbyes, holderHosts, protocolVersion } from './socket-protocol.ts';

type Listener = Parameters<HolderConnection['subscribe']>[0];

interface Waiting {
  resolve(value: unknown): void;
  reject(error: UploadError): void;
}

const helloSchema = z.object({ hello: z.literal(protocolVersion), gantry: z.string(), host: z.enum(holderHosts) });
/** What is inside is the contract's, from a process of the same person that knows our version. */
const messageSchema = z.union([
  z.object({ id: z.int(), ok: z.literal(true), value: z.custom<unknown>() }),
  z.object({ id: z.int(), ok: z.literal(false), error: z.custom<PlainError>((value) => typeof value === 'object' && value !== null) }),
  z.object({ changes: z.custom<ChangeBatch>((value) => typeof value === 'object' && value !== null) }),
  z.object({ goodbye: z.enum(goodbyes) }),
]);

/** A client's side of the dialogue, without the bytes. `hear` and `end` are told what happens; everything else answers when it has. */
export class HolderDialogue {
  /** null: it is none that we understand, or it ended first. */
  readonly greeted: Promise<Holder | null>;
  readonly ended: Promise<HolderEnd>;
  readonly #send: (message: unknown) => void;
  readonly #waiting = new Map<number, Waiting>();
  #greet: (holder: Holder | null) => void = () => undefined;
  #hasGreeted = false;
  #tellEnd: (end: HolderEnd) => void = () => undefined;
  #goodbye: Goodbye | null = null;
  #isOver = false;
  #nextId = 1;
  #listener: Listener | null = null;
  #sequence = 0;

  constructor(send: (message: unknown) => void) {
    this.#send = send;
    this.greeted = new Promise((resolve) => {
      this.#greet = resolve;
    });
    this.ended = new Promise((resolve) => {
      this.#tellEnd = resolve;
    });
  }

  /** Throws what zod throws for what no holder says. */
  hear(line: unknown): void {
    if (!this.#hasGreeted) {
      this.#hasGreeted = true;
      const hello = helloSchema.safeParse(line);
      this.#greet(hello.success ? { host: hello.data.host, version: hello.data.gantry } : null);
      return;
    }
    const message = messageSchema.parse(line);
    if ('changes' in message) this.#tell(message.changes);
    else if ('goodbye' in message) this.#goodbye = message.goodbye;
    else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.ok) waiting?.resolve(message.value);
      else waiting?.reject(new UploadError(message.error.code, { details: message.error.details }));
    }
  }

  /** The connection is gone. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#greet(null);
    for (const { reject } of this.#waiting.values()) reject(new UploadError('holder-gone'));
    this.#waiting.clear();
    this.#tellEnd(this.#goodbye ?? 'lost');
  }

  ask<Name extends keyof Requests>(name: Name, args: RequestArguments<Name>): Promise<RequestValue<Name>> {
    return this.#request(name, args) as Promise<RequestValue<Name>>;
  }

  async subscribe(listener: Listener): Promise<void> {
    this.#listener = listener;
    await this.#request('subscribe', { stay: true });
  }

  async catchUp(): Promise<void> {
    await this.#request('catchUp', {});
  }

  async letGo(): Promise<boolean> {
    const value = await this.#request('letGo', {});
    return typeof value === 'object' && value !== null && 'letsGo' in value && value.letsGo === true;
  }

  #request(request: string, args: unknown): Promise<unknown> {
    if (this.#isOver) return Promise.reject(new UploadError('holder-gone'));
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ id, request, args });
    });
  }

  #tell(changes: ChangeBatch): void {
    const isGap = changes.sequence !== this.#sequence + 1;
    this.#sequence = changes.sequence;
    this.#listener?.onChanges(changes);
    if (isGap) this.#listener?.onGap();
    this.#send({ acknowledge: changes.sequence });
  }
}
