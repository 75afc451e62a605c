/** A server that takes long to start and serves many cases, each in a place of its own. */
export class SharedServer<Server extends { close(): Promise<void> }> {
  readonly #start: () => Promise<Server>;
  #running: Promise<Server> | null = null;
  #places = 0;

  constructor(start: () => Promise<Server>) {
    this.#start = start;
  }

  /** The server, and the name of a place that nobody had before. */
  async enter(): Promise<{ readonly server: Server; readonly place: string }> {
    this.#running ??= this.#start();
    this.#places += 1;
    const place = `case-${this.#places}`;
    return { server: await this.#running, place };
  }

  async end(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await (await running)?.close();
  }
}
