import { ChevronDown, ChevronRight, File, Folder } from 'lucide-react';
import { memo } from 'react';
import type { ConflictChoice } from '../../shared/conflict.ts';
import { conflictChoices } from '../../shared/conflict.ts';
import { decideConflict, newerSideOf } from '../../shared/decide-conflict.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { choiceWords, choiceWordsWithin } from '../../shared/text/conflict-words.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatMinute } from '../../shared/text/format-minute.ts';
import { formatMoment } from '../../shared/text/format-moment.ts';
import { unknownValue } from '../../shared/text/unknown-value.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { ForeignName } from '../ui/foreign-name.tsx';
import type { TreeRow } from './conflict-folders.ts';
import type { ConflictFile } from './exceptions.ts';

export interface ConflictRowProps {
  readonly row: TreeRow;
  readonly elementId: string;
  /** Counted from 1, the header's row included. */
  readonly ariaRowIndex: number;
  /** Pixels from the top of the tree. */
  readonly top: number;
  readonly isCurrent: boolean;
  readonly policy: ConflictPolicy;
  /** What was decided for this file alone. */
  readonly exception: ConflictChoice | null;
  readonly onCurrent: (key: string) => void;
  readonly onOpen: (path: string, isOpen: boolean) => void;
  readonly onChoose: (file: ConflictFile, choice: ConflictChoice | null) => void;
}

/** One line of the tree: a folder that opens, or a file with both its sides and what becomes of it. */
export const ConflictRow = memo(function ConflictRow(props: ConflictRowProps) {
  const { row, elementId, ariaRowIndex, top, isCurrent, policy, exception, onCurrent, onOpen, onChoose } = props;
  const { node, depth, isOpen } = row;
  const isFolder = node?.kind === 'folder';
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <tr
      id={elementId}
      className={isCurrent ? 'conflict-line conflict-row conflict-row-current' : 'conflict-line conflict-row'}
      aria-rowindex={ariaRowIndex}
      aria-level={depth + 1}
      aria-expanded={isFolder ? isOpen : undefined}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={() => onCurrent(row.key)}
      onClick={() => {
        if (isFolder) onOpen(node.path, !isOpen);
      }}
    >
      <td className="conflict-name" style={{ paddingLeft: depth * 16 }}>
        {isFolder ? (
          <Chevron className="conflict-chevron" size={16} strokeWidth={1.5} aria-hidden="true" />
        ) : (
          <span className="conflict-chevron" />
        )}
        {isFolder ? <Folder size={16} strokeWidth={1.5} aria-hidden="true" /> : <File size={16} strokeWidth={1.5} aria-hidden="true" />}
        {node === null ? (
          <span className="conflict-loading">{say('Loading…')}</span>
        ) : (
          <ForeignName className="conflict-text" text={node.name} />
        )}
        {isFolder ? <span className="conflict-count">{sayCount(node.files, '{count} file', '{count} files')}</span> : null}
      </td>
      {node?.kind === 'file' ? (
        <>
          <Sides file={node} />
          <td className="conflict-fate">
            <Fate file={node} policy={policy} exception={exception} tabIndex={isCurrent ? 0 : -1} onChoose={onChoose} />
          </td>
        </>
      ) : null}
    </tr>
  );
});

function Sides({ file: { source, found } }: { readonly file: ConflictFile }) {
  const newer = newerSideOf(source, found);
  return (
    <>
      <Side stamp={source} isNewer={newer === 'here'} side="here" />
      <Side stamp={found} isNewer={newer === 'there'} side="there" />
    </>
  );
}

interface SideProps {
  readonly stamp: ConflictFile['found'];
  readonly isNewer: boolean;
  readonly side: 'here' | 'there';
}

function Side({ stamp: { sizeBytes, modifiedAtMs }, isNewer, side }: SideProps) {
  return (
    <>
      <td
        className={`conflict-size conflict-size-${side}`}
        data-side={say(side === 'here' ? 'Here:' : 'There:')}
        title={sizeBytes === null ? undefined : sayCount(sizeBytes, '{count} byte', '{count} bytes')}
      >
        {formatBytes(sizeBytes)}
      </td>
      <td
        className={`conflict-time conflict-time-${side}${isNewer ? ' conflict-newer' : ''}`}
        title={modifiedAtMs === null ? say('The destination does not say') : formatMoment(modifiedAtMs)}
      >
        {modifiedAtMs === null ? unknownValue : formatMinute(modifiedAtMs)}
        {isNewer ? <span className="conflict-newer-word"> {say('newer')}</span> : null}
      </td>
    </>
  );
}

interface FateProps {
  readonly file: ConflictFile;
  readonly policy: ConflictPolicy;
  readonly exception: ConflictChoice | null;
  readonly tabIndex: number;
  readonly onChoose: (file: ConflictFile, choice: ConflictChoice | null) => void;
}

/** What becomes of the file: as of all the others, unless it is chosen here. */
function Fate({ file, policy, exception, tabIndex, onChoose }: FateProps) {
  const usual = decideConflict(policy, file.source, file.found);
  const usualWords = usual === null ? say('Waits') : choiceWords(usual);
  return (
    <span className={exception === null ? 'conflict-choice' : 'conflict-choice conflict-choice-own'}>
      <span aria-hidden="true">{exception === null ? usualWords : choiceWords(exception)}</span>
      <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />
      <select
        aria-label={say('What becomes of {name}', { name: visibleText(file.name) })}
        value={exception ?? ''}
        tabIndex={tabIndex}
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => onChoose(file, conflictChoices.find((choice) => choice === event.target.value) ?? null)}
      >
        <option value="">{say('As the others: {what}', { what: usual === null ? say('waits') : choiceWordsWithin(usual) })}</option>
        {conflictChoices.map((choice) => (
          <option key={choice} value={choice}>
            {choiceWords(choice)}
          </option>
        ))}
      </select>
    </span>
  );
}
