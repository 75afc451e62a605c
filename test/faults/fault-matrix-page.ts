import { faultGroups } from './faults/all-faults.ts';
import { matrixProtocols } from './matrix-protocols.ts';
import { renderFaultMatrix } from './render-fault-matrix.ts';
import { readSeen } from './seen.ts';

const closing = `## What this cannot tell
- **A form** has no other receipt than a 2xx, and nothing to ask afterwards. An empty 200 or any page of a hop in between counts as taken; a
  page with a field for a password does not. When its answer is lost, the file is sent again under the same name.
- **One PUT and one form are one body each**, and so is a file of up to a part's size to S3: a proxy's limit cannot be got around, and an interrupted file begins again.
- **One file alone, refused for minutes by a server that says it is well** (503 to the upload, 204 to OPTIONS), fails after its eight tries.
  Three different files in a row hold the destination instead.
- **A redirect to another server**, and a server that speaks another protocol, fail each file at once: whether that address is right is for a
  person to say.
- **A line slower than 16 KiB/s** can look silent once the system has taken megabytes of a body: then nobody knows how much of it is under way. The
  first time it is waited for as long as 4 MiB in the middle of a body, and 16 MiB after it, take at that speed besides; where a body was answered
  before, eight times as long as such took then.

## A file larger than a proxy lets through
1 GiB by tus through a proxy that refuses bodies over 100 MB: FIGURES
`;
const figures =
  '4 refusals, each told before any of the body was sent, then 16 parts of 64 MiB; no byte was sent in vain, and the next file begins with parts that fit, also after a restart of Gantry. Measured in 41 s on 2 cores that others kept busy.';

/** The page as it should stand in `docs/`. */
export function faultMatrixPage(): string {
  return renderFaultMatrix(faultGroups, matrixProtocols, readSeen(), closing.replace('FIGURES', figures));
}
