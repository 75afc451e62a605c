import { useId, useState } from 'react';
import { say } from '../../shared/language/say.ts';
import { rateOf } from './rate-of.ts';
import { rateText } from './rate-text.ts';
import { SettingNote } from './setting-note.tsx';

export interface RateInputProps {
  /** What it is about: there is no label beside it. */
  readonly name: string;
  /** null: no limit. */
  readonly value: number | null;
  readonly onChange: (bytesPerSecond: number | null) => void;
}

/** A limit in a row of several; it holds when the field is left or Enter is pressed. What is no rate stays in it, and is handed to nobody. */
export function RateInput({ name, value, onChange }: RateInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const commit = (): void => {
    const rate = typed === null ? value : rateOf(typed);
    setWrong(Number.isNaN(rate));
    if (Number.isNaN(rate)) return;
    if (typed !== null && typed !== rateText(value)) onChange(rate);
    setTyped(null);
  };
  const input = (
    <input
      className="text-input rate-input"
      aria-label={name}
      value={typed ?? rateText(value)}
      placeholder={say('No limit')}
      spellCheck={false}
      autoComplete="off"
      aria-invalid={isWrong}
      aria-describedby={`${id}-note`}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
  return (
    <div className="rate-field">
      {input}
      <SettingNote id={`${id}-note`} problem={isWrong ? say('Takes a rate such as 500 kB/s.') : null} />
    </div>
  );
}
