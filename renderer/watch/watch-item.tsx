import { ArrowRight, FolderSync, FolderX, Pause, Pencil, Play, Trash } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { watchNoteWords, watchRulesWords, watchStateWords } from '../../shared/text/watch-words.ts';
import type { WatchedFolder } from '../../shared/watched-folder.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { IconButton } from '../ui/icon-button.tsx';

export interface WatchItemProps {
  readonly folder: WatchedFolder;
  /** Its form was closed, and what was pressed in it is gone. */
  readonly takesFocus: boolean;
  onEdit(): void;
  onSwitch(): void;
  onRemove(): void;
}

/** One watched folder: where it is and where its files go, how it fares, and by which rules. */
export function WatchItem({ folder, takesFocus, onEdit, onSwitch, onRemove }: WatchItemProps) {
  const [isAsking, setAsking] = useState(false);
  const tools = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) tools.current?.querySelector('button')?.focus();
  }, [takesFocus]);
  const { path, destinationName, isOn, state, problem } = folder;
  const note = watchNoteWords(folder);
  const Icon = state === 'away' ? FolderX : FolderSync;
  return (
    <li className="watch-item" aria-label={visibleText(path)}>
      <Icon className={state === 'away' ? 'watch-icon ink-waiting' : 'watch-icon'} size={16} strokeWidth={1.5} aria-hidden="true" />
      <div className="watch-facts">
        <p className="watch-way">
          <ForeignName className="watch-path" text={path} />
          <ArrowRight size={12} strokeWidth={1.5} aria-label={say('to')} />
          <ForeignName className="watch-destination" text={destinationTitle(destinationName)} />
        </p>
        <p className={state === 'away' ? 'ink-waiting' : undefined}>{watchStateWords(folder)}</p>
        <p className="watch-rules">{visibleText(watchRulesWords(folder))}</p>
        {note === null ? null : <p className={problem === null ? 'watch-rules' : 'watch-note ink-failed'}>{visibleText(note)}</p>}
      </div>
      <div ref={tools} className="watch-tools">
        <IconButton
          name={say('Edit {name}', { name: visibleText(path) })}
          title={say('Change how it is watched')}
          icon={<Pencil size={16} strokeWidth={1.5} />}
          onPress={onEdit}
        />
        <IconButton
          name={isOn ? say('Pause {name}', { name: visibleText(path) }) : say('Resume {name}', { name: visibleText(path) })}
          title={isOn ? say('Take nothing new from it') : say('Go on watching it')}
          icon={isOn ? <Pause size={16} strokeWidth={1.5} /> : <Play size={16} strokeWidth={1.5} />}
          onPress={onSwitch}
        />
        <IconButton
          name={say('Remove {name}', { name: visibleText(path) })}
          title={say('No longer watch it')}
          icon={<Trash size={16} strokeWidth={1.5} />}
          onPress={() => setAsking(true)}
        />
      </div>
      {isAsking ? (
        <div className="watch-question">
          <p>{say('No longer watch it? Its files stay. Watched again, it begins anew.')}</p>
          <Button label={say('Keep it')} onPress={() => setAsking(false)} />
          <Button
            look="outlined"
            label={say('Remove')}
            name={say('Remove the watched folder {name}', { name: visibleText(path) })}
            onPress={onRemove}
          />
        </div>
      ) : null}
    </li>
  );
}
