import { say } from '../../shared/language/say.ts';
import { formatAgo } from '../../shared/text/format-ago.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { unfinishedOwnerWords } from '../../shared/text/unfinished-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { UnfinishedRow } from '../../shared/unfinished.ts';
import { ForeignName } from '../ui/foreign-name.tsx';
import { useNow } from '../ui/use-now.ts';

export interface UnfinishedItemProps {
  readonly row: UnfinishedRow;
  readonly isMarked: boolean;
  readonly isDisabled: boolean;
  onToggle(unfinishedId: string): void;
}

/** One upload that never ended, with a mark for its removal; that of a file in the list has none. */
export function UnfinishedItem({ row, isMarked, isDisabled, onToggle }: UnfinishedItemProps) {
  const now = useNow('minute');
  const { unfinishedId, relativePath, storedBytes, startedAtMs, owner } = row;
  const facts = [
    storedBytes === null ? say('Size unknown') : formatBytes(storedBytes),
    startedAtMs === null ? say('begun at an unknown time') : say('begun {ago}', { ago: formatAgo(startedAtMs, now) }),
    owner === 'queue' ? say('Belongs to a file in the list: cancel that file instead') : unfinishedOwnerWords(owner),
  ];
  return (
    <li className="unfinished-item">
      <label className="unfinished-label">
        <input
          type="checkbox"
          checked={isMarked}
          disabled={isDisabled || owner === 'queue'}
          aria-label={say('Remove {name}', { name: visibleText(relativePath) })}
          onChange={() => onToggle(unfinishedId)}
        />
        <span className="unfinished-name">
          <ForeignName text={relativePath} />
          <span className="unfinished-facts">{facts.join(' · ')}</span>
        </span>
      </label>
    </li>
  );
}
