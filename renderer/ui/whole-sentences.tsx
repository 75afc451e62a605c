import { Fragment } from 'react';
import { sentencesOf } from './sentences-of.ts';
import './whole-sentences.css';

/** A remedy on one line: sentences that do not fit are left out whole, and whoever points at it reads all of them. */
export function WholeSentences({ text }: { readonly text: string }) {
  return (
    <span className="whole-sentences" title={text}>
      {sentencesOf(text).map((sentence, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and stand in their order.
        <Fragment key={index}>
          {index === 0 ? null : ' '}
          <span className="whole-sentence">{sentence}</span>
        </Fragment>
      ))}
    </span>
  );
}
