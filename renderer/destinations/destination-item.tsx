import { Check, Copy, KeyRound, ListX, Pencil, Trash } from 'lucide-react';
import { useState } from 'react';
import type { Destination, ProbeAnswer } from '../../shared/destination.ts';
import { kindsWithUnfinished } from '../../shared/destination.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { keepingWords } from '../../shared/text/keeping-words.ts';
import { chooseDestination, duplicateDestination, removeDestination, testDestination } from '../store/destination-actions.ts';
import { openFileCountOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { openUnfinished } from '../store/unfinished-actions.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { kindIcon } from '../ui/kind-icon.ts';
import { askedFor } from './asked-for.ts';
import { kindWords } from './kind-words.ts';
import { ProbeResult } from './probe-result.tsx';
import { RememberedAnswer } from './remembered-answer.tsx';

export interface DestinationItemProps {
  readonly destination: Destination;
  readonly onEdit: () => void;
  readonly onSignIn: () => void;
}

/** One saved destination: choose it, test it, change it, copy it, remove it. */
export function DestinationItem({ destination, onEdit, onSignIn }: DestinationItemProps) {
  const [answer, setAnswer] = useState<ProbeAnswer | 'asking' | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);
  const openFiles = useWindow(openFileCountOf(destination.destinationId));
  const { destinationId, isBuiltIn } = destination;
  const name = destinationTitle(destination.name);
  const Icon = kindIcon(destination);
  const test = (): void => askedFor(testDestination(destinationId), setAnswer);
  return (
    <li className="destination-item">
      <Icon className="destination-icon" size={16} strokeWidth={1.5} aria-hidden="true" />
      <Facts destination={destination} />
      <Choice destination={destination} />
      <Button look="outlined" label={say('Test')} name={say('Test {name}', { name })} isDisabled={answer === 'asking'} onPress={test} />
      <div className="destination-tools">
        {kindsWithUnfinished.includes(destination.kind) ? (
          <IconButton
            name={say('Unfinished uploads at {name}', { name })}
            title={say('Unfinished uploads')}
            icon={<ListX size={16} strokeWidth={1.5} />}
            onPress={() => openUnfinished(destination)}
          />
        ) : null}
        {isBuiltIn ? null : (
          <>
            <IconButton
              name={say('Edit {name}', { name })}
              title={say('Edit')}
              icon={<Pencil size={16} strokeWidth={1.5} />}
              onPress={onEdit}
            />
            <IconButton
              name={say('Duplicate {name}', { name })}
              title={say('Duplicate')}
              icon={<Copy size={16} strokeWidth={1.5} />}
              onPress={() => duplicateDestination(destinationId)}
            />
            <IconButton
              name={say('Remove {name}', { name })}
              title={say('Remove')}
              icon={<Trash size={16} strokeWidth={1.5} />}
              onPress={() => setIsRemoving(true)}
            />
          </>
        )}
      </div>
      {isRemoving ? (
        <RemoveQuestion
          name={name}
          openFiles={openFiles}
          hasSecret={destination.savedSecrets.length > 0}
          onRemove={() => removeDestination(destinationId)}
          onKeep={() => setIsRemoving(false)}
        />
      ) : null}
      {answer === null ? null : (
        <div className="destination-answer">
          <ProbeResult answer={answer} {...(isBuiltIn ? {} : { onSignIn })} trust={{ of: { destinationId }, onTrusted: test }} />
        </div>
      )}
    </li>
  );
}

function Facts({ destination }: { readonly destination: Destination }) {
  const keeping = useWindow((state) => state.keeping);
  const { name, url, isBuiltIn, savedSecrets } = destination;
  return (
    <div className="destination-facts">
      <ForeignName className="destination-item-name" text={destinationTitle(name)} />
      <span className="destination-url">
        {isBuiltIn ? say('Ready, nothing to set up') : `${kindWords(destination)} · `}
        {isBuiltIn ? null : <ForeignName text={url} />}
      </span>
      {savedSecrets.length === 0 ? null : (
        <span className="destination-secret">
          <KeyRound size={12} strokeWidth={1.5} aria-hidden="true" />
          {say('Sign-in: {kept}', { kept: keepingWords(keeping).keptWithin })}
        </span>
      )}
      <RememberedAnswer destination={destination} />
    </div>
  );
}

function Choice({ destination: { destinationId, name, isDefault } }: { readonly destination: Destination }) {
  if (!isDefault)
    return (
      <Button
        label={say('Use')}
        name={say('Use {name}', { name: destinationTitle(name) })}
        onPress={() => chooseDestination(destinationId)}
      />
    );
  return (
    <span className="destination-chosen ink-moving" title={say('New files go here')}>
      <Check size={16} strokeWidth={1.5} aria-hidden="true" />
      {say('In use')}
    </span>
  );
}

interface RemoveQuestionProps {
  readonly name: string;
  readonly openFiles: number;
  readonly hasSecret: boolean;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

/** What was typed in by hand is not lost by one press. */
function RemoveQuestion({ name, openFiles, hasSecret, onRemove, onKeep }: RemoveQuestionProps) {
  const lost = hasSecret
    ? 'Its address and its sign-in are forgotten. What arrived there stays.'
    : 'Its address is forgotten. What arrived there stays.';
  return (
    <div className="destination-question" role="alert">
      <p>
        {openFiles === 0
          ? say(lost)
          : sayCount(
              openFiles,
              '{count} file of the list still goes there, and will. Nothing new can be sent there after it.',
              '{count} files of the list still go there, and will. Nothing new can be sent there after it.',
            )}
      </p>
      <Button look="outlined" label={say('Remove')} name={say('Remove {name} all the same', { name })} onPress={onRemove} />
      <Button label={say('Keep')} name={say('Keep {name}', { name })} onPress={onKeep} />
    </div>
  );
}
