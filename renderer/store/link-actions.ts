import type { DestinationKind } from '../../shared/destination.ts';
import type { UploadId } from '../../shared/ids.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { ClientError } from '../client-error.ts';
import { engineClient } from '../engine-client.ts';
import { perform } from './actions.ts';
import { batchOf } from './selectors.ts';
import type { WindowState } from './window-state.ts';

const withLinks: ReadonlySet<DestinationKind> = new Set<DestinationKind>(['s3', 'dav', 'put', 'post', 'presigned']);

/** Whether a file may have a link: it arrived, and not at a destination of a kind that has none. One that is not saved may have. */
export function mayHaveLink(file: FileProgress): (state: WindowState) => boolean {
  return (state) => {
    if (file.status !== 'completed' && file.status !== 'skipped') return false;
    const destinationId = batchOf(file.batchId)(state)?.destinationId;
    const kind = state.destinations?.find((destination) => destination.destinationId === destinationId)?.kind;
    return kind === undefined || withLinks.has(kind);
  };
}

/** Asks for the link of a file and hands it to `copy`; the window says so where there is none. */
export function copyLink(uploadId: UploadId, copy: (link: string) => void): void {
  perform(
    engineClient()
      .request('getLink', { uploadId })
      .then(({ link }) => {
        if (link === null)
          throw new ClientError({ code: 'not-possible-now', details: { reason: 'The destination has no link to this file.' } });
        copy(link);
      }),
  );
}
