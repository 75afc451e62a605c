import { hasProgram } from './has-program.ts';

/** Why no Swift can be started here; null when it can. It reads a fixed folder, which only root can put another one in front of. */
export function missingSwift(): string | null {
  const missing = ['swift-proxy-server', 'swift-object-server', 'memcached', 'unshare'].find((program) => !hasProgram(program));
  if (missing !== undefined) return `[skipped: ${missing} is not installed]`;
  return process.getuid?.() === 0 ? null : '[skipped: Swift needs root]';
}
