import { Buffer } from 'node:buffer';

/** A server may say so much before its own name (RFC 4253, §4.2). */
const mostGreetingBytes = 8 * 1024;

/** The first lines of a server: whether it speaks SSH at all, and what it calls itself. */
export class ServerGreeting {
  #text = '';
  #serverName: string | null = null;

  /** Bytes as they arrive; later ones cost nothing. */
  note(chunk: Buffer): void {
    if (this.#serverName !== null || this.#text.length >= mostGreetingBytes) return;
    this.#text += Buffer.from(chunk).toString('latin1').slice(0, mostGreetingBytes);
    const name = /(?:^|\n)SSH-[\d.]+-([\x21-\x7e]*)/.exec(this.#text)?.[1];
    if (name !== undefined) this.#serverName = name;
  }

  get isSsh(): boolean {
    return this.#serverName !== null;
  }

  get saidSomethingElse(): boolean {
    return this.#serverName === null && this.#text !== '';
  }

  /** `OpenSSH_9.2p1`; empty when there is none. */
  get serverName(): string {
    return this.#serverName ?? '';
  }
}
