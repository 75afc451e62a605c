import type { Engine } from '../../engine/engine.ts';
import type { DiagnosticsSource } from './diagnostics-source.ts';

/** The queue of this process. */
export function engineSource(engine: Engine): DiagnosticsSource {
  return {
    overview: () => engine.overview(),
    uploads: (status, limit) => engine.listUploads({ fromPosition: 0, limit, status }).uploads,
    findUpload: (uploadId) => engine.findUpload(uploadId),
    listAttempts: (uploadId) => engine.listAttempts(uploadId),
    destinations: () =>
      engine.destinations
        .list()
        .map(({ destinationId, kind, url, isDefault, isBuiltIn }) => ({ destinationId, kind, url, isDefault, isBuiltIn })),
  };
}
