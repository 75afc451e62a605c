import type { UpdateChannel } from '../../../shared/settings.ts';
import type { UpdateMemory } from './update-memory.ts';

/**
 * Whether an older Gantry counts as an update: only for a trial that came from the channel "beta", after somebody chose "latest". What is followed is
 * remembered for that.
 */
export function mayGoBack(memory: UpdateMemory, channel: UpdateChannel, version: string): boolean {
  const { followed } = memory.read();
  const isTrial = version.includes('-');
  if (channel === 'latest' && isTrial) return followed === 'beta';
  if (followed !== channel) memory.write({ followed: channel });
  return false;
}
