import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import { UploadError } from '../errors/upload-error.ts';

/** The name as it is saved. Throws `destination-invalid` when it is empty or another destination has it. */
export function freeName(name: string, others: readonly Destination[], own: DestinationId | null = null): string {
  const trimmed = name.trim();
  if (trimmed === '') throw new UploadError('destination-invalid', { details: { reason: 'The name is empty.' } });
  if (isTaken(trimmed, others, own))
    throw new UploadError('destination-invalid', {
      details: reasonOf('There is a destination named "{name}" already.', { name: trimmed }),
    });
  return trimmed;
}

/** "Archive 2" for a second "Archive", "Archive 3" for a third. */
export function nextName(name: string, others: readonly Destination[]): string {
  const stem = name.replace(/ \d{1,3}$/, '');
  for (let number = 2; ; number += 1) {
    const candidate = `${stem} ${number}`;
    if (!isTaken(candidate, others, null)) return candidate;
  }
}

function isTaken(name: string, others: readonly Destination[], own: DestinationId | null): boolean {
  return others.some((other) => other.destinationId !== own && other.name.toLowerCase() === name.toLowerCase());
}
