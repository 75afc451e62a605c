/** The end of a start script that cannot go on: the message for people, no stack, exit code 1. */
export function endWithMessage(reason: unknown): never {
  process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`);
  process.exit(1);
}
