import { FileQuestionMark } from 'lucide-react';
import type { Destination } from '../../shared/destination.ts';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { forgetConflictAnswer } from '../store/conflict-actions.ts';
import { Button } from '../ui/button.tsx';

const taken: Readonly<Record<Exclude<ConflictPolicy, 'ask'>, PlainText>> = {
  overwrite: 'Taken names: replace all',
  'skip-same': 'Taken names: skip what is the same',
  skip: 'Taken names: skip all that are there',
  newer: 'Taken names: replace only older ones',
  rename: 'Taken names: keep both',
};

/** What is done there with names that are taken, where a person decided that for good, and the way back to being asked. */
export function RememberedAnswer({ destination: { destinationId, name, conflict } }: { readonly destination: Destination }) {
  if (conflict === undefined || conflict === 'ask') return null;
  return (
    <span className="destination-secret">
      <FileQuestionMark size={12} strokeWidth={1.5} aria-hidden="true" />
      <span>{say(taken[conflict])}</span>
      <span aria-hidden="true">·</span>
      <Button
        look="text"
        label={say('Ask again')}
        name={say('Ask again about names that are taken at {name}', { name: destinationTitle(name) })}
        onPress={() => forgetConflictAnswer(destinationId)}
      />
    </span>
  );
}
