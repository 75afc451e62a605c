import { Check, CircleX, ListX, LoaderCircle, Monitor, Server, Trash } from 'lucide-react';
import { useState } from 'react';
import type { Destination, ProbeAnswer } from '../../shared/destination.ts';
import { kindsWithUnfinished } from '../../shared/destination.ts';
import { ClientError } from '../client-error.ts';
import { chooseDestination, removeDestination, testDestination } from '../store/destination-actions.ts';
import { openUnfinished } from '../store/unfinished-actions.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { kindWords } from './kind-words.ts';
import { probeWords } from './probe-words.ts';

/** One saved destination: choose it, test it, remove it. */
export function DestinationItem({ destination }: { readonly destination: Destination }) {
  const [answer, setAnswer] = useState<ProbeAnswer | 'asking' | null>(null);
  const { destinationId, name, isBuiltIn, isDefault } = destination;

  const test = (): void => {
    setAnswer('asking');
    testDestination(destinationId).then(setAnswer, (error: unknown) => {
      setAnswer({ ok: false, error: error instanceof ClientError ? error : { code: 'internal', details: {} } });
    });
  };

  const Icon = isBuiltIn ? Monitor : Server;
  return (
    <li className="destination-item">
      <Icon className="destination-icon" size={16} strokeWidth={1.5} aria-hidden="true" />
      <div className="destination-facts">
        <ForeignName className="destination-item-name" text={name} />
        <span className="destination-url">
          {isBuiltIn ? 'Ready, nothing to set up' : `${kindWords(destination)} · `}
          {isBuiltIn ? null : <ForeignName text={destination.url} />}
        </span>
        {answer === null ? null : <ProbeResult answer={answer} />}
      </div>
      {isDefault ? (
        <span className="destination-chosen ink-moving">
          <Check size={16} strokeWidth={1.5} aria-hidden="true" />
          In use
        </span>
      ) : (
        <Button label="Use" name={`Use ${name}`} onPress={() => chooseDestination(destinationId)} />
      )}
      <Button look="outlined" label="Test" name={`Test ${name}`} isDisabled={answer === 'asking'} onPress={test} />
      {kindsWithUnfinished.includes(destination.kind) ? (
        <IconButton
          name={`Unfinished uploads at ${name}`}
          title="Unfinished uploads"
          icon={<ListX size={16} strokeWidth={1.5} />}
          onPress={() => openUnfinished(destination)}
        />
      ) : null}
      {isBuiltIn ? (
        <span className="destination-no-remove" />
      ) : (
        <IconButton
          name={`Remove ${name}`}
          title="Remove"
          icon={<Trash size={16} strokeWidth={1.5} />}
          onPress={() => removeDestination(destinationId)}
        />
      )}
    </li>
  );
}

function ProbeResult({ answer }: { readonly answer: ProbeAnswer | 'asking' }) {
  if (answer === 'asking') {
    return (
      <span className="probe-result" role="status">
        <LoaderCircle size={12} strokeWidth={1.5} aria-hidden="true" />
        Asking…
      </span>
    );
  }
  const Icon = answer.ok ? Check : CircleX;
  return (
    <span className={`probe-result ${answer.ok ? 'ink-done' : 'ink-failed'}`} role="status">
      <Icon size={12} strokeWidth={1.5} aria-hidden="true" />
      {probeWords(answer)}
    </span>
  );
}
