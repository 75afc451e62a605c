import { say } from '../../shared/language/say.ts';
import type { DestinationLimit } from '../../shared/settings.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { useWindow } from '../store/store.ts';
import { RateInput } from './rate-input.tsx';
import './destination-limits.css';

export interface DestinationLimitsProps {
  readonly limits: readonly DestinationLimit[];
  readonly problem: string | null;
  readonly onChange: (limits: readonly DestinationLimit[]) => void;
}

/** A limit for each destination that has its own. */
export function DestinationLimits({ limits, problem, onChange }: DestinationLimitsProps) {
  const destinations = useWindow((state) => state.destinations) ?? [];
  if (destinations.length === 0) return <p className="settings-words">{say('There is no destination yet.')}</p>;
  return (
    <div className="destination-limits">
      {destinations.map(({ destinationId, name }) => (
        <div key={destinationId} className="destination-limit">
          <bdi className="destination-limit-name">{visibleText(destinationTitle(name))}</bdi>
          <RateInput
            name={say('Limit of {name}', { name: destinationTitle(name) })}
            value={limits.find((limit) => limit.destinationId === destinationId)?.bytesPerSecond ?? null}
            onChange={(bytesPerSecond) => {
              const others = limits.filter((limit) => limit.destinationId !== destinationId);
              onChange(bytesPerSecond === null ? others : [...others, { destinationId, bytesPerSecond }]);
            }}
          />
        </div>
      ))}
      {problem === null ? null : (
        <p className="setting-note ink-failed" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
