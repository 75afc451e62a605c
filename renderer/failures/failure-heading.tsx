import { Copy, RotateCw } from 'lucide-react';
import { countOf } from '../../shared/text/count-of.ts';
import { errorWords } from '../../shared/text/error-words.ts';
import { controlUploads, idsOf } from '../store/actions.ts';
import { openDestinations } from '../store/destination-actions.ts';
import type { FailureGroup } from '../store/visible-rows.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import './failure-heading.css';

/** Files that failed for one reason: what it is, what helps, and the button for all of them at once. */
export function FailureHeading({ group }: { readonly group: FailureGroup }) {
  const { title, remedy, action } = errorWords(group);
  const count = group.cells.length;
  const paths = (): string => group.cells.map((cell) => cell.file.sourcePath).join('\n');
  return (
    <div className="failure-heading">
      <div className="failure-words">
        <span className="failure-title">
          {title}
          <span className="failure-count"> · {countOf(count, 'file')}</span>
        </span>
        <span className="failure-remedy" title={remedy}>
          {remedy}
        </span>
      </div>
      {action === 'choose-destination' || action === 'sign-in' ? (
        <Button label="Destinations" name={`Destinations, for: ${title}`} onPress={openDestinations} />
      ) : null}
      <Button
        label="Copy paths"
        name={`Copy ${countOf(count, 'path')}: ${title}`}
        icon={<Copy size={16} strokeWidth={1.5} />}
        isCollapsible
        onPress={() => copyText(paths())}
      />
      <Button
        look="outlined"
        label={`Retry ${count}`}
        name={`Retry ${countOf(count, 'file')}: ${title}`}
        icon={<RotateCw size={16} strokeWidth={1.5} />}
        onPress={() => controlUploads('retry', idsOf(group.cells))}
      />
    </div>
  );
}
