import { Fragment } from 'react';
import { sentencesOf } from './sentences-of.ts';
import './whole-sentences.css';

export interface WholeSentencesProps {
  readonly text: string;
  /** Something follows on the same line, so that only the first is shown. */
  readonly isFirstOnly?: boolean;
}

/** A remedy on one line: sentences that do not fit are left out whole, and whoever points at it reads all of them. */
export function WholeSentences({ text, isFirstOnly = false }: WholeSentencesProps) {
  const sentences = sentencesOf(text).slice(0, isFirstOnly ? 1 : undefined);
  let nextAt = 0;
  return (
    <span className="whole-sentences" title={text}>
      {sentences.map((sentence) => {
        const at = nextAt;
        nextAt += sentence.length + 1;
        return (
          <Fragment key={at}>
            {at === 0 ? null : ' '}
            <span className="whole-sentence">{sentence}</span>
          </Fragment>
        );
      })}
    </span>
  );
}
