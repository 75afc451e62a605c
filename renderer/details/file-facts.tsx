import type { ReactNode } from 'react';
import { say } from '../../shared/language/say.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { unknownValue } from '../../shared/text/unknown-value.ts';
import { algorithmName } from '../../shared/text/verification-words.ts';
import type { Verification } from '../../shared/upload.ts';
import { batchOf, holdingConditionOf, holdOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { ForeignName } from '../ui/foreign-name.tsx';
import { useNow } from '../ui/use-now.ts';

/** Where a file stands, and where it comes from and goes to. */
export function FileFacts({ file, location }: { readonly file: FileProgress; readonly location: string | null }) {
  const nowMs = useNow('second');
  const hold = useWindow(holdOf(file));
  const condition = useWindow(holdingConditionOf(file));
  const destinationName = useWindow((state) => batchOf(file.batchId)(state)?.destinationName ?? '');
  const { state, detail } = statusWords(file, nowMs, { hold, condition });
  return (
    <dl className="facts">
      <Fact name={say('State')}>
        <span className={`row-state-words ink-${stateTone(fileStateOf(file, nowMs))}`}>{state}</span>
        <span className="fact-detail">{detail}</span>
      </Fact>
      <Fact name={say('From')}>
        <ForeignName text={file.sourcePath} />
      </Fact>
      <Fact name={say('To|place')}>
        <ForeignName text={destinationTitle(destinationName)} />
        <span className="fact-detail">
          <ForeignName text={file.relativePath} />
        </span>
      </Fact>
      {location === null ? null : (
        <Fact name={say('Arrived at')}>
          <ForeignName text={location} />
        </Fact>
      )}
      <Fact name={say('Size')}>{formatBytes(file.fileSize)}</Fact>
      <Fact name={say('Sent')}>
        {say('{sent} · {confirmed} confirmed by the server', {
          sent: formatBytes(file.bytesSent),
          confirmed: formatBytes(file.bytesConfirmed),
        })}
      </Fact>
      <Fact name={say('Checked')}>{file.verification === null ? unknownValue : checkedWords(file.verification)}</Fact>
    </dl>
  );
}

function checkedWords(verification: Verification): string {
  if (verification === 'size') return say('Size agrees');
  if (verification === 'accepted') return say('The server took all of it; it was not compared');
  return verification === 'content'
    ? say('Read back from the server and compared')
    : say('{algorithm} agrees', { algorithm: algorithmName(verification) });
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
