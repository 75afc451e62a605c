import { Copy, RotateCw } from 'lucide-react';
import type { BatchId, DestinationId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { holdHelp } from '../../shared/text/hold-help.ts';
import { controlUploads, idsOf } from '../store/actions.ts';
import { openDestinations } from '../store/destination-actions.ts';
import { canHelp, helpLabels, startHelp } from '../store/help-actions.ts';
import { batchOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import type { FailureGroup } from '../store/visible-rows.ts';
import type { WindowState } from '../store/window-state.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { WholeSentences } from '../ui/whole-sentences.tsx';
import './failure-heading.css';

/** Files that failed for one reason: what it is, what helps, and the button for all of them at once. */
export function FailureHeading({ group }: { readonly group: FailureGroup }) {
  const { title, remedy, action } = errorWords(group);
  const count = group.cells.length;
  const help = holdHelp(null, group);
  const destinationId = useWindow(commonDestinationOf(group));
  const destinationName = useWindow((state) => batchOf(group.cells[0]?.file.batchId ?? ('' as BatchId))(state)?.destinationName ?? '');
  const hasHelp = useWindow(canHelp(help, destinationId));
  const paths = (): string => group.cells.map((cell) => cell.file.sourcePath).join('\n');
  return (
    <div className="failure-heading">
      <div className="failure-words">
        <span className="failure-title">
          {title}
          <span className="failure-count"> · {sayCount(count, '{count} file', '{count} files')}</span>
        </span>
        <span className="failure-remedy">
          <WholeSentences text={remedy} />
        </span>
      </div>
      {help !== null && destinationId !== undefined && hasHelp ? (
        <Button
          label={say(helpLabels[help])}
          name={say('{action}, for: {title}', { action: say(helpLabels[help]).replace('…', ''), title })}
          onPress={() => startHelp(help, destinationId, destinationName, group)}
        />
      ) : action === 'choose-destination' || action === 'sign-in' ? (
        <Button
          label={say('Destinations')}
          name={say('{action}, for: {title}', { action: say('Destinations'), title })}
          onPress={openDestinations}
        />
      ) : null}
      <Button
        label={say('Copy paths')}
        name={sayCount(count, 'Copy {count} path: {title}', 'Copy {count} paths: {title}', { title })}
        icon={<Copy size={16} strokeWidth={1.5} />}
        isCollapsible
        onPress={() => copyText(paths())}
      />
      <Button
        look="outlined"
        label={say('Retry {count}', { count })}
        name={sayCount(count, 'Retry {count} file: {title}', 'Retry {count} files: {title}', { title })}
        icon={<RotateCw size={16} strokeWidth={1.5} />}
        onPress={() => controlUploads('retry', idsOf(group.cells))}
      />
    </div>
  );
}

/** Where all of them go; undefined when that is several places. */
const commonDestinationOf =
  ({ cells }: FailureGroup) =>
  (state: WindowState): DestinationId | undefined => {
    const ids = new Set([...new Set(cells.map(({ file }) => file.batchId))].map((batchId) => batchOf(batchId)(state)?.destinationId));
    const [only] = ids;
    return ids.size === 1 ? only : undefined;
  };
