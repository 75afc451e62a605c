import { FileQuestionMark } from 'lucide-react';
import type { Destination } from '../../shared/destination.ts';
import { policyWords } from '../../shared/text/conflict-words.ts';
import { forgetConflictAnswer } from '../store/conflict-actions.ts';
import { Button } from '../ui/button.tsx';

/** What is done there with names that are taken, where a person decided that for good, and the way back to being asked. */
export function RememberedAnswer({ destination: { destinationId, name, conflict } }: { readonly destination: Destination }) {
  if (conflict === undefined || conflict === 'ask') return null;
  return (
    <span className="destination-secret">
      <FileQuestionMark size={12} strokeWidth={1.5} aria-hidden="true" />
      <span className="destination-answer-words">Taken names: {policyWords(conflict).nameWithin}</span>
      <span aria-hidden="true">·</span>
      <Button
        look="text"
        label="Ask again"
        name={`Ask again about names that are taken at ${name}`}
        onPress={() => forgetConflictAnswer(destinationId)}
      />
    </span>
  );
}
