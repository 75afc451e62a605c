import { useState } from 'react';
import { rateOf } from './rate-of.ts';
import { rateText } from './rate-text.ts';

export interface RateInputProps {
  /** What it is about: there is no label beside it. */
  readonly name: string;
  /** null: no limit. */
  readonly value: number | null;
  readonly onChange: (bytesPerSecond: number | null) => void;
}

/** A limit in a row of several; it holds when the field is left or Enter is pressed. */
export function RateInput({ name, value, onChange }: RateInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    if (typed !== null && typed !== rateText(value)) onChange(rateOf(typed));
    setTyped(null);
  };
  return (
    <input
      className="text-input rate-input"
      aria-label={name}
      value={typed ?? (value !== null && Number.isNaN(value) ? '' : rateText(value))}
      placeholder="No limit"
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
      }}
    />
  );
}
