/** An answer instead of success, in the shape that the tus server turns into a response: a status and words for people. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  // The spelling of @tus/server, which reads these two from whatever its hooks and its store throw.
  readonly status_code: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    httpStatus: number,
    words: string,
    options: { readonly headers?: Readonly<Record<string, string>>; readonly cause?: unknown } = {},
  ) {
    super(words, { cause: options.cause });
    this.status_code = httpStatus;
    this.body = `${words}\n`;
    this.headers = options.headers ?? {};
  }
}
